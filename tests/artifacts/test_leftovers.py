"""Rows that are gone from a table are records too, marked with where they stood, and never doubled."""

import sqlite3
from pathlib import Path

from hoofprint.artifacts.registry import artifacts
from hoofprint.formats.source import BytesSource
from hoofprint.workers.file import File
from tests.artifacts.fixtures import Outcome, database, run

PROCESS = "ios.net_usage_processes"
SCHEMA = """
CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFIRSTTIMESTAMP TIMESTAMP,
  ZTIMESTAMP TIMESTAMP, ZBUNDLENAME VARCHAR, ZPROCNAME VARCHAR);
"""


def processes(first: int, last: int) -> str:
    values = ", ".join(
        f"({n}, 1, 1, {6e8 + n}, {6e8 + n + 60}, 'com.example.app{n}', 'process{n}')"
        for n in range(first, last)
    )
    return f"INSERT INTO ZPROCESS VALUES {values}"


def deleted(folder: Path, *scripts: str) -> bytes:
    """A database after each script was committed for itself."""
    path = folder / "made.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA secure_delete=0")
    for script in scripts:
        connection.executescript(f"BEGIN; {script}; COMMIT")
    connection.close()
    return path.read_bytes()


def parsed(data: bytes, wal: bytes = b"") -> Outcome:
    sides = {"wal": BytesSource(wal)} if wal else {}
    path = "/private/var/networkd/netusage.sqlite"
    return run(artifacts()[PROCESS], File(path, BytesSource(data), **sides))


def test_deleted_rows_come_behind_the_others_and_say_where_they_stood(tmp_path: Path) -> None:
    outcome = parsed(
        deleted(tmp_path, SCHEMA, processes(1, 601), "DELETE FROM ZPROCESS WHERE Z_PK BETWEEN 50 AND 500")
    )
    live = [row for row in outcome.rows if row["_origin"] == "live"]
    gone = [row for row in outcome.rows if row["_origin"] != "live"]
    assert [row["_row"] for row in live] == [*range(1, 50), *range(501, 601)]
    assert outcome.rows[: len(live)] == live
    assert len(gone) > 200 and {row["_origin"] for row in gone} == {"free page"}
    assert all(row["process"] == f"process{row['_row']}" for row in gone)
    assert all(row["_key"].startswith("page ") and " byte " in row["_key"] for row in gone)
    assert not {row["_row"] for row in gone} & {row["_row"] for row in live}


def test_an_older_form_of_a_row_is_no_row_of_its_own(tmp_path: Path) -> None:
    """Pages are given up when rows move; what they hold of rows that are still there is not told twice."""
    moved = "UPDATE ZPROCESS SET ZTIMESTAMP = ZTIMESTAMP + 1; DELETE FROM ZPROCESS WHERE Z_PK % 3 = 0"
    outcome = parsed(deleted(tmp_path, SCHEMA, processes(1, 601), moved))
    rows = [row["_row"] for row in outcome.rows]
    assert len(rows) == len(set(rows))
    assert {row["_row"] for row in outcome.rows if row["_origin"] == "live"} == {
        n for n in range(1, 601) if n % 3
    }


def test_another_row_under_a_used_number_is_one(tmp_path: Path) -> None:
    again = "INSERT INTO ZPROCESS VALUES (100, 9, 9, 7e8, 7e8, NULL, 'other')"
    outcome = parsed(
        deleted(tmp_path, SCHEMA, processes(1, 601), "DELETE FROM ZPROCESS WHERE Z_PK > 10", again)
    )
    both = [(row["_origin"], row["process"]) for row in outcome.rows if row["_row"] == 100]
    assert both == [("live", "other"), ("free page", "process100")]


def test_what_the_log_took_away_or_changed_is_told(tmp_path: Path) -> None:
    """A row only the main file holds, one the log changed, and one only the log holds: each can be told apart."""
    late = (
        "DELETE FROM ZPROCESS WHERE Z_PK = 2; UPDATE ZPROCESS SET ZTIMESTAMP = 7e8 WHERE Z_PK = 3;"
        "INSERT INTO ZPROCESS VALUES (6, 1, 1, 7e8, 7e8, NULL, 'late');"
    )
    main, log = database(f"{SCHEMA}{processes(1, 6)};\n-- wal:\n{late}")
    outcome = parsed(main, log)
    told = [(row["_row"], row["_origin"], row["process"]) for row in outcome.rows]
    assert told == [
        (1, "live", "process1"),
        (3, "wal", "process3"),
        (4, "live", "process4"),
        (5, "live", "process5"),
        (6, "wal", "late"),
        (2, "before log", "process2"),
        (3, "before log", "process3"),
    ]
    assert outcome.done.status == "read"


def test_a_clean_database_is_read_as_ever(tmp_path: Path) -> None:
    outcome = parsed(deleted(tmp_path, SCHEMA, processes(1, 601)))
    assert {row["_origin"] for row in outcome.rows} == {"live"} and len(outcome.rows) == 600


def test_rows_of_an_older_log_are_told_once_in_their_last_form(tmp_path: Path) -> None:
    """Written, changed twice and deleted, all in one log: one row, as it was last."""
    late = (
        f"{processes(10, 12)}; COMMIT; BEGIN;\n"
        "UPDATE ZPROCESS SET ZTIMESTAMP = 7e8 WHERE Z_PK >= 10; COMMIT; BEGIN;\n"
        "UPDATE ZPROCESS SET ZTIMESTAMP = 8e8 WHERE Z_PK >= 10;\n"
        "COMMIT; BEGIN; DELETE FROM ZPROCESS WHERE Z_PK = 10;"
    )
    main, log = database(f"{SCHEMA}{processes(1, 6)};\n-- wal:\n{late}")
    outcome = parsed(main, log)
    told = [(row["_row"], row["_origin"], row["last"][:4]) for row in outcome.rows if row["_row"] >= 10]
    assert told == [(11, "wal", "2026"), (10, "older log", "2026")]
    assert outcome.done.oddities["older form of a row that is told already"] >= 2


def test_a_damaged_table_gives_what_its_pages_still_hold(tmp_path: Path) -> None:
    whole = deleted(tmp_path, SCHEMA, processes(1, 2001))
    broken = bytearray(whole)
    root = next(at for at in range(4096, len(whole), 4096) if whole[at] == 5)
    broken[root + 12 : root + 14] = b"\xff\xff"
    outcome = parsed(bytes(broken))
    rows = [row["_row"] for row in outcome.rows]
    assert sorted(rows) == list(range(1, 2001)) and outcome.done.status == "partial"
    assert {row["_origin"] for row in outcome.rows} >= {"stray page"}
