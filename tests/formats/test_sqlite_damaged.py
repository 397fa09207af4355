"""Damaged pages, by accident or design: what can be read is kept, what is claimed twice is not believed."""

import pytest

from hoofprint.formats.source import BytesSource, DamagedSource
from hoofprint.formats.sqlite import Damaged, Database, NotDatabase
from tests.formats.databases import edited, made
from tests.formats.test_sqlite_hostile import MESSAGE, ROWS, found

SMALL_PAGES = "PRAGMA page_size = 512"


def pages(data: bytes, size: int) -> list[bytearray]:
    return [bytearray(data[start : start + size]) for start in range(0, len(data), size)]


def joined(parts: list[bytearray]) -> bytes:
    """Pages as a file whose header tells their number."""
    parts[0][28:32] = len(parts).to_bytes(4, "big")
    parts[0][92:96] = parts[0][24:28]
    return b"".join(parts)


def interior(children: list[int], flag: int = 5, entry: bytes | None = None) -> bytearray:
    """An interior page of 512 bytes that points to these pages: of a table's tree, or with `entry` an index's."""
    page, start = bytearray(512), 512
    *cells, last = children
    for number, child in enumerate(cells):
        cell = child.to_bytes(4, "big") + (bytes([number + 1]) if entry is None else entry)
        start -= len(cell)
        page[start : start + len(cell)] = cell
        page[12 + 2 * number : 14 + 2 * number] = start.to_bytes(2, "big")
    page[:3] = flag, 0, 0
    page[3:8] = len(cells).to_bytes(2, "big") + start.to_bytes(2, "big") + b"\0"
    page[8:12] = last.to_bytes(4, "big")
    return page


def test_a_page_that_points_to_itself_ends_the_pass() -> None:
    book = pages(made(SMALL_PAGES, MESSAGE, *ROWS), 512)
    book[1] = interior([2, 2, 2])
    with Database(BytesSource(joined(book))) as db:
        rows, damage = found(db)
        assert not rows
        assert "malformed" in damage
        assert db.check()
        assert [note.split(":")[0] for note in db.notes] == ["quick_check"]


def test_pages_linked_many_times_over_do_not_multiply_rows() -> None:
    """Twelve levels, each page pointing to the next one 41 times: 7 kB that claim 41^12 rows."""
    book = pages(made(SMALL_PAGES, MESSAGE, ROWS[0]), 512)
    leaf = book[1]
    book[1:] = [interior([number + 1] * 41) for number in range(2, 14)] + [leaf]
    with Database(BytesSource(joined(book))) as db:
        rows, damage = found(db)
        assert rows == {1: "text 1"}
        assert "do not rise" in damage
        assert db.notes["rowid order broken: message"] == 1
        assert db.check()


def test_pages_linked_many_times_over_without_row_ids() -> None:
    create = "CREATE TABLE message(text PRIMARY KEY) WITHOUT ROWID"
    book = pages(made(SMALL_PAGES, create, "INSERT INTO message VALUES (1)"), 512)
    leaf, entry = book[1], b"\x02\x02\x09"
    assert bytes(leaf[-4:-1]) == entry
    book[1:] = [interior([number + 1] * 30, 2, entry) for number in range(2, 14)] + [leaf]
    with Database(BytesSource(joined(book))) as db:
        rows, damage = found(db)
        assert 0 < len(rows) < 5000
        assert "more rows than the file has room for" in damage
        assert db.notes["pages linked twice: message"] == 1


LONG, ON_PAGE, CHAIN = 205_084, 489, 50
"""A blob whose record of 205,089 bytes leaves 489 bytes on its page and goes on in 50 overflow pages of 4,092."""


def overflowing() -> tuple[list[bytearray], list[int]]:
    """Seven rows on page 2 whose values go on elsewhere, and where on that page it says at which page."""
    inserts = [f"INSERT INTO message(text) VALUES (zeroblob({LONG}))"] * 7
    book = pages(made(MESSAGE, *inserts), 4096)
    leaf = book[1]
    cells = [int.from_bytes(leaf[8 + 2 * cell : 10 + 2 * cell], "big") for cell in range(7)]
    assert all(leaf[cell : cell + 3] == b"\x8c\xc2\x21" for cell in cells)
    return book, [cell + 4 + ON_PAGE for cell in cells]


def test_rows_that_share_their_overflow_pages_are_not_multiplied() -> None:
    book, places = overflowing()
    for place in places:
        book[1][place : place + 4] = book[1][places[0] : places[0] + 4]
    with Database(BytesSource(joined(book[: 2 + CHAIN]))) as db:
        rows, damage = found(db)
        assert list(rows) == [1]
        assert "share their bytes" in damage
        assert db.notes["overflow pages shared: message"] == 1
        assert db.check()


def test_a_chain_of_overflow_pages_that_bites_its_tail_is_found_by_the_check() -> None:
    book, places = overflowing()
    book[2 + CHAIN - 1][:4] = book[1][places[0] : places[0] + 4]
    with Database(BytesSource(joined(book))) as db:
        assert len(found(db)[0]) == 7
        assert db.check()


@pytest.mark.parametrize("target", [0, 1, 2**31])
def test_a_row_whose_value_is_lost_costs_that_row(target: int) -> None:
    book, places = overflowing()
    for place in (places[2], places[4]):
        book[1][place : place + 4] = target.to_bytes(4, "big")
    with Database(BytesSource(joined(book))) as db:
        rows, damage = found(db)
        assert list(rows) == [1, 2, 4, 6, 7]
        assert damage == "2 rows of table 'message' could not be read"
        assert db.notes["row unreadable: message"] == 2
        assert found(db, column="date") == (dict.fromkeys(range(1, 8)), "")


def test_rows_before_the_damage_are_kept() -> None:
    data = made(
        SMALL_PAGES, MESSAGE, *[("INSERT INTO message VALUES (?, ?)", ("x" * 100, i)) for i in range(4000)]
    )
    cut = data[: len(data) * 2 // 3 // 512 * 512]
    with Database(BytesSource(cut)) as db:
        rows, damage = found(db)
        assert 2400 < len(rows) < 2700
        assert list(rows) == list(range(1, len(rows) + 1))
        assert "malformed" in damage
        assert db.notes["file shorter than its header says"] == 1
    holed = edited(data, lambda data: data.__setitem__(slice(512 * 500, 512 * 501), bytes(512)))
    with Database(BytesSource(holed)) as db:
        rows, damage = found(db)
        assert 1500 < len(rows) < 4000
        assert damage


class FailingSource(BytesSource):
    """Bytes of which some ranges cannot be read."""

    def __init__(self, data: bytes, bad: range, error: Exception) -> None:
        super().__init__(data)
        self.bad, self.error = bad, error

    def read(self, length: int, offset: int) -> bytes:
        if offset < self.bad.stop and offset + length > self.bad.start:
            raise self.error
        return super().read(length, offset)


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), DamagedSource("inflating failed")])
def test_bytes_that_cannot_be_read_cost_what_stands_there(error: Exception) -> None:
    data = made(MESSAGE, *[("INSERT INTO message VALUES (?, ?)", ("x" * 400, i)) for i in range(2000)])
    bad = range(6 * 65536 - 1, 6 * 65536)  # in page 96, last of those that are read together
    with Database(FailingSource(data, bad, error)) as db:
        rows, damage = found(db)
        assert 800 < len(rows) < 850  # nine rows on a page
        assert damage == f"the file could not be read: {error}"
    with pytest.raises((Damaged, NotDatabase)):
        Database(FailingSource(data, range(1), error))
