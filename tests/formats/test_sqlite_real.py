"""Databases of real phones: the row counts published for them, read from bytes, the files left as they were."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from hoofprint.formats.source import FdSource, Source
from hoofprint.formats.sqlite import Database

REAL = Path(__file__).parents[2] / "../shared/real"
FACTS = ("row counts per table", "row counts per table with the -wal applied")


def facts() -> list[Any]:
    if not (REAL / "EXPECTED.jsonl").exists():
        return [
            pytest.param(None, {}, id="none", marks=pytest.mark.skip("no ../shared/real beside the project"))
        ]
    lines = map(json.loads, (REAL / "EXPECTED.jsonl").read_text().splitlines())
    return [
        pytest.param(REAL / fact["path"], fact["value"], id=fact["path"].rsplit("/", 1)[-1])
        for fact in lines
        if fact["fact"] in FACTS
    ]


def opened(path: Path, fds: list[int]) -> Source | None:
    if not path.exists():
        return None
    fds.append(os.open(path, os.O_RDONLY))
    return FdSource(fds[-1])


@pytest.mark.parametrize(("path", "counts"), facts())
def test_row_counts(path: Path, counts: dict[str, int | str]) -> None:
    fds: list[int] = []
    before = {side: side.stat() for side in path.parent.glob(path.name + "*")}
    db, wal = (opened(path.with_name(path.name + end), fds) for end in ("", "-wal"))
    assert db is not None
    with Database(db, wal) as database:
        found = {
            name: sum(map(len, database.scan(name, database.tables[name].columns)))
            for name in database.tables
        }
        expected = {name: count for name, count in counts.items() if database.left_out.get(name) != "virtual"}
        assert expected
        assert expected == {name: found.get(name) for name in expected}
        assert database.views()[0].applied == (wal is not None and wal.size > 0)
        assert not database.check()
    for fd in fds:
        os.close(fd)
    assert {side: side.stat().st_mtime_ns for side in before} == {k: v.st_mtime_ns for k, v in before.items()}
