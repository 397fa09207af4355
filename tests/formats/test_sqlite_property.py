"""Whatever the bytes are: rows, or one of the reader's own errors with a reason, never another."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hoofprint.formats.source import BytesSource
from hoofprint.formats.sqlite import Batch, Damaged, Database, NotDatabase
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
@settings(max_examples=120)
def test_flipped_bytes(flips: list[tuple[int, int]]) -> None:
    survives(flipped(SOUND, flips))


@given(st.lists(st.tuples(st.integers(0, 111), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=80)
def test_flipped_bytes_in_the_header_and_schema_page(flips: list[tuple[int, int]]) -> None:
    survives(flipped(SOUND[:512], flips) + SOUND[512:])


@given(st.integers(0, len(SOUND)))
def test_cut_anywhere(length: int) -> None:
    survives(SOUND[:length])


@given(st.lists(st.tuples(st.integers(1, 40), FLIPS), min_size=1, max_size=3))
def test_a_sound_log_that_carries_broken_pages(changes: list[tuple[int, list[tuple[int, int]]]]) -> None:
    page = {number: SOUND[(number - 1) * 512 : number * 512].ljust(512, b"\0") for number, _ in changes}
    survives(SOUND, log_of(*((number, flipped(page[number], flips)) for number, flips in changes)))


CHANGES = st.lists(
    st.tuples(st.sampled_from("=+-x"), st.integers(1, 1200), st.sampled_from([0, 40, 900, 5000])), max_size=12
)


def changed(change: tuple[str, int, int]) -> tuple[str, tuple[object, ...]]:
    kind, row, size = change
    if kind == "-":
        return "DELETE FROM t WHERE rowid BETWEEN ? AND ?", (row, row + size // 100)
    if kind == "+":
        return "INSERT OR REPLACE INTO t(rowid, a, b) VALUES (?, 'new', zeroblob(?))", (row, size)
    if kind == "x":
        return "UPDATE t SET b = CAST(substr(b, 2) || x'41' AS BLOB) WHERE rowid = ?", (row,)
    return "UPDATE t SET a = a || ? WHERE rowid = ?", ("y" * size, row)


@given(CHANGES, st.sampled_from([512, 4096, 65536]), st.integers(1, 400))
@settings(max_examples=15)
def test_what_the_log_changed_is_exactly_what_is_told(
    changes: list[tuple[str, int, int]], page_size: int, size: int
) -> None:
    sizes = [0, 7, 300, 0, 6000]
    before: Statements = [
        "CREATE TABLE t(a, b)",
        *[("INSERT INTO t VALUES (?, zeroblob(?))", (i, sizes[i % 5] * (i % 40 == 9))) for i in range(1000)],
    ]
    after = [changed(change) for change in changes]
    with TemporaryDirectory() as folder:
        main, log = with_wal(Path(folder), before, after, page_size)
    with Database(BytesSource(main)) as alone, Database(BytesSource(main), BytesSource(log)) as database:
        old, new = rows(alone), rows(database)
        expected = {row for row in new if old.get(row) != new[row]}
        assert database.wal_only("t") == expected
        batches = list(database.scan("t", ["b", "a"], size=size))
        assert {row for batch in batches for row in batch.from_log} == expected
        gone = {row: old[row] for row in old if new.get(row) != old[row]}
        assert rows(database.superseded("t", ["a", "b"], size=size)) == gone


def rows(batches: Database | Iterable[Batch]) -> dict[int, list[object]]:
    if isinstance(batches, Database):
        batches = batches.scan("t", ["a", "b"])
    return {
        row: values for batch in batches for row, *values in zip(batch.rowids, *batch.columns, strict=True)
    }


def test_flipped_bytes_beside_the_database(tmp_path: Path) -> None:
    main, log = with_wal(
        tmp_path, TABLES, ["DELETE FROM message WHERE date > 9", "INSERT INTO handle VALUES (1, 2)"]
    )
    changed, journal = with_hot_journal(tmp_path, TABLES, ["UPDATE message SET extra = zeroblob(900)"])

    @given(FLIPS)
    @settings(max_examples=40)
    def check(flips: list[tuple[int, int]]) -> None:
        survives(main, flipped(log, flips))
        survives(changed, None, flipped(journal, flips))
        survives(changed, None, flipped(naming_super_journal(journal, "/tmp/x.db-mjABCDEF9AB"), flips))

    check()
