"""The custody log: every act on a case in one append-only file, each line holding the hash of the line before.

The first line is written by the examination and names the manifest's hash; it has no time, so that equal runs give
equal bytes (`run.json` has it). Where records of an interrupted examination were taken over, the
second says so. Every later line says when, by whom and what. A chain cannot show that its end was
cut off or that all of it was written anew: signatures and time stamps hold its head for that.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from hoofprint.case.errors import CaseError
from hoofprint.model.times import rfc3339
from hoofprint.model.words import N_

NAME = "custody.jsonl"
GENESIS = "0" * 64
"""What the first line has in the place of a hash."""


class Entry(NamedTuple):
    """One act: its place in the log, the hash of its own line, and what the line says."""

    seq: int
    hash: str
    act: str
    what: Mapping[str, str]
    """Every other field of the line, `prev`, `time` and `by` among them."""


class Head(NamedTuple):
    """The end of the log: the number of its last line, and that line's hash."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


def line(seq: int, previous: str, act: str, **what: str) -> bytes:
    """One line; the same values give the same bytes."""
    fields: dict[str, object] = {"seq": seq, "prev": previous, "act": act}
    return msgspec.json.encode(fields | dict(sorted(what.items()))) + b"\n"


def read(folder: Path) -> list[Entry]:
    """The whole log, checked line by line; raises `CaseError` naming the first line that does not fit."""
    path = folder / NAME
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CaseError(N_("the custody log cannot be read"), where=path, because=error.strerror) from error
    return entries(data, str(path))


def entries(data: bytes, name: str) -> list[Entry]:
    """The lines of a log; raises `CaseError`."""
    found: list[Entry] = []
    previous = GENESIS
    for seq, raw in enumerate(data.splitlines(keepends=True)):
        try:
            if not raw.endswith(b"\n"):
                raise ValueError("the last line is cut")
            fields = msgspec.json.decode(raw, type=dict[str, str | int])
            act = str(fields.pop("act"))
            if fields.pop("seq") != seq or fields["prev"] != previous:
                raise ValueError("it does not follow from the line before")
        except (msgspec.DecodeError, KeyError, ValueError) as error:
            raise CaseError(
                N_("line {line} of the custody log does not hold"), where=name, because=error, line=seq + 1
            ) from error
        previous = hashlib.sha256(raw).hexdigest()
        found.append(Entry(seq, previous, act, {key: str(value) for key, value in fields.items()}))
    if not found:
        raise CaseError(N_("the custody log is empty"), where=name)
    return found


def head(folder: Path) -> Head:
    """The end of a case's log; raises `CaseError`."""
    last = read(folder)[-1]
    return Head(last.seq, last.hash)


def note(folder: Path, act: str, by: str, **what: str) -> Head:
    """Append one act, done now; raises `CaseError` where the log is broken or cannot be written.

    Several processes may do so at once; each waits for the other.
    """
    try:
        with open(folder / NAME, "r+b", buffering=0) as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            found = entries(log.read(), str(folder / NAME))
            when = rfc3339(time.time_ns() // 1_000)
            raw = line(found[-1].seq + 1, found[-1].hash, act, time=when, by=by, **what)
            log.write(raw)
            os.fsync(log)
    except OSError as error:
        raise CaseError(
            N_("the custody log cannot be written"), where=folder / NAME, because=error.strerror
        ) from error
    return Head(found[-1].seq + 1, hashlib.sha256(raw).hexdigest())
