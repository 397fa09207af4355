"""Fixtures made worse: without a column, with the wrong thing in every cell, cut, or not what they should be."""

import plistlib
import random
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.artifacts.fixtures import Fixture, database

CELLS: dict[str, str] = {
    "NULL": "NULL",
    "text": "'not a number'",
    "a blob": "X'00FF00FE'",
    "a huge number": "9223372036854775807",
    "a negative number": "-1",
    "a fraction": "1.5",
    "text that is no UTF-8": "CAST(X'C3285F' AS TEXT)",
}
"""What a cell may hold although its column promises otherwise, as SQL."""
VALUES: tuple[Any, ...] = (b"\x00\xff", "text", -1, 1.5, True, [], {}, [[1]], {"a": {}}, datetime(1601, 1, 1))
"""What a property list may hold in any place."""
NODES = 80
"""Places of one property list that are tried, each with every value."""


def changed(fixture: Fixture, change: Callable[[sqlite3.Connection], None]) -> bytes:
    """The fixture's database, its write-ahead log folded in, after a change."""
    main, wal = database(fixture.script)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "changed.db"
        path.write_bytes(main)
        Path(f"{path}-wal").write_bytes(wal)
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=DELETE; BEGIN")
            change(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
        return path.read_bytes()


def without(item: str, main_table: str) -> Callable[[sqlite3.Connection], None]:
    """Drops what a declaration's `maybe` names: `column` of the main table, `table.column`, or a table."""

    def change(connection: sqlite3.Connection) -> None:
        whole = [table for table in tables(connection) if fnmatchcase(table, item)]
        for table in whole:
            connection.execute(f'DROP TABLE "{table}"')
        if whole:
            return
        table, _, column = item.rpartition(".")
        table = table or main_table
        kept = [name for name in _columns(connection, table) if not fnmatchcase(name, column)]
        _rebuild(connection, table, {name: f'"{name}"' for name in kept})

    return change


def filled(cell: str) -> Callable[[sqlite3.Connection], None]:
    """The same value in every cell of every table, the integer primary keys left as they are."""

    def change(connection: sqlite3.Connection) -> None:
        for table in tables(connection):
            keys = _columns(connection, table)
            _rebuild(connection, table, {name: f'"{name}"' if key else cell for name, key in keys.items()})

    return change


def tables(connection: sqlite3.Connection) -> list[str]:
    """The ordinary tables of a database."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return [name for (name,) in rows.fetchall()]


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Column -> whether it is the row id under another name."""
    info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    lone = sum(bool(key) for *_, key in info) == 1
    return {name: lone and bool(key) and kind.upper() == "INTEGER" for _, name, kind, _, _, key in info}


def _rebuild(connection: sqlite3.Connection, table: str, cells: dict[str, str]) -> None:
    """The table again with these columns only, without constraints, its row ids kept."""
    keys = _columns(connection, table)
    info = {name: kind for _, name, kind, *_ in connection.execute(f'PRAGMA table_info("{table}")')}
    declared = ", ".join(f'"{name}" {info[name]}{" PRIMARY KEY" if keys[name] else ""}' for name in cells)
    connection.execute(f'ALTER TABLE "{table}" RENAME TO "old {table}"')
    connection.execute(f'CREATE TABLE "{table}" ({declared or "nothing"})')
    rowid = {} if _without_rowid(connection, f"old {table}") else {"rowid": "rowid"}
    named = ", ".join([*rowid, *(f'"{name}"' for name in cells)])
    values = ", ".join([*rowid.values(), *cells.values()])
    connection.execute(f'INSERT INTO "{table}" ({named}) SELECT {values} FROM "old {table}"')
    connection.execute(f'DROP TABLE "old {table}"')


def _without_rowid(connection: sqlite3.Connection, table: str) -> bool:
    (script,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return bool(re.search(r"WITHOUT\s+ROWID", script, re.IGNORECASE))


def plist_variants(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The property list with one place after the other holding something else."""
    whole = plistlib.loads(data)
    for value in VALUES:
        yield f"all of it {value!r}", plistlib.dumps(value)
    for place in list(_places(whole))[:NODES]:
        for value in VALUES:
            yield f"{'/'.join(map(str, place))} = {value!r}", plistlib.dumps(_with(whole, place, value))


def _places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*here, key)
        yield from _places(inner, (*here, key))


def _with(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    if not place:
        return new
    made = value.copy()
    made[place[0]] = _with(value[place[0]], place[1:], new)
    return made


def cuts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The first 0, 10, ... 90 % of a file."""
    for tenth in range(10):
        yield f"cut at {tenth * 10} %", data[: len(data) * tenth // 10]


def strangers() -> Iterator[tuple[str, bytes]]:
    """Files of another kind altogether."""
    yield "empty", b""
    yield "random bytes", random.Random(7).randbytes(20_000)
    yield "zeros", bytes(8192)
    yield "a property list", plistlib.dumps({"a": [1, {"b": b"c"}]})
    yield "a property list, binary", plistlib.dumps([{"a": 1}, "b"], fmt=plistlib.FMT_BINARY)
    yield "JSON", b'{"a": [1, 2, {"b": null}]}\n'
    yield "a text", b"some line\nanother one\n" * 50
    yield (
        "a database of another kind",
        database("CREATE TABLE other (a, b); INSERT INTO other VALUES (1, 2);")[0],
    )
