"""Databases for tests, as bytes: sound ones, hostile ones, and with the files that lie beside them."""

import sqlite3
import struct
from collections.abc import Callable, Sequence
from pathlib import Path

Statements = Sequence[str | tuple[str, Sequence[object]]]


def made(*statements: str | tuple[str, Sequence[object]]) -> bytes:
    """The bytes of a database after these statements; its schema may be edited like any table."""
    with sqlite3.connect(":memory:", isolation_level=None) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        _run(connection, statements)
        return connection.serialize()


def with_wal(
    folder: Path, before: Statements, after: Statements, page_size: int = 4096
) -> tuple[bytes, bytes]:
    """Main file and log: `before` is in the main file, `after` only in the log, each a transaction of its own."""
    path = folder / "wal.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {page_size}")
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    _committed(connection, before)
    connection.execute("PRAGMA wal_checkpoint(truncate)")
    _run(connection, after)
    files = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    connection.close()
    path.unlink()
    return files


def with_hot_journal(folder: Path, before: Statements, unfinished: Statements) -> tuple[bytes, bytes]:
    """Main file and journal as a crash leaves them: `unfinished` was being written, and was never committed."""
    path = folder / "journal.db"
    connection = sqlite3.connect(path, isolation_level=None)
    _committed(connection, before)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    _run(connection, unfinished)
    files = path.read_bytes(), Path(f"{path}-journal").read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    path.unlink()
    return files


def naming_super_journal(journal: bytes, name: str) -> bytes:
    """The journal as part of a transaction over several databases, kept together by the file of that name."""
    stored = name.encode()
    page = (0x40000000 // 4096 + 1).to_bytes(4, "big")
    checksum = sum(stored).to_bytes(4, "big")
    return journal + page + stored + len(stored).to_bytes(4, "big") + checksum + journal[:8]


def log_of(*pages: tuple[int, bytes]) -> bytes:
    """A sound write-ahead log of one transaction that puts these pages in place, whatever is in them."""
    data = struct.pack(">6I", 0x377F0682, 3007000, len(pages[0][1]), 0, 1, 2)
    sums = _checksum(data, (0, 0))
    data += struct.pack(">2I", *sums)
    for number, page in pages:
        start = struct.pack(">2I", number, max(number for number, _ in pages))
        sums = _checksum(start + page, sums)
        data += start + struct.pack(">4I", 1, 2, *sums) + page
    return data


def _checksum(data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    for first, second in struct.iter_unpack("<2I", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def edited(data: bytes, edit: Callable[[bytearray], None]) -> bytes:
    """The same bytes with some changed."""
    changed = bytearray(data)
    edit(changed)
    return bytes(changed)


def _committed(connection: sqlite3.Connection, statements: Statements) -> None:
    _run(connection, ["BEGIN", *statements, "COMMIT"])


def _run(connection: sqlite3.Connection, statements: Statements) -> None:
    for statement in statements:
        sql, values = (statement, ()) if isinstance(statement, str) else statement
        connection.execute(sql, values)
