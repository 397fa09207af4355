"""Fixtures of artifacts: reviewable text turned into the bytes a phone would hold, and the run of a parser on them.

A folder is named after its artifact, a file in it after the schema generation it has: `ios.tcc/ios17.sql`.
`.sql` becomes a database: statements after a line `-- wal:` stay in its write-ahead log, `blobs.py` adds functions
that write blobs, and a file may say `-- use: ios.messages/ios17.sql` to take the database of another artifact.
`.plist` becomes a property list in XML and in binary; `.segb`, `.cookies` and `.keyed` are written in JSON and become
what `builders.py` makes of them; anything else is taken as it stands. `<case>.path` may hold
the device path, where the parser reads it; otherwise the first pattern of the artifact gives one.
"""

import os
import plistlib
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hoofprint.artifacts.declare import Artifact
from hoofprint.artifacts.registry import artifacts
from hoofprint.formats.source import BytesSource, Source
from hoofprint.model.record import Column, Unit, columns
from hoofprint.model.times import rfc3339
from hoofprint.workers.file import File
from hoofprint.workers.wire import Batch, FileDone, receive
from hoofprint.workers.worker import read_file
from tests.artifacts.blobs import add_functions
from tests.artifacts.builders import BUILDERS

HERE = Path(__file__).parent
NOT_FIXTURES = {".jsonl", ".path", ".md"}
WAL, USE = "-- wal:", "-- use:"


@dataclass(frozen=True)
class Fixture:
    """One file of an artifact, in one schema generation."""

    artifact: str
    path: Path

    def __str__(self) -> str:
        return f"{self.artifact}/{self.path.name}"

    @property
    def declaration(self) -> Artifact:
        return artifacts()[self.artifact]

    @property
    def golden(self) -> Path:
        return self.path.with_suffix(".jsonl")

    @property
    def script(self) -> str:
        """The statements of a database."""
        text = self.path.read_text()
        return (HERE / text.removeprefix(USE).strip()).read_text() if text.startswith(USE) else text

    @property
    def device_path(self) -> str:
        stated = self.path.with_suffix(".path")
        if stated.exists():
            return stated.read_text().strip()
        return self.declaration.patterns[0].replace("**", "any").replace("*", "any")


@dataclass
class Outcome:
    """What a parser made of one file."""

    done: FileDone
    rows: list[dict[str, Any]] = field(default_factory=list)


def fixtures(suffix: str = "") -> list[Fixture]:
    """Every fixture, or those of one form."""
    found = [path for path in sorted(HERE.glob("*.*/*")) if path.suffix not in NOT_FIXTURES]
    return [Fixture(path.parent.name, path) for path in found if path.name.endswith(suffix)]


def forms(fixture: Fixture) -> Iterator[tuple[str, File]]:
    """The fixture in each form a phone may hold it in, with a name for each."""
    if fixture.path.suffix == ".sql":
        yield "database", database_file(fixture, *database(fixture.script))
    elif fixture.path.suffix == ".plist":
        data = fixture.path.read_bytes()
        yield "XML", as_file(fixture, data)
        value = plistlib.loads(data)
        yield "binary", as_file(fixture, plistlib.dumps(value, fmt=plistlib.FMT_BINARY, sort_keys=False))
    else:
        data, build = fixture.path.read_bytes(), BUILDERS.get(fixture.path.suffix)
        yield "as it stands", as_file(fixture, build(data) if build else data)


def as_file(fixture: Fixture, data: bytes, **sides: Source) -> File:
    """Bytes in the place of a fixture."""
    return File(fixture.device_path, BytesSource(data), stored=fixture.path.name, **sides)


def database_file(fixture: Fixture, main: bytes, wal: bytes) -> File:
    """A database in the place of a fixture, with its write-ahead log if it has one."""
    return as_file(fixture, main, **({"wal": BytesSource(wal)} if wal else {}))


@cache
def database(script: str) -> tuple[bytes, bytes]:
    """The database a script makes, and its write-ahead log (empty where the script has no `-- wal:` line)."""
    main, _, late = script.partition(WAL)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fixture.db"
        connection = sqlite3.connect(path, isolation_level=None)
        add_functions(connection)
        try:
            connection.executescript(f"PRAGMA synchronous=OFF; BEGIN; {main}\n; COMMIT;")
            if late:
                connection.executescript("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;")
                connection.executescript(f"BEGIN; {late.partition(chr(10))[2]}\n; COMMIT;")
            log = Path(f"{path}-wal")
            return path.read_bytes(), log.read_bytes() if late else b""
        finally:
            connection.close()


def run(artifact: Artifact, file: File) -> Outcome:
    """The artifact's parser on one file, in this process, through the same frames as from a confined worker."""
    with tempfile.TemporaryFile() as pipe:
        done = read_file(artifact.parser, file, 0, pipe.fileno())
        os.lseek(pipe.fileno(), 0, os.SEEK_SET)
        outcome = Outcome(done)
        for frame in receive(pipe.fileno(), artifact.record):
            assert isinstance(frame, Batch)
            outcome.rows += _rows(artifact, frame)
        return outcome


def _rows(artifact: Artifact, batch: Batch) -> Iterator[dict[str, Any]]:
    """Rows as a golden shows them: absent values left out, times written out, bytes in hexadecimal."""
    declared = columns(artifact.record)
    values = [array.to_pylist() for array in batch.arrays]
    origins = batch.origins or ["live"] * batch.rows
    for number, (*cells, row, key) in enumerate(zip(*values, strict=True)):
        place = {"_table": batch.table, "_row": row, "_key": key, "_origin": origins[number]}
        shown = {column.name: _shown(column, cell) for column, cell in zip(declared, cells, strict=True)}
        yield {name: value for name, value in {**place, **shown}.items() if value is not None}


def _shown(column: Column, value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if column.unit is Unit.TIME and value is not None:
        return rfc3339(value)
    return value
