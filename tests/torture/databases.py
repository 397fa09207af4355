"""Hostile and damaged databases, each made from the sound `sms.db` of the phone: name to change."""

# ruff: noqa: E501

import random
import sqlite3
from collections.abc import Callable

from tests.formats.databases import edited
from tests.formats.test_sqlite_damaged import interior, joined, pages
from tests.torture.ground import Change

SLOW = "instr(zeroblob(30000000), zeroblob(999999) || x''01'')"
"""One operation of SQLite that takes minutes and that nothing can interrupt."""
Edit = Callable[[bytearray], None]


def sql(*statements: str) -> Change:
    """The database after these statements; its schema may be edited like any table."""

    def change(data: bytes) -> bytes:
        with sqlite3.connect(":memory:", isolation_level=None) as base:
            base.deserialize(data[:18] + b"\1\1" + data[20:])  # no write-ahead log in memory
            base.execute("PRAGMA writable_schema = 1")
            for statement in statements:
                base.execute(statement)
            return base.serialize()

    return change


def view(select: str) -> Change:
    """The table `message` moved aside, and a view in its place."""
    return sql(
        "DELETE FROM sqlite_schema WHERE type = 'trigger'",
        "UPDATE sqlite_schema SET name = 'old', tbl_name = 'old', sql = replace(sql, 'TABLE message', 'TABLE old') "
        "WHERE name = 'message'",
        "UPDATE sqlite_schema SET tbl_name = 'old' WHERE tbl_name = 'message'",
        f"INSERT INTO sqlite_schema VALUES('view', 'message', 'message', 0, 'CREATE VIEW message AS {select}')",
    )


def message(old: str, new: str) -> Change:
    """The declaration of the table, edited; its rows stay as they are."""
    return sql(f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = 'message'")


def binary(edit: Edit) -> Change:
    return lambda data: edited(data, edit)


def at(place: int, value: bytes) -> Change:
    return binary(lambda data: data.__setitem__(slice(place, place + len(value)), value))


def root(data: bytes, table: str = "message") -> int:
    """The first page of a table."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize(data[:18] + b"\1\1" + data[20:])
        (page,) = base.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        return int(page)


def points_to_itself(data: bytes) -> bytes:
    book, number = pages(data, 4096), root(data)
    page = interior([number] * 3)
    book[number - 1] = bytearray(page[:512]) + bytearray(4096 - 512)
    return joined(book)


def fan_in(data: bytes) -> bytes:
    """Levels of pages that all point to one leaf: a few kilobytes that claim more rows than there are atoms."""
    book, number = pages(data, 4096), root(data)
    leaf = book[number - 1]
    first = len(book) + 1
    book += [_wide(first + level + 1) for level in range(10)]
    book.append(leaf)
    book[number - 1] = _wide(first)
    return joined(book)


def _wide(child: int) -> bytearray:
    page, start, count = bytearray(4096), 4096, 300
    for number in range(count):
        start -= 5
        page[start : start + 5] = child.to_bytes(4, "big") + bytes([number % 120 + 1])
        page[12 + 2 * number : 14 + 2 * number] = start.to_bytes(2, "big")
    page[:12] = (
        b"\5\0\0" + count.to_bytes(2, "big") + start.to_bytes(2, "big") + b"\0" + child.to_bytes(4, "big")
    )
    return page


def payload(size: bytes) -> Change:
    """The first row of `message` claims to be as long as a varint says."""

    def change(data: bytes) -> bytes:
        book, number = pages(data, 4096), root(data)
        page = book[number - 1]
        cell = int.from_bytes(page[8:10], "big")
        page[cell : cell + len(size)] = size
        return joined(book)

    return change


def freelist_cycle(data: bytes) -> bytes:
    book = pages(data, 4096)
    trunk = len(book) + 1
    book.append(bytearray(trunk.to_bytes(4, "big") + bytes(4092)))
    book[0][32:40] = trunk.to_bytes(4, "big") + (9).to_bytes(4, "big")
    return joined(book)


def flipped(seed: int, count: int) -> Change:
    def change(data: bytes) -> bytes:
        dice, out = random.Random(seed), bytearray(data)
        for _ in range(count):
            out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
        return bytes(out)

    return change


def confused(*columns: str) -> Change:
    """Values of every wrong type in every column the artifact reads."""
    wrong = ("'text'", "x'ff00fe'", "9e999", "-0.0", "9223372036854775807", "-1", "NULL", "''")
    return sql(
        *(
            f"UPDATE message SET {column} = {wrong[(row + shift) % len(wrong)]} WHERE ROWID = {row}"
            for shift, column in enumerate(columns)
            for row in range(1, 9)
        )
    )


VIEWS: dict[str, str] = {
    "t027": "WITH RECURSIVE c(text) AS (SELECT 1 UNION ALL SELECT text + 1 FROM c) SELECT text, 1 AS date FROM c",
    "t028": "SELECT 1 AS text, 1 AS date FROM old a, old b, old c, old d, old e, old f, old g, old h",
    "t029": "SELECT zeroblob(900000000) AS text, 1 AS date",
    "t030": "WITH RECURSIVE c(text) AS (SELECT ''x'' UNION ALL SELECT text || text FROM c) SELECT text, 1 AS date FROM c",
    "t031": "SELECT printf(''%.*c'', 500000000, ''x'') AS text, 1 AS date",
    "t033-pragma": "SELECT file AS text, 1 AS date FROM pragma_database_list",
    "t033-library": "SELECT load_extension(''/tmp/x.so'') AS text, 1 AS date",
    "t033-tokenizer": "SELECT fts3_tokenizer(''simple'') AS text, 1 AS date",
    "t033-pages": "SELECT data AS text, pgno AS date FROM sqlite_dbpage",
}
"""A view in the place of `message`: never evaluated, named as what it is."""

REFUSED: dict[str, tuple[Change, str]] = {
    "t032": (message("date INTEGER", f"date INTEGER AS ({SLOW})"), "generated column"),
    "t038-itself": (points_to_itself, "malformed"),
    "t038-fan-in": (fan_in, "rise"),
    "t046-renamed": (sql("ALTER TABLE message RENAME TO messages2"), "no table 'message'"),
    "t046-missing": (sql("DROP INDEX message_idx_date", "ALTER TABLE message DROP COLUMN date"), "date"),
    "t036-no-root": (sql("UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'message'"), "message"),
    "t036-page-zero": (sql("UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'message'"), "message"),
    "t039-long": (payload(b"\xff\xff\xff\xff\x7f"), "message"),
    "t039-longer": (payload(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff"), "message"),
    "t040-page-size-3": (at(16, b"\0\3"), ""),
    "t056-random": (lambda data: random.Random(5).randbytes(len(data)), "encrypted"),
    "t056-header-only": (lambda data: data[:16] + random.Random(6).randbytes(len(data) - 16), ""),
    "t056-short": (lambda data: data[:100], ""),
    "t056-empty": (lambda data: b"", "empty"),
    "t056-other": (lambda data: b"bplist00" + bytes(99), "property list"),
}
"""What must cost the file, or part of it: change, and what is said of it."""

READ: dict[str, tuple[Change, str]] = {
    "t034": (
        sql(
            f"UPDATE sqlite_schema SET sql = 'CREATE INDEX message_idx_date ON message({SLOW})' "
            "WHERE name = 'message_idx_date'",
            f"UPDATE sqlite_schema SET sql = 'CREATE INDEX message_idx_handle ON message(handle_id, date) WHERE {SLOW}' "
            "WHERE name = 'message_idx_handle'",
        ),
        "",
    ),
    "t034-check": (message("date INTEGER", f"date INTEGER CHECK ({SLOW}) DEFAULT ({SLOW})"), ""),
    "t035": (sql("CREATE TRIGGER bad AFTER INSERT ON message BEGIN DELETE FROM message; END"), ""),
    "t036-rubbish": (
        sql("INSERT INTO sqlite_schema VALUES('table', 'zz', 'zz', 77, 'create tabel zz(')"),
        "schema readable in part",
    ),
    "t036-two-of-one-root": (
        sql(
            "INSERT INTO sqlite_schema SELECT type, 'twin', 'twin', rootpage, 'CREATE TABLE twin(a)' "
            "FROM sqlite_schema WHERE name = 'message'"
        ),
        "",
    ),
    "t037-module": (
        sql(
            "INSERT INTO sqlite_schema VALUES('table', 'z', 'z', 0, 'CREATE VIRTUAL TABLE z USING apple(a)')"
        ),
        "",
    ),
    "t037-collation": (message("text TEXT", "text TEXT COLLATE apple"), ""),
    "t040-freelist": (freelist_cycle, ""),
    "t040-tail": (lambda data: data + b"\0" * 777, ""),
    "t041-count": (at(28, b"\xff\xff\xff\xff"), ""),
    "t041-version": (at(60, b"\xff\xff\xff\xff"), ""),
    "t045-tables": (
        sql(*(f'CREATE TABLE "a"";--{number}\n\x1b[2J\'"("x""y;" TEXT)' for number in range(40))),
        "",
    ),
    "t045-wide": (sql("CREATE TABLE wide(" + ", ".join(f"c{number}" for number in range(1000)) + ")"), ""),
    "t046-extra": (sql("ALTER TABLE message ADD COLUMN zz TEXT"), ""),
    "t057": (
        sql(
            "CREATE TABLE fts_content(a)",
            "CREATE TABLE fts_segdir(a)",
            "INSERT INTO sqlite_schema VALUES('table', 'fts', 'fts', 0, 'CREATE VIRTUAL TABLE fts USING fts5(a, tokenize=apple)')",
        ),
        "",
    ),
    "t058": (
        sql("ANALYZE", "UPDATE sqlite_stat1 SET stat = '-1 99999999999999999999 x unordered noskipscan'"),
        "",
    ),
    "t058-rubbish": (sql("ANALYZE", "UPDATE sqlite_stat1 SET stat = zeroblob(100000), idx = x'ff'"), ""),
}
"""Tricks that must cost nothing at all: every row as in the sound file."""

ODD: dict[str, tuple[Change, str]] = {
    "t042-utf8": (
        sql("UPDATE message SET text = CAST(x'ff41fe00c080' AS TEXT) WHERE ROWID < 4"),
        "not UTF-8",
    ),
    "t043": (confused("text", "date", "handle_id", "subject", "is_from_me"), "instead of"),
    "t044": (
        sql(
            "UPDATE message SET ROWID = -ROWID WHERE ROWID = 2",
            "UPDATE message SET ROWID = 9223372036854775807 WHERE ROWID = 3",
        ),
        "",
    ),
    "t082": (
        sql(
            "UPDATE message SET date = CASE ROWID % 5 WHEN 0 THEN -1 WHEN 1 THEN 9223372036854775807 WHEN 2 THEN -9223372036854775808 WHEN 3 THEN 4294967296 ELSE 0 END"
        ),
        "",
    ),
    "t084": (sql("UPDATE message SET date = 4260211200000000000 WHERE ROWID < 8"), ""),
    "t087": (
        sql("UPDATE message SET text = replace(hex(zeroblob(500000)), '0', char(0x301)) WHERE ROWID = 1"),
        "",
    ),
}
"""Rows that stay, with odd values: as many as in the sound file."""
