"""Rows in parts of log and journal that do not apply, and in databases whose own way to them is broken."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofprint.formats.source import BytesSource
from hoofprint.formats.sqlite import Damaged, Database
from hoofprint.formats.sqlite_beside import Applied, beside
from hoofprint.formats.sqlite_link import Files

TABLE = "CREATE TABLE message (id INTEGER PRIMARY KEY, date INTEGER, text TEXT, data BLOB, service TEXT)"
CUT = "DELETE FROM message WHERE id BETWEEN 50 AND 150"
FRAME = 24 + 4096


def rows(first: int, last: int) -> str:
    values = ", ".join(f"({n}, {n * 10}, 'text number {n}', NULL, 'iMessage')" for n in range(first, last))
    return f"INSERT INTO message VALUES {values}"


def written(folder: Path, mode: str, statements: Sequence[str]) -> tuple[bytes, bytes]:
    """A database and its side file after each statement was committed, nothing of it left on pages in use."""
    path = folder / "made.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        f"PRAGMA page_size=4096; PRAGMA secure_delete=1; PRAGMA journal_mode={mode}; PRAGMA wal_autocheckpoint=0"
    )
    for statement in statements:
        connection.execute(statement).fetchall()
    side = path.with_name(path.name + ("-wal" if mode == "wal" else "-journal"))
    found = path.read_bytes(), side.read_bytes()
    connection.close()
    return found


def found(db: bytes, wal: bytes = b"", journal: bytes = b"") -> dict[str, set[int]]:
    """Row ids by origin, of rows whose values are whole."""
    told: dict[str, set[int]] = {}
    with Database(BytesSource(db), BytesSource(wal), BytesSource(journal)) as database:
        for one in database.salvaged("message"):
            assert one.cell.values[1:] == (
                one.cell.rowid * 10,
                f"text number {one.cell.rowid}",
                None,
                "iMessage",
            )
            told.setdefault(one.origin, set()).add(one.cell.rowid)
    return told


GONE = set(range(50, 151))


def test_frames_that_later_ones_replaced(tmp_path: Path) -> None:
    db, wal = written(tmp_path, "wal", [TABLE, rows(1, 201), CUT])
    assert found(db, wal)["older log"] >= GONE


def test_frames_of_an_earlier_generation(tmp_path: Path) -> None:
    """The log was taken over and begun anew; behind the new frames stand old ones."""
    restart = ["PRAGMA wal_checkpoint(RESTART)", "UPDATE message SET date = date WHERE id = 1"]
    db, wal = written(tmp_path, "wal", [TABLE, rows(1, 201), "VACUUM", CUT, *restart])
    with Database(BytesSource(db), BytesSource(wal)) as database:
        assert database.views()[0].applied
        assert sum(len(batch) for batch in database.scan("message", ["id"])) == 99
    assert found(db, wal)["older log"] & GONE


def test_frames_behind_the_last_complete_transaction(tmp_path: Path) -> None:
    db, wal = written(
        tmp_path, "wal", [TABLE, "PRAGMA wal_checkpoint(RESTART)", rows(1, 5), rows(1000, 1400)]
    )
    cut = wal[: len(wal) - FRAME]
    assert found(db, cut)["unapplied log"] >= set(range(1001, 1100))
    assert "unapplied log" not in found(db, wal)


def test_a_log_that_is_left_aside(tmp_path: Path) -> None:
    db, wal = written(tmp_path, "wal", [TABLE, "PRAGMA wal_checkpoint(RESTART)", rows(1, 5)])
    broken = wal[:12] + b"\xff\xff\xff\xff" + wal[16:]
    assert found(db, broken) == {"unapplied log": {1, 2, 3, 4}}


def test_a_journal_that_was_done_with(tmp_path: Path) -> None:
    """Its header is cleared, its pages are as before the last change."""
    db, journal = written(tmp_path, "persist", [TABLE, rows(1, 201), CUT])
    assert journal[:28] == bytes(28)
    assert found(db, journal=journal)["journal"] >= GONE
    assert found(db) == {}


def test_what_was_rolled_back(tmp_path: Path) -> None:
    """An unfinished change stands in the main file; the journal takes it back, and what it had written is told."""
    path = tmp_path / "made.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        f"{TABLE}; {rows(1, 5)}; PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN; {rows(5, 3000)}"
    )
    db, journal = path.read_bytes(), Path(f"{path}-journal").read_bytes()
    connection.close()
    with Database(BytesSource(db), journal=BytesSource(journal)) as database:
        assert database.views()[1].applied
        (batch,) = database.scan("message", ["id"])
        assert batch.rowids == [1, 2, 3, 4]
        assert {one.origin for one in database.salvaged("message")} <= {"before rollback", "free page"}


def test_pages_a_damaged_table_does_not_reach(tmp_path: Path) -> None:
    db, _ = written(tmp_path, "persist", [TABLE, rows(1, 2001), CUT])
    broken = bytearray(db)
    root = next(at for at in range(4096, len(db), 4096) if db[at] == 5)
    broken[root + 12 : root + 14] = (
        b"\xff\xff"  # the first pointer of the table's root leads outside of the page
    )
    with Database(BytesSource(bytes(broken))) as database:
        with pytest.raises(Damaged):
            list(database.scan("message", ["id"]))
        told = Counter(one.cell.rowid for one in database.salvaged("message", everywhere=True))
        assert set(told) == set(range(1, 2001)) - GONE and set(told.values()) == {1}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_changed_byte_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    if not _BASE:
        folder = tmp_path_factory.mktemp("base")
        _BASE.append(written(folder, "wal", [TABLE, rows(1, 201), CUT]))
        _BASE.append(written(folder, "persist", [TABLE, rows(1, 201), CUT]))
    number = data.draw(st.integers(0, 1))
    db, side = _BASE[number]
    changed = bytearray(side[: data.draw(st.integers(0, len(side)))])
    for _ in range(data.draw(st.integers(0, 8)) if changed else 0):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    source = BytesSource(bytes(changed))
    files = Files(BytesSource(db), None if number else source, source if number else None)
    applied = Applied(data.draw(st.integers(0, 9)), data.draw(st.booleans()))
    pages = list(beside(files, 4096, applied))
    assert len(pages) <= len(changed) // 4096 + 1


_BASE: list[tuple[bytes, bytes]] = []
