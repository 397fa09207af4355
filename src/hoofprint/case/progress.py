"""The progress of an examination, line by line beside its records: what a kill leaves can be taken over.

Only a line that was written after its artifact's records were complete counts, and only while the records still have
the digest it states: half a file, or one that was changed, is never used. The file goes away when the case is whole.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

import msgspec

from hoofprint.case.errors import writing
from hoofprint.case.manifest import digest
from hoofprint.case.records import RecordWriter
from hoofprint.model.coverage import Finished

NAME = "progress.jsonl"


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """One artifact that is done. `key` stands for everything else that its records depend on."""

    key: str
    records: str
    """SHA-256 of its table; empty where it has no records."""
    finished: Finished


def key(*parts: object) -> str:
    """A digest of versions and options, and of this program's own files: their names, sizes and times."""
    package = Path(__file__).parent.parent
    sources = ((path, path.stat()) for path in sorted(package.rglob("*.py")))
    own = [f"{path.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}" for path, stat in sources]
    return hashlib.sha256(repr((parts, own)).encode()).hexdigest()


def count(folder: Path) -> int:
    """How many artifacts an unfinished case says are done."""
    return sum(path.read_bytes().count(b"\n") for path in folder.glob(f"acquisitions/*/{NAME}"))


class Progress:
    """What is done of one acquisition. `before` is the same acquisition's folder in an interrupted examination."""

    def __init__(self, records: RecordWriter, before: Path | None, key: str) -> None:
        self.records, self._before, self._key = records, before, key
        self._journal = records.folder.parent / NAME
        self._lock = Lock()
        self._known = {line.finished.artifact: line for line in _lines(before, key)} if before else {}
        self.reused = 0

    def __bool__(self) -> bool:
        return bool(self._known)

    def recall(self, artifact: str, evidence: Sequence[tuple[str, str, str]]) -> Finished | None:
        """What was finished of an artifact over the same evidence, its table in place; else None."""
        line = self._known.get(artifact)
        if line is None or self._before is None or line.finished.evidence != tuple(evidence):
            return None
        if line.records and not self._taken(artifact, line.records):
            return None
        with self._lock:
            self.reused += 1
        return line.finished

    def keep(self, finished: Finished) -> None:
        """Say so, its table being complete."""
        self.records.finish(finished.artifact)
        table = self.records.folder / f"{finished.artifact}.parquet"
        line = Line(self._key, digest(table) if table.is_file() else "", finished)
        with self._lock, writing(self._journal):
            fd = os.open(self._journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(fd, "wb") as out:
                out.write(msgspec.json.encode(line) + b"\n")

    def _taken(self, artifact: str, expected: str) -> bool:
        """The table of the interrupted examination, now ours too; only if it is what its line says."""
        assert self._before is not None
        old = self._before / "records" / f"{artifact}.parquet"
        new = self.records.folder / old.name
        if old.is_symlink() or not old.is_file():
            return False
        try:
            os.link(old, new)
            if digest(new) == expected:
                return True
            new.unlink()
        except OSError:
            return False  # a disk without links: the artifact is read again
        return False


def _lines(folder: Path, key: str) -> Iterator[Line]:
    """The lines that hold and were written by the same program with the same options."""
    try:
        raw = (folder / NAME).read_bytes().splitlines(keepends=True)
    except OSError:
        return
    for one in raw:
        try:
            line = msgspec.json.decode(one, type=Line)
        except msgspec.DecodeError:
            continue
        if one.endswith(b"\n") and line.key == key:
            yield line
