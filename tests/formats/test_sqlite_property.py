"""Whatever the bytes are: rows, or one of the reader's own errors with a reason, never another."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hoofprint.formats.source import BytesSource
from hoofprint.formats.sqlite import Damaged, Database, NotDatabase
from tests.formats.databases import Statements, log_of, made, naming_super_journal, with_hot_journal, with_wal

TABLES: Statements = [
    "PRAGMA page_size = 512",
    "CREATE TABLE message(ROWID INTEGER PRIMARY KEY, text TEXT, date INTEGER, extra BLOB)",
    "CREATE INDEX by_date ON message(date)",
    "CREATE TABLE handle(id TEXT PRIMARY KEY, service) WITHOUT ROWID",
    "CREATE VIEW latest AS SELECT * FROM message ORDER BY date DESC",
    *[
        ("INSERT INTO message VALUES (?, ?, ?, ?)", (i, f"text {i}" * (i % 9), i, bytes(i * 7)))
        for i in range(60)
    ],
    *[("INSERT INTO handle VALUES (?, ?)", (f"+1555010{i}", "SMS")) for i in range(30)],
]
SOUND = made(*TABLES)
FLIPS = st.lists(st.tuples(st.integers(0, 2**20), st.integers(0, 255)), min_size=1, max_size=12)


def survives(db: bytes, wal: bytes | None = None, journal: bytes | None = None) -> int:
    """Reads everything there is in every way there is; the number of rows."""
    count = 0
    sides = [None if side is None else BytesSource(side) for side in (wal, journal)]
    try:
        with Database(BytesSource(db), *sides, deadline=5.0) as database:
            for name, table in database.tables.items():
                try:
                    for batch in database.scan(name, [*table.columns, "not there"], size=7):
                        assert all(len(column) == len(batch) for column in batch.columns)
                        count += len(batch)
                except Damaged as error:
                    assert str(error)
                assert len(database.wal_only(name)) >= 0
                assert all(len(batch) for batch in database.superseded(name, table.columns))
            assert database.check() is not None
            assert all(isinstance(note, str) and number > 0 for note, number in database.notes.items())
    except (NotDatabase, Damaged) as error:
        assert str(error)
    return count


def flipped(data: bytes, flips: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for place, value in flips:
        changed[place % len(changed)] = value
    return bytes(changed)


def test_the_sound_one_gives_all_rows() -> None:
    assert survives(SOUND) == 90


@given(st.binary(max_size=3000))
@example(b"SQLite format 3\0")
@example(b"SQLite format 3\0" + bytes(4080))
def test_any_bytes(data: bytes) -> None:
    survives(data)
    survives(SOUND, data)
    survives(SOUND, None, data)


@given(FLIPS)
@settings(max_examples=300)
def test_flipped_bytes(flips: list[tuple[int, int]]) -> None:
    survives(flipped(SOUND, flips))


@given(st.lists(st.tuples(st.integers(0, 111), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=150)
def test_flipped_bytes_in_the_header_and_schema_page(flips: list[tuple[int, int]]) -> None:
    survives(flipped(SOUND[:512], flips) + SOUND[512:])


@given(st.integers(0, len(SOUND)))
def test_cut_anywhere(length: int) -> None:
    survives(SOUND[:length])


@given(st.lists(st.tuples(st.integers(1, 40), FLIPS), min_size=1, max_size=3))
def test_a_sound_log_that_carries_broken_pages(changes: list[tuple[int, list[tuple[int, int]]]]) -> None:
    page = {number: SOUND[(number - 1) * 512 : number * 512].ljust(512, b"\0") for number, _ in changes}
    survives(SOUND, log_of(*((number, flipped(page[number], flips)) for number, flips in changes)))


def test_flipped_bytes_beside_the_database(tmp_path: Path) -> None:
    main, log = with_wal(
        tmp_path, TABLES, ["DELETE FROM message WHERE date > 9", "INSERT INTO handle VALUES (1, 2)"]
    )
    changed, journal = with_hot_journal(tmp_path, TABLES, ["UPDATE message SET extra = zeroblob(900)"])

    @given(FLIPS)
    @settings(max_examples=100)
    def check(flips: list[tuple[int, int]]) -> None:
        survives(main, flipped(log, flips))
        survives(changed, None, flipped(journal, flips))
        survives(changed, None, flipped(naming_super_journal(journal, "/tmp/x.db-mjABCDEF9AB"), flips))

    check()
