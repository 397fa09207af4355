"""What can be checked of a case without the evidence: manifest, custody log, signatures, time stamps.

None of it says that the findings are right. It says that the case is the one that was signed or stamped; whether
the findings follow from the evidence is told by examining it again (`hoofprint verify CASE ACQUISITION`).
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
from cryptography.x509 import Certificate

from hoofprint.case import custody, manifest, signing, stamps
from hoofprint.case.errors import CaseError
from hoofprint.formats import minisign, timestamp
from hoofprint.model.times import rfc3339
from hoofprint.model.words import N_

MOST = 20
"""Changed files that are listed; the rest are counted."""


class Result(StrEnum):
    """How one check came out."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    """It could not be decided; the reason says what is needed for it."""


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """One check: what was checked, how it came out, and why. `text` is marked for translation; `values` fill it."""

    about: str
    """`manifest`, `custody`, `signature`, `stamp`, and for a repeated examination `acquisition`, `finding`, ..."""
    result: Result
    text: str
    values: dict[str, str] = {}


def prove(
    folder: Path, keys: Sequence[minisign.PublicKey] = (), roots: Sequence[Certificate] = ()
) -> list[Proof]:
    """Every check that a case allows; `keys` and `roots` are what the caller trusts."""
    found = [*_manifest(folder)]
    chain = [*_custody(folder)]
    found += chain
    if all(one.result is Result.HOLDS for one in chain):  # signatures and stamps point into the log
        found += [*_signatures(folder, {key.id: key for key in keys}), *_stamps(folder, roots)]
    return found


def _proof(about: str, result: Result, text: str, **values: str) -> Proof:
    return Proof(about=about, result=result, text=text, values=values)


def _manifest(folder: Path) -> Iterator[Proof]:
    try:
        wrong = list(manifest.differences(folder))
        count = len(manifest.read(folder))
    except CaseError as error:
        yield _proof("manifest", Result.FAILS, N_("The manifest cannot be read: {why}"), why=str(error))
        return
    words = {
        "missing": N_("{name} is missing."),
        "changed": N_("{name} was changed after the examination."),
        "added": N_("{name} was added, and belongs to no act of this case."),
    }
    for name, how in wrong[:MOST]:
        yield _proof("manifest", Result.FAILS, words[how], name=name)
    if len(wrong) > MOST:
        rest = str(len(wrong) - MOST)
        yield _proof("manifest", Result.FAILS, N_("{count} more files are not as they were."), count=rest)
    if not wrong:
        text = N_("All {count} files are as the examination left them.")
        yield _proof("manifest", Result.HOLDS, text, count=str(count))


def _custody(folder: Path) -> Iterator[Proof]:
    try:
        log = custody.read(folder)
        listed = manifest.digest(folder / manifest.NAME)
    except (CaseError, OSError) as error:
        yield _proof("custody", Result.FAILS, N_("The custody log does not hold: {why}"), why=str(error))
        return
    if log[0].act != "examined" or log[0].what.get("manifest") != listed:
        yield _proof("custody", Result.FAILS, N_("The custody log begins with another manifest."))
        return
    text = N_("The custody log is one unbroken chain; acts in it: {count}; its end is {head}.")
    yield _proof("custody", Result.HOLDS, text, count=str(len(log)), head=log[-1].hash)


def _signatures(folder: Path, trusted: dict[bytes, minisign.PublicKey]) -> Iterator[Proof]:
    try:
        noted = signing.noted_keys(folder)
        signed = list(signing.signatures(folder))
    except (CaseError, minisign.MinisignError) as error:
        yield _proof("signature", Result.FAILS, N_("A signature cannot be read: {why}"), why=str(error))
        return
    if not signed:
        yield _proof("signature", Result.OPEN, N_("Nobody has signed this case."))
    data = (folder / manifest.NAME).read_bytes()
    for one in signed:
        key = trusted.get(one.signature.id) or noted.get(one.signature.id)
        yield _signature(folder, one, key, data, known=one.signature.id in trusted)


def _signature(
    folder: Path, one: signing.Signed, key: minisign.PublicKey | None, data: bytes, *, known: bool
) -> Proof:
    name = one.file.name
    if key is None:
        text = N_("{file} is by the key {key}, which nobody named; give it with --key.")
        return _proof("signature", Result.OPEN, text, file=name, key=one.signature.id[::-1].hex().upper())
    try:
        minisign.verify(key, data, one.signature)
    except minisign.BadSignature as error:
        text = N_("{file} does not fit: {why}")
        return _proof("signature", Result.FAILS, text, file=name, why=str(error))
    if not signing.holds(folder, one.signature.trusted):
        text = N_("{file} was made over another custody log or another run.json.")
        return _proof("signature", Result.FAILS, text, file=name)
    when = one.signature.trusted.rpartition("; ")[2]
    if known:
        text = N_("{file} is right: signed with the key {key} that you named, by its own account on {when}.")
        return _proof("signature", Result.HOLDS, text, file=name, key=key.name, when=when)
    text = N_(
        "{file} fits the key {key}, but only the case itself names that key: get it from its owner, and give it"
        " with --key."
    )
    return _proof("signature", Result.OPEN, text, file=name, key=key.name)


def _stamps(folder: Path, roots: Sequence[Certificate]) -> Iterator[Proof]:
    for one in stamps.requests(folder):
        yield _stamp(folder, one, roots)


def _stamp(folder: Path, one: stamps.Request, roots: Sequence[Certificate]) -> Proof:
    if not one.answer.is_file():
        return _proof("stamp", Result.OPEN, N_("Time stamp {name} waits for its answer."), name=one.name)
    if not stamps.fits(folder, one):
        text = N_("Time stamp {name} is about another state of this case.")
        return _proof("stamp", Result.FAILS, text, name=one.name)
    answer = one.answer.read_bytes()
    try:
        if not roots:
            claim = timestamp.read(answer)
            text = N_(
                "Time stamp {name} says {when}, signed under {signer}; give that authority's certificate with"
                " --tsa-cert to check it."
            )
            return _proof(
                "stamp", Result.OPEN, text, name=one.name, when=rfc3339(claim.time), signer=claim.signer
            )
        stamp = timestamp.verify(answer, one.data, roots)
    except timestamp.TimestampError as error:
        text = N_("Time stamp {name} does not hold: {why}")
        return _proof("stamp", Result.FAILS, text, name=one.name, why=str(error))
    text = N_("Time stamp {name} is right: this state of the case existed on {when}.")
    return _proof("stamp", Result.HOLDS, text, name=one.name, when=rfc3339(stamp.time))
