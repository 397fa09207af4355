"""Databases made to hang, to hide rows or to reach outside: each costs milliseconds, and what it hides is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofprint.formats.source import BytesSource
from hoofprint.formats.sqlite import Damaged, Database, NotDatabase, SchemaUnknown
from tests.formats.databases import edited, made

MESSAGE = "CREATE TABLE message(text TEXT, date INTEGER)"
ROWS = [("INSERT INTO message VALUES (?, ?)", (f"text {i}", i)) for i in range(1, 8)]
SLOW = "instr(zeroblob(30000000), zeroblob(999999) || x''01'')"
"""One operation of SQLite that takes minutes and that nothing can interrupt."""


def as_declared(sql: str) -> str:
    return f"UPDATE sqlite_schema SET sql = '{sql}' WHERE name = 'message'"


def found(db: Database, table: str = "message", column: str = "text") -> tuple[dict[int, object], str]:
    """Rows up to the end or the damage, and the damage."""
    rows: dict[int, object] = {}
    try:
        for batch in db.scan(table, [column]):
            rows.update(zip(batch.rowids, batch.columns[0], strict=True))
    except Damaged as error:
        return rows, str(error)
    return rows, ""


VIEWS = {
    "endless": "WITH RECURSIVE c(text) AS (SELECT 1 UNION ALL SELECT text + 1 FROM c) SELECT text, 1 AS date FROM c",
    "cross join": "SELECT 1 AS text, 1 AS date FROM other a, other b, other c, other d, other e, other f",
    "zeroblob": "SELECT zeroblob(900000000) AS text, 1 AS date",
    "printf": "SELECT printf(''%.*c'', 500000000, ''x'') AS text, 1 AS date",
    "uninterruptible": f"SELECT {SLOW} AS text, 1 AS date",
    "library": "SELECT load_extension(''/tmp/x.so'') AS text, 1 AS date",
    "our paths": "SELECT file AS text, 1 AS date FROM pragma_database_list",
    "itself": "SELECT * FROM message",
}


@pytest.mark.parametrize("select", VIEWS.values(), ids=VIEWS)
def test_a_view_in_a_tables_place_is_never_evaluated(select: str) -> None:
    data = made(
        "CREATE TABLE other(a)",
        "INSERT INTO sqlite_schema VALUES('view', 'message', 'message', 0, 'CREATE VIEW message AS "
        + select
        + "')",
    )
    with Database(BytesSource(data)) as db:
        with pytest.raises(SchemaUnknown, match="view"):
            db.scan("message", ["text"])
        assert db.notes["table replaced by view: message"] == 1
        assert db.check() == ""


@pytest.mark.parametrize("expression", [SLOW, "zeroblob(800000000)"])
@pytest.mark.parametrize("kind", ["VIRTUAL", "STORED"])
def test_generated_columns_are_left_out(expression: str, kind: str) -> None:
    data = made(MESSAGE, *ROWS, as_declared(f"CREATE TABLE message(text, date AS ({expression}) {kind}, x)"))
    with Database(BytesSource(data)) as db:
        assert db.tables["message"].columns == ("text", "x")
        assert db.missing("message", ["text", "date"]) == ("date",)
        assert found(db, column="date")[0] == dict.fromkeys(range(1, 8))
        assert len(found(db)[0]) == 7
        assert db.notes["generated column: message.date"] == 1
        assert db.check().startswith("not checked")


def test_expressions_elsewhere_are_never_evaluated() -> None:
    data = made(
        MESSAGE,
        "CREATE INDEX heavy ON message(text)",
        "CREATE INDEX part ON message(date)",
        "CREATE TRIGGER t AFTER INSERT ON message BEGIN SELECT 1; END",
        *ROWS,
        as_declared(f"CREATE TABLE message(text, date CHECK ({SLOW}), more DEFAULT ({SLOW}))"),
        f"UPDATE sqlite_schema SET sql = 'CREATE INDEX heavy ON message({SLOW})' WHERE name = 'heavy'",
        f"UPDATE sqlite_schema SET sql = 'CREATE INDEX part ON message(date) WHERE {SLOW}' WHERE name = 'part'",
    )
    with Database(BytesSource(data)) as db:
        assert len(found(db)[0]) == 7
        assert found(db, column="more")[0] == dict.fromkeys(range(1, 8))
        assert db.check() == ""


_ENTRY = "INSERT INTO sqlite_schema VALUES"
RUBBISH = {
    "no table": f"{_ENTRY}('table', 'zz', 'zz', 77, 'create tabel zz(')",
    "no page": f"{_ENTRY}('table', 'zz', 'zz', 9999999, 'CREATE TABLE zz(a)')",
    "page 1": f"{_ENTRY}('table', 'zz', 'zz', 1, 'CREATE TABLE zz(a)')",
    "page 0": f"{_ENTRY}('table', 'zz', 'zz', 0, 'CREATE TABLE zz(a)')",
    "blobs": f"{_ENTRY}(x'00', x'ff', x'ff', x'ff', x'ff')",
    "nothing": f"{_ENTRY}(NULL, NULL, NULL, NULL, NULL)",
    "no text": f"{_ENTRY}('table', CAST(x'ff' AS TEXT), 'z', 2, CAST(x'435245ff' AS TEXT))",
    "long": f"{_ENTRY}('table', 'z', 'z', 2, 'CREATE TABLE z(a' || hex(zeroblob(9000000)) || ')')",
    "deep": f"{_ENTRY}('table', 'z', 'z', 2, 'CREATE TABLE z(a DEFAULT ' || '{'(' * 4000}' || '1)')",
    "module": f"{_ENTRY}('table', 'z', 'z', 0, 'CREATE VIRTUAL TABLE z USING apple(a)')",
}


@pytest.mark.parametrize("order", ["", "UPDATE sqlite_schema SET rowid = -rowid"], ids=["last", "first"])
@pytest.mark.parametrize("insert", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_in_the_schema_costs_only_itself(insert: str, order: str) -> None:
    with Database(BytesSource(made(MESSAGE, *ROWS, insert, order))) as db:
        assert list(found(db)[0].values()) == [f"text {i}" for i in range(1, 8)]
        assert set(db.tables) <= {"message", "zz"}
        assert isinstance(db.check(), str)


def test_a_table_declared_twice_is_read_as_declared_first() -> None:
    again = "INSERT INTO sqlite_schema VALUES('table', 'message', 'message', 2, 'CREATE TABLE message(x, y)')"
    with Database(BytesSource(made(MESSAGE, *ROWS, again))) as db:
        assert list(found(db)[0].values()) == [f"text {i}" for i in range(1, 8)]
        assert any("already exists" in note for note in db.notes)


def test_rubbish_in_the_schema_is_noted() -> None:
    with Database(BytesSource(made(MESSAGE, *ROWS, RUBBISH["no table"]))) as db:
        (note,) = db.notes
        assert note.startswith("schema readable in part: SQLite says: malformed database schema (zz)")


def test_names_that_are_no_text_are_left_out_and_noted() -> None:
    renamed = "CAST(CAST('CREATE TABLE message(text, ' AS BLOB) || x'ff' || CAST(', date)' AS BLOB) AS TEXT)"
    with Database(BytesSource(made(MESSAGE, *ROWS, f"UPDATE sqlite_schema SET sql = {renamed}"))) as db:
        assert db.tables["message"].columns == ("text", "date")
        assert [note.split(":")[0] for note in db.notes] == ["name that is not text"]
        assert len(found(db)[0]) == 7


def lies() -> Iterator[tuple[str, int, bytes]]:
    for number in (0, 1, 3, 512, 0xFFFF):
        yield "page size", 16, number.to_bytes(2, "big")
    yield "reserved bytes", 20, b"\xff"
    for number in (0, 2**32 - 1):
        yield "page count", 28, number.to_bytes(4, "big")
        yield "freelist", 32, number.to_bytes(4, "big")
    for number in (0, 2, 3, 9, 2**32 - 1):
        yield "encoding", 56, number.to_bytes(4, "big")
        yield "schema format", 44, number.to_bytes(4, "big")
    yield "version", 18, b"\xff\xff"
    yield "write-ahead mode", 18, b"\x02\x02"


@pytest.mark.parametrize(
    ("place", "value"), [pytest.param(*lie[1:], id=f"{lie[0]} {lie[2].hex()}") for lie in lies()]
)
def test_a_header_that_lies_gives_rows_or_a_reason(place: int, value: bytes) -> None:
    data = edited(
        made(MESSAGE, *ROWS), lambda data: data.__setitem__(slice(place, place + len(value)), value)
    )
    try:
        with Database(BytesSource(data)) as db:
            rows, damage = found(db)
            assert len(rows) == 7 or damage
    except (Damaged, SchemaUnknown) as error:
        assert str(error)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (bytes(5000), "zeros"),
        (b"bplist00" + bytes(50), "property list"),
        (b"S", "53"),
        (b"not a database at all", "starts with 6e 6f 74"),
        (bytes(i * i * 31 % 257 % 256 for i in range(3000)) + bytes(range(256)) * 20, "encrypted"),
        (bytes.fromhex("377f0682") + bytes(100), "write-ahead log"),
    ],
)
def test_what_is_no_database_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(NotDatabase, match=kind):
        Database(BytesSource(data))


def test_a_database_with_a_broken_header_is_damaged_not_foreign() -> None:
    with pytest.raises(Damaged, match="header makes no sense"):
        Database(BytesSource(b"SQLite format 3\0" + b"\x55" * 5000))
    with pytest.raises(Damaged):
        Database(BytesSource(made(MESSAGE)[:100]))


def test_notes_stay_few_however_many_oddities_there_are() -> None:
    views = [f"CREATE VIEW v{i} AS SELECT 1" for i in range(1000)]
    with Database(BytesSource(made(*views))) as db:
        assert len(db.notes) < 210
        assert sum(db.notes.values()) == 1000
        assert len(db.left_out) == 1000


def test_a_hundred_thousand_tables_end_within_the_deadline() -> None:
    values = "'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || '(a)'"
    many = (
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
        f"INSERT INTO sqlite_schema SELECT {values} FROM n"
    )
    with Database(BytesSource(made("CREATE TABLE a(a)", many))) as db:
        assert len(db.tables) == 5001
    with pytest.raises(Damaged, match="time allowed"):
        Database(BytesSource(made("CREATE TABLE a(a)", many)), deadline=0.0)
    assert Path("/e.db").exists() is False
