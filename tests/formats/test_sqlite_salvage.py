"""Deleted rows of databases: found where pages were given up or hold gaps, never invented, and bounded."""

import random
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofprint.formats.source import BytesSource
from hoofprint.formats.sqlite import Database
from hoofprint.formats.sqlite_beside import Applied
from hoofprint.formats.sqlite_cells import varint
from hoofprint.formats.sqlite_link import Files
from hoofprint.formats.sqlite_salvage import Salvage
from hoofprint.formats.sqlite_table import Table

TABLES = "CREATE TABLE message (id INTEGER PRIMARY KEY, date INTEGER, text TEXT, data BLOB, service TEXT);"
OTHER = "CREATE TABLE other (id INTEGER PRIMARY KEY, name TEXT);"


def made(folder: Path, *scripts: str, secure: bool = False, vacuum: int = 0) -> bytes:
    path = folder / "made.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(f"PRAGMA auto_vacuum={vacuum}; PRAGMA secure_delete={int(secure)};")
    for script in scripts:
        connection.executescript(f"BEGIN; {script}; COMMIT;")
    connection.close()
    return path.read_bytes()


def rows(first: int, last: int) -> str:
    values = ", ".join(f"({n}, {n * 10}, 'text number {n}', NULL, 'iMessage')" for n in range(first, last))
    return f"INSERT INTO message VALUES {values}"


def salvaged(data: bytes) -> list[tuple[int | None, str]]:
    with Database(BytesSource(data)) as database:
        return [(one.cell.rowid, one.cell.values[2]) for one in database.salvaged("message")]


def test_rows_of_given_up_pages_come_back(tmp_path: Path) -> None:
    data = made(tmp_path, TABLES, rows(1, 1001), "DELETE FROM message WHERE id BETWEEN 300 AND 900")
    found = salvaged(data)
    assert len({rowid for rowid, _ in found} & set(range(300, 901))) > 400, (
        "all but those on pages still in use"
    )
    assert all(text == f"text number {rowid}" for rowid, text in found)


def test_nothing_comes_out_of_a_clean_database(tmp_path: Path) -> None:
    assert salvaged(made(tmp_path, TABLES, rows(1, 1001))) == []


def test_what_was_overwritten_stays_gone(tmp_path: Path) -> None:
    data = made(
        tmp_path, TABLES, rows(1, 1001), "DELETE FROM message WHERE id BETWEEN 300 AND 900", secure=True
    )
    assert salvaged(data) == []


def test_long_rows_are_put_together_over_their_pages(tmp_path: Path) -> None:
    long = f"INSERT INTO message VALUES (300, 50, '{'s' * 9000}', x'AB', 'iMessage')"
    data = made(
        tmp_path,
        TABLES,
        rows(1, 300),
        long,
        rows(301, 900),
        "DELETE FROM message WHERE id BETWEEN 50 AND 800",
    )
    assert (300, "s" * 9000) in salvaged(data)


def test_a_row_that_several_tables_could_hold_is_nobodys(tmp_path: Path) -> None:
    twin = TABLES.replace("message", "twin")
    data = made(tmp_path, TABLES, twin, rows(1, 1001), "DELETE FROM message")
    assert salvaged(data) == []


def test_a_column_that_came_later_is_absent(tmp_path: Path) -> None:
    late = "ALTER TABLE message ADD COLUMN late TEXT"
    data = made(tmp_path, TABLES, OTHER, rows(1, 801), late, "DELETE FROM message WHERE id > 10")
    assert len(salvaged(data)) > 500


@pytest.mark.parametrize("change", ["cycle", "count", "outside"])
def test_a_damaged_list_of_free_pages_ends(tmp_path: Path, change: str) -> None:
    data = bytearray(made(tmp_path, TABLES, rows(1, 3001), "DELETE FROM message WHERE id > 10"))
    size, trunk = int.from_bytes(data[16:18], "big"), int.from_bytes(data[32:36], "big")
    at = (trunk - 1) * size
    if change == "cycle":
        data[at : at + 4] = trunk.to_bytes(4, "big")
    elif change == "count":
        data[at + 4 : at + 8] = b"\xff\xff\xff\xff"
    else:
        data[at + 8 : at + 12] = b"\x7f\xff\xff\xff"
    assert all(text == f"text number {rowid}" for rowid, text in salvaged(bytes(data)))


def test_random_pages_cost_a_bounded_time(tmp_path: Path) -> None:
    data = bytearray(made(tmp_path, TABLES, rows(1, 20_001), "DELETE FROM message WHERE id > 10"))
    size = int.from_bytes(data[16:18], "big")
    noise = random.Random(5)
    for at in range(20 * size, len(data), size):
        data[at : at + size] = b"\x0d" + noise.randbytes(size - 1)
    began = time.process_time()
    with Database(BytesSource(bytes(data))) as database:
        search = Salvage(
            Files(BytesSource(bytes(data))), database.tables.values(), database.table("message"), Applied()
        )
        assert len(list(search.rows())) < 20_000
    assert time.process_time() - began < 10


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_changed_byte_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(_base(tmp_path_factory))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(100, len(whole)))])
    list(Salvage(Files(BytesSource(cut)), _TABLES.values(), _TABLES["message"], Applied()).rows())


_BASE: list[bytes] = []
_TABLES = {
    "message": Table(
        "message",
        ("id", "date", "text", "data", "service"),
        types=("INTEGER", "INTEGER", "TEXT", "BLOB", "TEXT"),
        alias=0,
    )
}


def _base(factory: pytest.TempPathFactory) -> bytes:
    if not _BASE:
        folder = factory.mktemp("base")
        _BASE.append(made(folder, TABLES, OTHER, rows(1, 301), "DELETE FROM message WHERE id > 10"))
    return _BASE[0]


@given(st.integers(-(2**63), 2**63 - 1))
def test_numbers_are_read_as_sqlite_writes_them(number: int) -> None:
    """Checked against the published rule: seven bits a byte, eight in the ninth."""
    raw, value = [], number & (1 << 64) - 1
    if value >> 56:
        raw = [value & 0xFF]
        value >>= 8
        raw += [(value >> 7 * n & 0x7F) | 0x80 for n in range(8)]
    else:
        raw = [value & 0x7F]
        while value := value >> 7:
            raw.append(value & 0x7F | 0x80)
    assert varint(bytes(reversed(raw)) + b"\x01", 0) == (number, len(raw))
