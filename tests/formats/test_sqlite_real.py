"""Databases of real phones: the row counts published for them, read from bytes, the files left as they were."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofprint.formats.source import BytesSource, FdSource
from hoofprint.formats.sqlite import Damaged, Database
from tests.formats.test_sqlite_property import FLIPS, flipped, survives

REAL = Path(__file__).parents[2] / "../shared/real"
COUNTS = ("row counts per table", "row counts per table with the -wal applied")
DIFFERENT = ("tables whose row count differs between main file only and main file + -wal",)
Rows = dict[int, list[object]]


def facts(wanted: tuple[str, ...]) -> list[Any]:
    if not (REAL / "EXPECTED.jsonl").exists():
        absent = pytest.mark.skip("no folder 'shared' beside the repository: tests on real files need it")
        return [pytest.param(Path(), {}, id="absent", marks=absent)]
    lines = map(json.loads, (REAL / "EXPECTED.jsonl").read_text().splitlines())
    return [
        pytest.param(REAL / fact["path"], fact["value"], id=fact["path"].rsplit("/", 1)[-1])
        for fact in lines
        if fact["fact"] in wanted
    ]


@contextmanager
def opened(path: Path, *, log: bool = True) -> Iterator[Database]:
    """The database, whose files must be the same bytes afterwards."""
    files = [side for end in ("", "-wal")[: 1 + log] if (side := path.with_name(path.name + end)).exists()]
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
    fds = [os.open(file, os.O_RDONLY) for file in files]
    with Database(*map(FdSource, fds)) as database:
        yield database
    for fd in fds:
        os.close(fd)
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before


def counts(database: Database) -> dict[str, int]:
    return {
        name: sum(map(len, database.scan(name, table.columns))) for name, table in database.tables.items()
    }


@pytest.mark.parametrize(("path", "expected"), facts(COUNTS))
def test_row_counts(path: Path, expected: dict[str, int | str]) -> None:
    with opened(path) as database:
        found = counts(database)
        stored = {name: n for name, n in expected.items() if database.left_out.get(name) != "virtual"}
        assert stored
        assert {name: found.get(name) for name in stored} == stored
        log = path.with_name(path.name + "-wal")
        assert database.views()[0].applied == (log.exists() and log.stat().st_size > 0)
        assert database.check() == ""
        assert {note.split(":")[0] for note in database.notes} <= {"view left out", "virtual left out"}


@pytest.mark.parametrize(("path", "expected"), facts(DIFFERENT))
def test_what_the_log_adds_and_removes(path: Path, expected: dict[str, list[int | None]]) -> None:
    with opened(path, log=False) as alone, opened(path) as database:
        before, after = counts(alone), counts(database)
        virtual = {name for name, kind in database.left_out.items() if kind == "virtual"}
        different = {
            name: [before.get(name), after.get(name)]
            for name in (before | after)
            if before.get(name) != after.get(name) and not name.startswith("sqlite_")
        }
        assert different == {name: pair for name, pair in expected.items() if name not in virtual}
        for name in database.tables:
            old, new = rows(alone, name), rows(database, name)
            assert database.wal_only(name) == {row for row in new if old.get(row) != new[row]}
            columns = database.tables[name].columns
            gone = {row for batch in database.superseded(name, columns) for row in batch.rowids}
            assert gone == {row for row in old if old[row] != new.get(row)}


def rows(database: Database, name: str) -> Rows:
    table = database.tables.get(name)
    if table is None:
        return {}
    batches = database.scan(name, table.columns)
    return {row: values for b in batches for row, *values in zip(b.rowids, *b.columns, strict=True)}


@pytest.mark.skipif(not REAL.exists(), reason="no folder 'shared' beside the repository")
@pytest.mark.parametrize("name", ["other_apple/macos/TCC-test.db", "browser/safari_History.db"])
def test_real_databases_with_flipped_bytes(name: str) -> None:
    sound = (REAL / name).read_bytes()

    @given(FLIPS, st.booleans())
    @settings(max_examples=30)
    def check(flips: list[tuple[int, int]], first_page: bool) -> None:
        survives(flipped(sound[:4096], flips) + sound[4096:] if first_page else flipped(sound, flips))

    check()


@pytest.mark.skipif(not REAL.exists(), reason="no folder 'shared' beside the repository")
def test_a_real_database_cut_short_gives_fewer_rows_never_other_rows() -> None:
    sound = (REAL / "browser/safari_History.db").read_bytes()
    with Database(BytesSource(sound)) as database:
        whole = rows(database, "history_visits")
    for length in range(4096, len(sound), 4096):
        found: Rows = {}
        try:
            with Database(BytesSource(sound[:length])) as database:
                columns = database.tables["history_visits"].columns
                for batch in database.scan("history_visits", columns):
                    found |= dict(zip(batch.rowids, map(list, zip(*batch.columns, strict=True)), strict=True))
        except (Damaged, KeyError):
            pass
        assert {row: whole.get(row) for row in found} == found
