"""Items 27 to 59: databases made to hang, to hide rows, to reach outside or to break, inside a whole phone."""

import os
import random
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.formats.databases import naming_super_journal, with_hot_journal
from tests.torture import databases
from tests.torture.ground import SMS, Change, Lab, Outcome, copied, holds, not_clean, put, stored

MESSAGES = "ios.messages"


def harmed(lab: Lab, base: Path, golden: Outcome, tmp_path: Path, change: Change) -> Outcome:
    phone = copied(base, tmp_path / "phone")
    place = phone / stored(golden, SMS)
    put(place, change(place.read_bytes()))
    return lab.check(phone)


@pytest.mark.parametrize("select", databases.VIEWS.values(), ids=databases.VIEWS)
def test_a_view_in_the_place_of_the_messages(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, select: str
) -> None:
    got = harmed(lab, ground / "backup", backup, tmp_path, databases.view(select))
    holds(got, backup, SMS, says="'message' is a view, not an ordinary table")
    assert got.line(MESSAGES).status == "unknown schema"
    assert got.check("TI-20")[0] == "noted" and backup.check("TI-20")[0] == "passed"
    assert MESSAGES not in got.tables


@pytest.mark.parametrize(("change", "says"), databases.REFUSED.values(), ids=databases.REFUSED.keys())
def test_what_costs_the_file_is_said(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, change: Change, says: str
) -> None:
    got = harmed(lab, ground / "backup", backup, tmp_path, change)
    holds(got, backup, SMS, says=says)


@pytest.mark.parametrize(("change", "says"), databases.READ.values(), ids=databases.READ)
def test_what_is_only_declared_costs_nothing(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, change: Change, says: str
) -> None:
    got = harmed(lab, ground / "backup", backup, tmp_path, change)
    holds(got, backup, SMS, reads=True, says=says)
    for name in (line.artifact for line in got.reading(SMS)):
        assert got.tables.get(name) == backup.tables.get(name), name


@pytest.mark.parametrize(("change", "says"), databases.ODD.values(), ids=databases.ODD)
def test_odd_values_cost_their_cell(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, change: Change, says: str
) -> None:
    got = harmed(lab, ground / "backup", backup, tmp_path, change)
    holds(got, backup, SMS, reads=True, says=says)
    assert got.line(MESSAGES).rows == backup.line(MESSAGES).rows


@pytest.mark.parametrize("seed", range(6))
def test_t055_flipped_bytes_give_rows_or_a_reason(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, seed: int
) -> None:
    got = harmed(lab, ground / "backup", backup, tmp_path, databases.flipped(seed, 3 ** (seed % 5)))
    unread = any(line.status in ("failed", "partial", "unknown schema") for line in got.reading(SMS))
    holds(got, backup, SMS, reads=not unread)


def logged(lab: Lab, ground: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A dump, and its message database that is being written with a log."""
    phone = copied(ground / "dump", tmp_path / "phone")
    place = phone / SMS.lstrip("/")
    put(place, place.read_bytes())
    return phone, place


def write_log(place: Path) -> None:
    """One message and one deletion that stand in the log alone."""
    base = sqlite3.connect(place, isolation_level=None)
    base.execute("PRAGMA journal_mode = wal")
    base.execute("PRAGMA wal_autocheckpoint = 0")
    base.execute("INSERT INTO message(ROWID, guid, text, date) VALUES(999, 'new', 'only in the log', 1)")
    base.execute("DELETE FROM message WHERE ROWID = 1")
    kept = {path: path.read_bytes() for path in (place, Path(f"{place}-wal"))}
    base.close()
    for path, data in kept.items():
        path.write_bytes(data)
    Path(f"{place}-shm").write_bytes(random.Random(3).randbytes(32768))


def test_t047_rows_of_the_log_alone_are_read_and_marked(
    lab: Lab, ground: Path, dumped: Outcome, tmp_path: Path
) -> None:
    phone, place = logged(lab, ground, tmp_path)
    write_log(place)
    got = lab.check(phone)
    holds(got, dumped, SMS, reads=True, beside=(f"{SMS}-wal", f"{SMS}-shm"))
    rows = got.tables[MESSAGES].to_pylist()
    assert [row["text"] for row in rows if row["_origin"] == "wal"].count("only in the log") == 1
    assert Path(f"{place}-wal").stat().st_size > 0


@pytest.mark.parametrize(
    ("spoil", "reads"),
    [
        (lambda log: log[:32] + bytes(len(log) - 32), True),
        (lambda log: log[:16] + b"\0" * 16 + log[32:], True),
        (lambda log: log[:8] + (512).to_bytes(4, "big") + log[12:], True),
        (lambda log: log[: len(log) // 2], True),
        (lambda log: random.Random(2).randbytes(len(log)), True),
        (lambda log: b"", True),
    ],
    ids=["zeros", "salts", "page-size", "cut", "random", "t049-empty"],
)
def test_t048_a_log_that_does_not_fit_is_left_aside(
    lab: Lab, ground: Path, dumped: Outcome, tmp_path: Path, spoil: Change, reads: bool
) -> None:
    phone, place = logged(lab, ground, tmp_path)
    write_log(place)
    log = Path(f"{place}-wal")
    log.write_bytes(spoil(log.read_bytes()))
    got = lab.check(phone)
    holds(got, dumped, SMS, reads=reads, beside=(f"{SMS}-wal", f"{SMS}-shm"))
    assert got.line(MESSAGES).rows >= dumped.line(MESSAGES).rows


def test_t049_a_log_without_its_database(lab: Lab, ground: Path, dumped: Outcome, tmp_path: Path) -> None:
    phone, place = logged(lab, ground, tmp_path)
    write_log(place)
    place.unlink()
    got = lab.check(phone)
    assert got.line(MESSAGES).status == "absent"


def test_t051_a_super_journal_is_never_touched(
    lab: Lab, ground: Path, dumped: Outcome, tmp_path: Path
) -> None:
    """Items 50, 51, 52: rolled back in memory; the file the journal names stays where it is."""
    canary = tmp_path / "canary"
    canary.write_bytes(b"still here")
    rows = [("INSERT INTO message VALUES (?, ?, ?)", (n, "x" * 900, n)) for n in range(1, 90)]
    table = "CREATE TABLE message(ROWID INTEGER PRIMARY KEY, text, date)"
    data, journal = with_hot_journal(tmp_path, [table, *rows], ["DELETE FROM message"])
    phone, place = logged(lab, ground, tmp_path)
    put(place, data)
    Path(f"{place}-journal").write_bytes(naming_super_journal(journal, str(canary)))
    lab.check(phone)
    assert canary.read_bytes() == b"still here" and Path(f"{place}-journal").exists()
    for change in (databases.at(8, b"\xff" * 4), databases.at(20, bytes(4)), databases.at(16, b"\xff" * 4)):
        Path(f"{place}-journal").write_bytes(change(journal))
        got = lab.check(phone)
        assert got.line("ios.tcc") == dumped.line("ios.tcc")


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"SQLite format 3\0")
        file.truncate(1 << 40)


def door(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)
        made.bind(path.name)
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "reads"),
    [
        (os.mkfifo, None),
        (Path.mkdir, None),
        (lambda path: path.symlink_to("/etc/passwd"), None),
        (lambda path: path.symlink_to(path), None),
        (door, None),
        (sparse, False),
    ],
    ids=["fifo", "folder", "link", "link-to-itself", "socket", "sparse-terabyte"],
)
def test_t053_something_else_in_the_place_of_the_database(
    lab: Lab, ground: Path, dumped: Outcome, tmp_path: Path, make: object, reads: bool | None
) -> None:
    phone = copied(ground / "dump", tmp_path / "phone")
    place = phone / SMS.lstrip("/")
    place.unlink()
    make(place)  # type: ignore[operator]
    got = lab.check(phone)
    if reads is False:
        holds(got, dumped, SMS)
    else:
        assert got.line(MESSAGES).status == "absent"
        for name in ("ios.tcc", "ios.safari_history", "ios.data_usage"):
            assert got.tables[name] == dumped.tables[name]


def test_t059_a_database_larger_than_a_worker_may_hold(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    """More than a worker may address, most of it a hole: read page by page, never whole."""
    phone = copied(ground / "backup", tmp_path / "phone")
    place = phone / stored(backup, SMS)
    data = bytearray(place.read_bytes())
    size = 1200 << 20
    data[28:32] = (size // 4096).to_bytes(4, "big")
    put(place, bytes(data))
    os.truncate(place, size)
    got = lab.check(phone)
    assert got.line(MESSAGES).rows == backup.line(MESSAGES).rows and got.growth < 200 << 20


def test_the_whole_phone_fails_and_nothing_reads_as_clean(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    for path in {file.stored for line in backup.face.coverage for file in line.files} - {"Info.plist", ""}:
        put(phone / path, b"\0" * 4096)
    got = lab.check(phone)
    not_clean(got)
    assert got.result.exit_code == 4
