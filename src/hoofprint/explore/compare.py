"""Two results over the same evidence: which findings of the one follow again, which do not, and what else differs."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from hoofprint.case import manifest
from hoofprint.case.folder import Case
from hoofprint.case.proof import Proof, Result
from hoofprint.model.face import AcquisitionFace, CheckResult, FindingFace
from hoofprint.model.words import N_


class Verdict(StrEnum):
    """How a finding came out when the evidence was examined again."""

    HOLDS = "holds"
    """The same rule, from the same records, with the same stage, grade and attribution."""
    DIFFERS = "differs"
    """The same rule from the same records, but weighed otherwise."""
    LOST = "lost"
    """Not found again."""
    NEW = "new"
    """Found now, and not claimed."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One finding against the other result's; `claimed` and `derived` are `S3 G5 A3`, empty where it is missing."""

    acquisition: str
    id: str
    rule: str
    title: str
    verdict: Verdict
    claimed: str = ""
    derived: str = ""


def findings(claimed: AcquisitionFace, derived: AcquisitionFace) -> Iterator[Compared]:
    """Every finding of both, in the order of the claim, then what is new."""
    again = {_key(one, derived): one for one in derived.findings}
    for one in claimed.findings:
        found = again.pop(_key(one, claimed), None)
        if found is None:
            verdict = Verdict.LOST
        else:
            verdict = Verdict.HOLDS if _weight(one) == _weight(found) else Verdict.DIFFERS
        yield _compared(claimed.id, one, verdict, one, found)
    for one in again.values():
        yield _compared(claimed.id, one, Verdict.NEW, None, one)


def circumstances(claimed: CheckResult, derived: CheckResult) -> dict[str, tuple[str, str]]:
    """What differs between the two examinations themselves, and could explain other findings: name to both values."""
    pairs = {
        "version": (claimed.version, derived.version),
        "indicators": (_sets(claimed), _sets(derived)),
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def pairs(claimed: CheckResult, derived: CheckResult) -> Sequence[tuple[AcquisitionFace, AcquisitionFace]]:
    """Acquisitions of the same bytes, in the order of the claim."""
    again = {face.sha256: face for face in derived.acquisitions}
    return [(face, again[face.sha256]) for face in claimed.acquisitions if face.sha256 in again]


def _key(one: FindingFace, face: AcquisitionFace) -> tuple[str, frozenset[tuple[str, ...]]]:
    """What makes a finding the same one: its rule, its records, and the published values it rests on."""
    records = {(e.artifact, e.file, e.locator, e.sha256) for e in one.evidence}
    values = {(s.kind, s.indicator.value) for s in face.sightings if s.id in one.sightings}
    return one.rule, frozenset(records | values)


def _weight(one: FindingFace) -> str:
    return f"{one.stage} {one.grade} {one.attribution}"


def _compared(
    acquisition: str,
    one: FindingFace,
    verdict: Verdict,
    claimed: FindingFace | None,
    derived: FindingFace | None,
) -> Compared:
    return Compared(
        acquisition=acquisition,
        id=one.id if claimed else "",
        rule=one.rule,
        title=one.title,
        verdict=verdict,
        claimed=_weight(claimed) if claimed else "",
        derived=_weight(derived) if derived else "",
    )


def _sets(result: CheckResult) -> str:
    return " ".join(sorted(f"{one.name} {one.sha256[:12]};" for one in result.indicators.sets))


def again(claimed: Case, derived: Case) -> tuple[list[Proof], list[Compared]]:
    """A case against one that was made anew from the evidence: acquisitions, records, circumstances, findings."""
    proofs: list[Proof] = []
    compared: list[Compared] = []
    differ = circumstances(claimed.result, derived.result)
    for name, (then, now) in differ.items():
        text = N_("{name} then: {then}; now: {now}. This can explain differences below.")
        proofs.append(_proof("circumstances", Result.OPEN, text, name=name, then=then, now=now))
    matched = pairs(claimed.result, derived.result)
    known = {face.sha256 for face, _ in matched}
    for face in derived.result.acquisitions:
        if face.sha256 not in known:
            text = N_("{sha256} is no acquisition of this case.")
            proofs.append(_proof("acquisition", Result.FAILS, text, sha256=face.sha256))
    for face in claimed.result.acquisitions:
        if face.sha256 in known:
            text = N_("{id} is the acquisition that was examined: its SHA-256 is the same.")
            proofs.append(_proof("acquisition", Result.HOLDS, text, id=face.id))
        else:
            proofs.append(_proof("acquisition", Result.OPEN, N_("{id} was not at hand."), id=face.id))
    for face, found in matched:
        proofs += _records(claimed, derived, face.id, explained=bool(differ))
        compared += findings(face, found)
    return proofs, compared


def _records(claimed: Case, derived: Case, acquisition: str, *, explained: bool) -> Iterator[Proof]:
    """Whether the stored records are, byte for byte, those that the evidence gives now."""
    start = f"acquisitions/{acquisition}/records/"
    then = {name: sha for name, sha in manifest.read(claimed.folder).items() if name.startswith(start)}
    now = {name: sha for name, sha in manifest.read(derived.folder).items() if name.startswith(start)}
    wrong = sorted(
        name.removeprefix(start) for name in then.keys() | now.keys() if then.get(name) != now.get(name)
    )
    if not wrong:
        text = N_("All {count} tables of records follow from the evidence, byte for byte.")
        yield _proof("records", Result.HOLDS, text, count=str(len(then)))
        return
    result = Result.OPEN if explained else Result.FAILS
    text = N_("These tables of records came out otherwise: {names}")
    yield _proof("records", result, text, names=", ".join(wrong[:10]))


def _proof(about: str, result: Result, text: str, **values: str) -> Proof:
    return Proof(about=about, result=result, text=text, values=values)
