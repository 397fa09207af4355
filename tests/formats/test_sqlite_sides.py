"""Write-ahead log and rollback journal: applied in memory as the phone would, or left aside with the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hoofprint.formats.source import BytesSource
from hoofprint.formats.sqlite import Database, NotDatabase
from tests.formats.databases import (
    Statements,
    edited,
    log_of,
    made,
    naming_super_journal,
    with_hot_journal,
    with_wal,
)

CREATE = "CREATE TABLE message(ROWID INTEGER PRIMARY KEY, text TEXT)"
BEFORE: Statements = [
    CREATE,
    *[("INSERT INTO message VALUES (?, ?)", (i, f"text {i}")) for i in range(1, 3001)],
]
AFTER = [
    "INSERT INTO message VALUES (7000, 'only in the log')",
    "UPDATE message SET text = 'edited' WHERE ROWID = 2000",
    "DELETE FROM message WHERE ROWID IN (1, 2999)",
]
FRAME = 24 + 4096


def texts(db: Database) -> dict[int, object]:
    return {
        rowid: text
        for batch in db.scan("message", ["text"])
        for rowid, text in zip(batch.rowids, batch.columns[0], strict=True)
    }


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    return with_wal(tmp_path_factory.mktemp("wal"), BEFORE, AFTER)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    folder = tmp_path_factory.mktemp("journal")
    return with_hot_journal(folder, BEFORE, ["UPDATE message SET text = text || ' half-written, ' || text"])


def test_the_log_is_applied_and_what_it_changed_is_told(logged: tuple[bytes, bytes]) -> None:
    main, log = logged
    with Database(BytesSource(main), BytesSource(log)) as db:
        found = texts(db)
        assert (found[7000], found[2000], found.get(1), found.get(2999)) == (
            "only in the log",
            "edited",
            None,
            None,
        )
        assert len(found) == 2999
        assert db.wal_only("MESSAGE") == {2000, 7000}
        removed = [(batch.rowids, batch.columns) for batch in db.superseded("message", ["text", "x"])]
        assert [row for rowids, _ in removed for row in rowids] == [1, 2000, 2999]
        assert [text for _, columns in removed for text in columns[0]] == ["text 1", "text 2000", "text 2999"]
        wal, journal = db.views()
        assert (wal.present, wal.applied, wal.why, journal.present) == (True, True, "", False)
        assert not db.notes
        assert db.check() == ""
    assert logged == (main, log)


def test_without_the_log_the_main_file_alone_is_read(logged: tuple[bytes, bytes]) -> None:
    for nothing in (None, BytesSource(b"")):
        with Database(BytesSource(logged[0]), nothing, nothing) as db:
            assert texts(db) == {i: f"text {i}" for i in range(1, 3001)}
            assert db.wal_only("message") == frozenset()
            assert list(db.superseded("message", ["text"])) == []
            assert not any(side.present for side in db.views())
            assert not db.notes


def test_what_only_the_log_holds_is_all_of_it_when_the_main_file_says_nothing(tmp_path: Path) -> None:
    main, log = with_wal(tmp_path, ["PRAGMA user_version = 1"], BEFORE[:4])
    with Database(BytesSource(main), BytesSource(log)) as db:
        assert db.wal_only("message") == {1, 2, 3}
        assert list(db.superseded("message", ["text"])) == []
    without_page_1 = bytes(len(main))
    with Database(BytesSource(without_page_1), BytesSource(log)) as db:
        assert texts(db) == {1: "text 1", 2: "text 2", 3: "text 3"}
        assert db.wal_only("message") == {1, 2, 3}
        assert db.notes["main file alone cannot be read"] == 1


def test_tables_without_row_ids_are_compared_by_value(tmp_path: Path) -> None:
    create = "CREATE TABLE t(k PRIMARY KEY, v) WITHOUT ROWID"
    insert = "INSERT INTO t VALUES ('b', 1), ('d', 2)"
    main, log = with_wal(
        tmp_path, [create, insert], ["INSERT INTO t VALUES ('a', 3)", "UPDATE t SET v = 9 WHERE k = 'd'"]
    )
    with Database(BytesSource(main), BytesSource(log)) as db:
        assert db.wal_only("t") == {1, 3}


def swapped(place: int, value: bytes) -> Callable[[bytes], bytes]:
    return lambda log: edited(log, lambda log: log.__setitem__(slice(place, place + len(value)), value))


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("cut inside its header", lambda log: log[:20]),
        ("not a write-ahead log", lambda log: b"\0" + log[1:]),
        ("unknown version", swapped(4, b"\0\0\0\7")),
        ("page size", swapped(8, b"\0\0\0\3")),
        ("header checksum", swapped(16, b"salt")),
        ("no complete frame", lambda log: log[:2000]),
        ("salt", swapped(32 + 8, b"othersal")),
        ("no complete transaction", lambda log: log[:32] + swapped(4, bytes(4))(log[32 : 32 + FRAME])),
        ("frame checksum", swapped(32 + 100, b"changed")),
    ],
)
def test_a_log_that_does_not_fit_is_left_aside(
    logged: tuple[bytes, bytes], why: str, change: Callable[[bytes], bytes]
) -> None:
    with Database(BytesSource(logged[0]), BytesSource(change(logged[1]))) as db:
        assert len(texts(db)) == 3000
        assert db.views()[0].why == why
        assert db.notes == {f"wal ignored: {why}": 1}
        assert db.wal_only("message") == frozenset()


def test_a_log_is_applied_up_to_its_last_sound_transaction(logged: tuple[bytes, bytes]) -> None:
    main, log = logged
    with Database(BytesSource(main), BytesSource(log[:-1])) as db:
        assert len(texts(db)) == 3001
        assert db.wal_only("message") == {2000, 7000}
        assert db.views()[0].applied
        assert db.notes["wal: cut inside a frame"] == 1
    last = len(log) - FRAME + 200
    with Database(BytesSource(main), BytesSource(swapped(last, b"changed")(log))) as db:
        assert db.views()[0].applied
        assert db.notes["wal: frame after the last complete transaction"] >= 1


def test_an_empty_main_file_is_no_database(logged: tuple[bytes, bytes]) -> None:
    with pytest.raises(NotDatabase, match=r"empty.*write-ahead log"):
        Database(BytesSource(b""), BytesSource(logged[1]))


@pytest.mark.parametrize("page", [b"\xaa" * 4096, bytes(4096), b"SQLite format 3\0" + b"\x55" * 4080])
def test_a_log_that_makes_the_database_unreadable_is_left_aside(page: bytes) -> None:
    main = made(CREATE, "INSERT INTO message VALUES (1, 'x')")
    with Database(BytesSource(main), BytesSource(log_of((1, page)))) as db:
        assert texts(db) == {1: "x"}
        assert not db.views()[0].applied
        assert db.views()[0].why.startswith("with it the database cannot be read")
        assert [note.split(":")[0] for note in db.notes] == ["log and journal left aside"]


def test_a_sound_log_is_applied_whatever_wrote_it() -> None:
    main, other = (made(CREATE, f"INSERT INTO message VALUES (1, '{text}')") for text in ("old", "new"))
    log = log_of((1, other[:4096]), (2, other[4096:]))
    with Database(BytesSource(main), BytesSource(log)) as db:
        assert texts(db) == {1: "new"}
        assert db.wal_only("message") == {1}


def test_an_unfinished_transaction_is_rolled_back(crashed: tuple[bytes, bytes]) -> None:
    main, journal = crashed
    with Database(BytesSource(main)) as db:
        assert any("half-written" in str(text) for text in texts(db).values())
    with Database(BytesSource(main), None, BytesSource(journal)) as db:
        assert texts(db) == {i: f"text {i}" for i in range(1, 3001)}
        side = db.views()[1]
        assert (side.present, side.applied, side.why) == (True, True, "")
        assert not db.notes
        assert db.check() == ""
    assert crashed == (main, journal)


@pytest.mark.parametrize("name", ["{}", "/e.db-mj0123456789", "/e.db-mjABCDEF9AB", "x" * 900])
def test_a_super_journal_named_in_the_journal_is_never_touched(
    crashed: tuple[bytes, bytes], tmp_path: Path, name: str
) -> None:
    canary = tmp_path / "canary-mjABCDEF9AB"
    canary.write_text("still here")
    name = name.format(canary)
    journal = naming_super_journal(crashed[1], name)
    with Database(BytesSource(crashed[0]), None, BytesSource(journal)) as db:
        whole = texts(db) == {i: f"text {i}" for i in range(1, 3001)}
        assert db.notes[f"journal names a super-journal: {name[:200]}"] == 1
        side = db.views()[1]
        assert (side.applied, whole) == (True, True) or "several databases" in side.why
    assert canary.read_text() == "still here"


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("its transaction was finished: the header is cleared", lambda journal: bytes(28) + journal[28:]),
        ("not a rollback journal", lambda journal: b"j" * 5000),
        ("nothing in it to roll back", swapped(20, bytes(4))),
    ],
)
def test_a_journal_that_is_not_applied_says_why(
    crashed: tuple[bytes, bytes], why: str, change: Callable[[bytes], bytes]
) -> None:
    with Database(BytesSource(crashed[0]), None, BytesSource(change(crashed[1]))) as db:
        assert any("half-written" in str(text) for text in texts(db).values())
        assert (db.views()[1].applied, db.views()[1].why) == (False, why)


def test_a_journal_that_claims_four_billion_pages_costs_nothing(crashed: tuple[bytes, bytes]) -> None:
    journal = swapped(16, b"\xff\xff\xff\xff")(crashed[1])
    with Database(BytesSource(crashed[0]), None, BytesSource(journal)) as db:
        assert len(texts(db)) == 3000


def test_a_journal_too_large_for_the_overlay_is_left_aside(
    crashed: tuple[bytes, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoofprint.formats.sqlite_link._OVERLAY", 8192)
    with Database(BytesSource(crashed[0]), None, BytesSource(crashed[1])) as db:
        side = db.views()[1]
        assert (side.present, side.applied) == (True, False)
        assert "cannot be read" in side.why
        assert [note.split(":")[0] for note in db.notes] == ["log and journal left aside"]
        assert any("half-written" in str(text) for text in texts(db).values())
