"""The engine of database artifacts on what no single declaration shows: damage, duplicates, limits, odd values."""

import sqlite3
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.artifacts import (
    Topic,
    chrome,
    cocoa,
    decoded,
    differs,
    filled,
    first,
    gather,
    labels,
    lookup,
    sqlite,
    tables,
    unix,
    unix_ms,
)
from hoofprint.artifacts.evaluate import Rows
from hoofprint.formats.source import BytesSource
from hoofprint.model.coverage import Status
from hoofprint.model.record import Record, Str
from hoofprint.workers.file import File
from tests.artifacts.fixtures import Outcome, database, run


class Word(Record, frozen=True):
    """One row."""

    own: Annotated[Str, "of its own table"] = None
    other: Annotated[Str, "looked up"] = None
    many: Annotated[list[str] | None, "gathered"] = None


WORDS = sqlite(
    Word,
    name="words",
    topic=Topic.OTHER,
    says="{own}",
    files="/words.db",
    table="words",
    fields={
        "own": "own",
        "other": lookup("key", "Z_*OTHERS", "Z_*VALUE", by="Z_*KEY"),
        "many": gather("key", "Z_*OTHERS", "Z_*VALUE", by="Z_*KEY"),
    },
    sources=("none",),
)
TABLES = """
CREATE TABLE words (own TEXT, key INTEGER);
INSERT INTO words VALUES ('one', 1), ('two', 2), ('none', NULL), ('astray', 9);
CREATE TABLE Z_1OTHERS (something TEXT);
CREATE TABLE Z_7OTHERS (Z_7KEY INTEGER, Z_7VALUE TEXT);
"""


def parse(data: bytes) -> Outcome:
    return run(WORDS, File("/words.db", BytesSource(data)))


def test_a_pattern_means_the_table_that_has_the_columns() -> None:
    outcome = parse(
        database(TABLES + "INSERT INTO Z_7OTHERS VALUES (1, 'uno'), (2, 'dos'), (NULL, 'nada');")[0]
    )
    assert [row.get("other") for row in outcome.rows] == ["uno", "dos", None, None]
    assert outcome.done.status is Status.READ and outcome.done.oddities == {}


def test_of_several_rows_the_first_is_shown_and_the_others_are_counted() -> None:
    outcome = parse(
        database(TABLES + "INSERT INTO Z_7OTHERS VALUES (1, 'a'), (1, 'b'), (1, NULL), (2, 'c');")[0]
    )
    assert [row.get("other") for row in outcome.rows] == ["a", "c", None, None]
    assert [row.get("many") for row in outcome.rows] == [["a", "b"], ["c"], None, None]
    assert outcome.done.oddities == {"several rows of Z_*OTHERS for one Z_*KEY, the first is shown": 2}


def test_a_look_up_table_without_end_is_cut_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LOOKUP_ROWS", 1)
    outcome = parse(database(TABLES + "INSERT INTO Z_7OTHERS VALUES (1, 'a'), (2, 'b');")[0])
    assert len(outcome.rows) == 4
    assert outcome.done.status is Status.PARTIAL
    assert any(note.startswith("look-up table cut at 1 rows") for note in outcome.done.oddities)


def test_damage_in_another_table_costs_its_look_ups_only(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA page_size=512;" + TABLES)
    connection.executemany(
        "INSERT INTO Z_7OTHERS VALUES (?, ?)", [(n, f"value {n} " * 20) for n in range(300)]
    )
    connection.commit()
    connection.close()
    data = bytearray(path.read_bytes())
    at = data.index(b"value 299 ") // 512 * 512
    data[at : at + 512] = b"\xff" * 512
    outcome = parse(bytes(data))
    assert [row["own"] for row in outcome.rows] == ["one", "two", "none", "astray"]
    assert outcome.rows[0]["other"].startswith("value 1 ")
    assert outcome.done.status is Status.PARTIAL
    assert any(note.startswith("look-up table cut: Z_7OTHERS") for note in outcome.done.oddities)


def test_a_table_that_is_not_there_is_said() -> None:
    outcome = parse(database("CREATE TABLE words (own TEXT); INSERT INTO words VALUES ('one');")[0])
    assert [row["own"] for row in outcome.rows] == ["one"]
    assert outcome.done.status is Status.PARTIAL
    assert outcome.done.oddities == {"expected column absent: key": 1, "expected table absent: Z_*OTHERS": 2}


def test_a_view_in_the_place_of_the_table_is_no_table() -> None:
    outcome = parse(database("CREATE VIEW words AS SELECT 'one' AS own, 1 AS key;")[0])
    assert outcome.rows == [] and outcome.done.status is Status.UNKNOWN_SCHEMA
    assert "view" in outcome.done.reason


def picky(value: Any) -> Any:
    """Raises for some, gives None for others."""
    return None if len(value) > 3 else value.upper()


CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=6), st.binary(max_size=6))
FIELDS = (
    decoded("a", picky, "short text"),
    cocoa("a"),
    unix("a"),
    unix_ms("a"),
    chrome("a"),
    labels("a", {0: "zero", 1: "one"}),
    filled("a"),
    first(filled("a"), decoded("b", picky, "short text"), "b"),
    differs("a", "b"),
)


MOMENTS = st.sampled_from(
    [
        0,
        1,
        700_000_000,
        700_000_000_123_456_789,
        13_300_000_000_000_000,
        1_700_000_000_000,
        -50_000_000,
        10**11,
    ]
)
NUMBERS = (MOMENTS, MOMENTS.map(float), st.floats(3e8, 1e9), st.integers(0, 2), st.integers())
ALIKE = st.sampled_from(NUMBERS).flatmap(
    lambda kind: st.lists(st.tuples(st.none() | kind, st.none()), max_size=20)
)
"""Columns as honest databases have them: values of one kind, so that the short cuts are taken."""


@given(ALIKE | st.lists(st.tuples(CELLS, CELLS), max_size=20))
def test_a_chunk_reads_as_its_rows_do_one_by_one(cells: list[tuple[Any, Any]]) -> None:
    """Shortcuts for whole columns change neither a value nor the count of oddities."""

    def read(rows: list[tuple[Any, Any]]) -> tuple[list[list[Any]], list[str]]:
        odd: list[str] = []
        chunk = Rows({"a": [a for a, _ in rows], "b": [b for _, b in rows]}, len(rows), {})
        made = [chunk.column(field, odd.append) for field in FIELDS]
        return [column if isinstance(column, list) else column.to_pylist() for column in made], odd

    whole, odd = read(cells)
    single = [read([row]) for row in cells]
    for number, column in enumerate(whole):
        assert repr(column) == repr([values[number][0] for values, _ in single])
    assert sorted(odd) == sorted(note for _, notes in single for note in notes)
