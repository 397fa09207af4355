"""Time stamps on a case, by exchange of files: a request is written here, another machine fetches the answer.

What is stamped is a small statement with the manifest's hash, the end of the custody log and 32 random bytes, so
that the authority sees a hash it can connect with nothing. Statement, request and answer stand in `stamps/`;
`openssl ts -verify -data 0001.statement -in 0001.tsr -CAfile ca.pem` checks one without Hoofprint.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hoofprint.case import custody, manifest, signing
from hoofprint.case.errors import CaseError
from hoofprint.case.files import write_new
from hoofprint.formats import timestamp
from hoofprint.model.times import rfc3339
from hoofprint.model.words import N_

STATEMENT, REQUEST, ANSWER = ".statement", ".tsq", ".tsr"


class Request(NamedTuple):
    """One request of a case, and its answer where there is one."""

    name: str
    statement: Path
    answer: Path

    @property
    def data(self) -> bytes:
        """What was stamped."""
        return self.statement.read_bytes()


def request(folder: Path, by: str) -> Path:
    """Write a request for the case as it stands, and note it; returns the file to send to an authority."""
    changed = [f"{name} ({how})" for name, how in manifest.differences(folder)]
    if changed:
        raise CaseError(
            N_("not as its manifest says, and not stamped"), where=folder, because=", ".join(changed[:5])
        )
    name = f"{len(list(requests(folder))) + 1:04d}"
    listed = manifest.digest(folder / manifest.NAME)
    statement = (
        f"hoofprint time-stamp statement/1\nmanifest {listed}\n{signing.pinned(folder)}\n"
        f"blind {os.urandom(32).hex()}\n"
    ).encode()
    base = folder / manifest.STAMPS / name
    write_new(base.with_suffix(STATEMENT), statement)
    write_new(base.with_suffix(REQUEST), timestamp.request(statement))
    custody.note(folder, "stamp requested", by, name=name, statement=hashlib.sha256(statement).hexdigest())
    return base.with_suffix(REQUEST)


def requests(folder: Path) -> Iterator[Request]:
    """Every request of a case, in order."""
    for path in sorted((folder / manifest.STAMPS).glob(f"*{STATEMENT}")):
        yield Request(path.stem, path, path.with_suffix(ANSWER))


def attach(folder: Path, answer: bytes, by: str) -> tuple[Path, timestamp.Stamp]:
    """Keep an authority's answer beside the request it belongs to, and note it; raises `CaseError`."""
    try:
        stamp = timestamp.read(answer)
    except timestamp.TimestampError as error:
        raise CaseError("", because=error) from error
    for one in requests(folder):
        if hashlib.sha256(one.data).digest() == stamp.imprint:
            write_new(one.answer, answer)
            digest = hashlib.sha256(answer).hexdigest()
            custody.note(folder, "stamped", by, name=one.name, stamped=rfc3339(stamp.time), sha256=digest)
            return one.answer, stamp
    raise CaseError(N_("this answer belongs to no request of this case"), where=folder)


def fits(folder: Path, one: Request) -> bool:
    """Whether the statement that was stamped is about this case: manifest, custody log and `run.json`."""
    text = one.data.decode("utf-8", "replace")
    found = re.search(r"^manifest ([0-9a-f]{64})$", text, re.M)
    listed = manifest.digest(folder / manifest.NAME)
    return found is not None and found[1] == listed and signing.holds(folder, text)
