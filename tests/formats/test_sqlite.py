"""Rows, columns and values of sound databases: what is stored is what comes out, whatever type stands where."""

import math
import os
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats import sqlite_link
from hoofprint.formats.source import BytesSource, FdSource
from hoofprint.formats.sqlite import BadText, Batch, Damaged, Database, SchemaUnknown
from tests.formats.databases import made

MESSAGE = "CREATE TABLE Message(ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, date INTEGER)"
VALUES = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    | st.binary(max_size=40)
)


def rows(batches: Iterable[Batch]) -> dict[int, tuple[object, ...]]:
    return {
        rowid: values
        for batch in batches
        for rowid, *columns in [(batch.rowids, *batch.columns)]
        for rowid, values in zip(rowid, zip(*columns, strict=True), strict=True)
    }


def database(*statements: str | tuple[str, tuple[object, ...]]) -> Database:
    return Database(BytesSource(made(*statements)))


def test_batches_are_columnar_and_in_stored_order() -> None:
    inserts = [
        ("INSERT INTO message VALUES (?,?,?,?)", (i, f"g{i}", "hello", i * 10)) for i in (9, -5, 3, 2**40)
    ]
    with database(MESSAGE, *inserts) as db:
        batches = list(db.scan("message", ["DATE", "guid"], size=3))
        assert [batch.rowids for batch in batches] == [[-5, 3, 9], [2**40]]
        assert batches[0].columns == [[-50, 30, 90], ["g-5", "g3", "g9"]]
        assert db.tables["MESSAGE"].columns == ("ROWID", "guid", "text", "date")
        assert not db.notes


def test_columns_the_table_lacks_are_empty_and_named() -> None:
    with database(MESSAGE, "INSERT INTO message(text) VALUES ('a'), ('b')") as db:
        wanted = ["is_read", "text", "text", "Guid", "is_read"]
        assert db.missing("message", wanted) == ("is_read", "is_read")
        (batch,) = db.scan("message", wanted)
        assert batch.columns == [[None, None], ["a", "b"], ["a", "b"], [None, None], [None, None]]
        (none,) = db.scan("message", [])
        assert (none.rowids, none.columns) == ([1, 2], [])


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_text_that_is_no_text_costs_nothing(encoding: str) -> None:
    lone = {"UTF-8": b"\xed\xa0\x80", "UTF-16le": b"\x00\xd8A\x00", "UTF-16be": b"\xd8\x00\x00A"}[encoding]
    inserts = [("INSERT INTO t VALUES (?, ?)", (f"text ü {i}", i)) for i in range(5000)]
    bad = (
        f"UPDATE t SET a = CAST(x'{lone.hex()}' AS TEXT) WHERE b = 1234",
        "UPDATE t SET a = 'nul' || char(0) || 'nul' WHERE b = 4321",
    )
    with database(f"PRAGMA encoding = '{encoding}'", "CREATE TABLE t(a, b)", *inserts, *bad) as db:
        found = rows(db.scan("T", ["a", "b"]))
        assert db.encoding == encoding
    assert found[1] == ("text ü 0", 0)
    assert found[4322] == ("nul\0nul", 4321)
    odd = {rowid: values[0] for rowid, values in found.items() if not isinstance(values[0], str)}
    assert odd == {1235: lone}
    text = odd[1235]
    assert isinstance(text, BadText)
    assert text.readable() in ("\\xed\\xa0\\x80", "\\x00\\xd8A", "\\xd8\\x00A")
    assert list(found) == list(range(1, 5001))


@given(st.lists(st.tuples(VALUES, VALUES), max_size=20), st.integers(1, 7))
def test_any_value_in_any_column_comes_back(values: list[tuple[object, object]], size: int) -> None:
    inserts = [("INSERT INTO t VALUES (?, ?)", pair) for pair in values]
    with database("CREATE TABLE t(a, b BLOB)", *inserts) as db:
        found = list(rows(db.scan("t", ["a", "b"], size=size)).values())
    assert list(map(repr, found)) == list(map(repr, values))


def test_absurd_types_stand_where_they_were_put() -> None:
    absurd = ["soon", b"\x00\xff", 9e999, -0.0, 2**63 - 1, None, "9e999", ""]
    inserts = [("INSERT INTO message(text, date) VALUES (?, ?)", (value, value)) for value in absurd]
    with database(MESSAGE, *inserts) as db:
        found = [values[0] for values in rows(db.scan("message", ["date"])).values()]
    assert found == ["soon", b"\x00\xff", math.inf, 0, 2**63 - 1, None, math.inf, ""]


def test_long_values_do_not_make_long_batches() -> None:
    inserts = [("INSERT INTO t VALUES (?)", (bytes(3_000_000),))] * 12 + [
        ("INSERT INTO t VALUES (?)", (b"x",))
    ] * 9
    with database("CREATE TABLE t(a)", *inserts) as db:
        batches = list(db.scan("t", ["a"]))
    assert [rowid for batch in batches for rowid in batch.rowids] == list(range(1, 22))
    assert max(sum(map(len, batch.columns[0])) for batch in batches) < 20_000_000
    assert len(batches[-1].columns[0][-1]) == 1


def test_a_value_too_long_is_left_out_and_its_row_stays() -> None:
    with database("CREATE TABLE t(a, b)", "INSERT INTO t VALUES (1, zeroblob(68000000)), (2, 'next')") as db:
        assert rows(db.scan("t", ["a", "b"])) == {1: (1, None), 2: (2, "next")}
        assert db.notes == {"value longer than 64 MiB left out: t": 1}


def test_tables_without_row_ids_count_their_rows() -> None:
    with database(
        "CREATE TABLE t(k TEXT COLLATE NOCASE PRIMARY KEY, v) WITHOUT ROWID",
        "CREATE INDEX other ON t(v)",
        "INSERT INTO t VALUES ('b', 1), ('c', 0), ('a', 2)",
        "UPDATE sqlite_schema SET sql = replace(sql, 'NOCASE', 'ABLOCALE')",
        "CREATE TABLE hidden(rowid, oid, _rowid_)",
        "INSERT INTO hidden VALUES ('x', 'y', 'z')",
        "CREATE TABLE own(rowid TEXT)",
        "INSERT INTO own VALUES ('x')",
    ) as db:
        assert not db.tables["t"].has_rowid
        assert rows(db.scan("t", ["v", "k"], size=2)) == {1: (2, "a"), 2: (1, "b"), 3: (0, "c")}
        assert not db.tables["hidden"].has_rowid
        assert rows(db.scan("hidden", ["oid", "rowid"])) == {1: ("y", "x")}
        assert rows(db.scan("own", ["rowid"])) == {1: ("x",)}


def test_names_are_never_sql() -> None:
    table = 'a"; DROP TABLE x; --\n{0}'
    quoted = '"' + table.replace('"', '""') + '"'
    with database(
        f'CREATE TABLE {quoted}("co""l;" TEXT, "{{1}}" DEFAULT (abs(-1)))',
        f"INSERT INTO {quoted} VALUES ('x', 'y')",
        ("CREATE TABLE wide(" + ", ".join(f"c{i}" for i in range(1500)) + ")"),
    ) as db:
        assert rows(db.scan(table, ['CO"L;', "{1}"])) == {1: ("x", "y")}
        assert len(db.tables["wide"].columns) == 1500
        for other in ("x", "sqlite_schema", "a\0", '"', ""):
            with pytest.raises(SchemaUnknown, match="no table"):
                db.scan(other, ["a"])


def test_what_is_no_ordinary_table_is_named() -> None:
    with database(
        MESSAGE,
        "CREATE VIEW v AS SELECT * FROM message",
        "CREATE VIRTUAL TABLE words USING fts4(a)",
        "INSERT INTO words VALUES ('x')",
    ) as db:
        assert dict(db.left_out) == {"v": "view", "words": "virtual"}
        assert {"Message", "words_content", "words_segdir"} <= set(db.tables)
        with pytest.raises(SchemaUnknown, match="'V' is a view"):
            db.scan("V", ["text"])
        with pytest.raises(SchemaUnknown, match="virtual table"):
            db.missing("words", ["a"])
        assert db.notes["table replaced by view: V"] == 1
        assert db.notes["virtual left out: words"] == 1


def test_two_scans_at_once_do_not_disturb_each_other() -> None:
    inserts = [("INSERT INTO t VALUES (?)", (f"{i}" * (1 + 5000 * (i % 7 == 0)),)) for i in range(1000)]
    with database("CREATE TABLE t(a)", *inserts) as db:
        pairs = list(zip(db.scan("t", ["a"], size=10), db.scan("t", ["a"], size=10), strict=True))
        assert all(one == other for one, other in pairs)
        assert sum(len(one) for one, _ in pairs) == 1000


def test_the_evidence_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "sms.db"
    path.write_bytes(made(MESSAGE, "INSERT INTO message(text) VALUES ('a')"))
    path.chmod(0o400)
    before = path.stat()
    fd = os.open(path, os.O_RDONLY)
    with Database(FdSource(fd)) as db:
        assert rows(db.scan("message", ["text"])) == {1: ("a",)}
        assert db.check() == ""
    os.close(fd)
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (before.st_mtime_ns, before.st_size)
    assert os.listdir(tmp_path) == ["sms.db"]


def test_time_is_limited_and_counts_only_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    milliseconds = count()
    monkeypatch.setattr(sqlite_link, "monotonic", lambda: next(milliseconds) / 1000)
    many = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO t SELECT i, 'x' FROM n"
    )
    with Database(BytesSource(made("CREATE TABLE t(a, b)", many)), deadline=0.1) as db:
        found = 0
        with pytest.raises(Damaged, match="time allowed"):
            for batch in db.scan("t", ["a", "b"]):
                found += len(batch)
                for _ in range(20):
                    next(milliseconds)
        assert 20_000 < found < 100_000


def test_memory_is_limited_only_while_open() -> None:
    before = apsw.hard_heap_limit(-1)
    with database(MESSAGE) as db:
        assert apsw.hard_heap_limit(-1) == 512 << 20
        db.close()
        db.close()
    assert apsw.hard_heap_limit(-1) == before
    with pytest.raises(ValueError, match="closed"):
        db.scan("message", [])
