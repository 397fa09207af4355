"""Deleted rows of a database: what pages that were given up, and gaps of pages in use, still hold.

Looked at are pages of log and journal that are not part of what is read (`sqlite_beside`), the pages on the list of
free pages of the main file and, in small databases, gaps that are not zeros; in damaged ones every page.
Apple's SQLite overwrites most of what it deletes on pages in use (`secure_delete=fast`), so free pages are where rows
survive. A row found there was in the table once; when it was deleted, by whom, or whether it is an older form of a
row that is still there, is not in it. Rows whose first bytes were overwritten (freed blocks) are not put together.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoofprint.formats.source import DamagedSource
from hoofprint.formats.sqlite_beside import Applied, beside
from hoofprint.formats.sqlite_cells import Accept, Cell, Chain, cell
from hoofprint.formats.sqlite_link import Files
from hoofprint.formats.sqlite_shape import Shape
from hoofprint.formats.sqlite_table import Table

LEAF = 0x0D
FREE, GAP, STRAY = "free page", "gap", "stray page"
PAGES = 20_000
"""Free pages that are looked at, and in a damaged database pages at all."""
LIVE_PAGES = 256
"""Pages of a database up to which the gaps of its pages in use are looked at."""
ROWS = 20_000
"""Rows that are given back."""
CELLS = 200_000
"""Places at which a row is tried."""
BYTES = 64 << 20
"""Content of overflow pages that is read."""
FEWEST = 4
"""Columns a table must have for its rows to be told from noise in a gap."""
TRIES = 100
"""Places of one gap that are tried."""
SMALLEST = 480
"""Usable bytes of the smallest page SQLite allows."""
CUT = "search for deleted rows cut short"
SHARED = "deleted row fits several tables"
CODECS = {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
_NOT_ZERO = re.compile(rb"[^\0]")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A row that no b-tree leads to any more, and the place where it stood."""

    cell: Cell
    origin: str
    """What kind of place: `free page`, `gap`, `stray page`, or one of `sqlite_beside`."""
    place: str
    """Which: `page 5 byte 100`, `frame 7 byte 100`."""
    at: int
    """The byte of that page."""


class Spent(Exception):
    """The search has used up what it may use."""


class Salvage:
    """One search of a database's files; `oddities` says how often what was left out.

    `everywhere` looks at pages in use too, for a table whose own way to them is broken.
    """

    def __init__(
        self,
        files: Files,
        tables: Iterable[Table],
        wanted: Table,
        applied: Applied,
        *,
        everywhere: bool = False,
    ) -> None:
        self._files, self._shape = files, Shape(tables, wanted)
        self._applied, self._everywhere = applied, everywhere
        self._in_gaps = len(wanted.types) >= FEWEST
        head = self._bytes_at(100, 0)
        stated = int.from_bytes(head[16:18], "big")
        self._size = 65536 if stated == 1 else stated
        self._usable = self._size - (head[20] if len(head) > 20 else 0)
        self._trunk = int.from_bytes(head[32:36], "big")
        self._codec = CODECS.get(int.from_bytes(head[56:60], "big"), "utf-8")
        self._count = files.db.size // self._size if self._size >= 512 and self._usable >= SMALLEST else 0
        self._cells, self._bytes = CELLS, BYTES
        self._met: set[int] = set()
        self.oddities: dict[str, int] = {}

    def rows(self) -> Iterator[Salvaged]:
        """Rows of the wanted table, each once; bounded in pages, places, rows and bytes."""
        seen: set[tuple[object, ...]] = set()
        try:
            for found in self._all():
                one = (found.cell.rowid, found.cell.values)
                if one not in seen:
                    seen.add(one)
                    yield found
                if len(seen) >= ROWS:
                    raise Spent
        except Spent:
            self.oddities[CUT] = 1
        if self._shape.shared:
            self.oddities[SHARED] = self._shape.shared

    def _all(self) -> Iterator[Salvaged]:
        for page in beside(self._files, self._size, self._applied) if self._count else ():
            yield from self._pointed(
                page.data, page.origin, page.place, self._chain if page.main else _no_chain
            )
        free = self._free_pages() if self._count else {}
        for number in sorted(free):
            yield from self._free_page(number, free[number])
        if self._everywhere:
            for number in range(2, min(self._count, PAGES) + 1):
                if number not in free:
                    yield from self._pointed(self._read(number), STRAY, f"page {number}", self._chain)
        elif 0 < self._count <= LIVE_PAGES and self._in_gaps:
            for number in range(1, self._count + 1):
                if number not in free:
                    yield from self._page_in_use(number)

    def _free_pages(self) -> dict[int, int]:
        """Numbers of free pages, each with the byte from which its old content is whole."""
        found: dict[int, int] = {}
        trunk = self._trunk
        while trunk and trunk not in found and len(found) < PAGES:
            page = self._read(trunk)
            count = int.from_bytes(page[4:8], "big")
            if count > self._usable // 4 - 2:
                self.oddities["list of free pages is damaged"] = 1
                break
            found[trunk] = 8 + 4 * count
            for at in range(8, 8 + 4 * count, 4):
                found.setdefault(int.from_bytes(page[at : at + 4], "big"), 0)
            trunk = int.from_bytes(page[:4], "big")
        return {number: begin for number, begin in found.items() if 1 < number <= self._count}

    def _free_page(self, number: int, begin: int) -> Iterator[Salvaged]:
        """Rows its pointers still lead to, and rows that stand whole between those."""
        page = self._read(number)
        taken = [(0, begin)]
        if not begin and page[:1] == bytes([LEAF]):
            taken = [(0, 8 + 2 * int.from_bytes(page[3:5], "big"))]
            for found in self._pointed(page, FREE, f"page {number}", self._chain):
                taken.append((found.at, found.at + found.cell.size))
                yield found
        yield from self._between(page, taken, number, FREE)

    def _pointed(self, page: bytes, origin: str, place: str, chain: Chain) -> Iterator[Salvaged]:
        """Rows to which the pointers of a leaf lead."""
        if page[:1] != bytes([LEAF]) or len(page) < self._usable:
            return
        count = min(int.from_bytes(page[3:5], "big"), self._usable // 2)
        for pointer in range(8, 8 + 2 * count, 2):
            at = int.from_bytes(page[pointer : pointer + 2], "big")
            found = self._cell(page, at, self._shape.fits, chain, self._met) if 8 + 2 * count <= at else None
            if found:
                yield Salvaged(found, origin, f"{place} byte {at}", at)

    def _page_in_use(self, number: int) -> Iterator[Salvaged]:
        """Rows in what its header gives as unused: before the first cell, and blocks that were freed."""
        page, head = self._read(number), 100 if number == 1 else 0
        if page[head : head + 1] != bytes([LEAF]) or len(page) < self._usable:
            return
        freed, count, content = (int.from_bytes(page[head + at : head + at + 2], "big") for at in (1, 3, 5))
        array = head + 8 + 2 * count
        gaps = [(array, content or 65536)]
        while freed >= array:
            following, size = (int.from_bytes(page[freed + at : freed + at + 2], "big") for at in (0, 2))
            gaps.append((freed + 4, freed + size))
            if following <= freed:
                break
            freed = following
        for begin, end in gaps:
            yield from self._gap(page, begin, min(end, self._usable), number, GAP)

    def _between(
        self, page: bytes, taken: list[tuple[int, int]], number: int, origin: str
    ) -> Iterator[Salvaged]:
        at = 0
        for begin, end in (*sorted(taken), (self._usable, self._usable)):
            if self._in_gaps and begin > at:
                yield from self._gap(page, at, begin, number, origin)
            at = max(at, end)

    def _gap(self, page: bytes, at: int, end: int, number: int, origin: str) -> Iterator[Salvaged]:
        """Whole rows where bytes begin after zeros, and behind each other: not every byte is tried."""
        tried = 0
        while (start := _NOT_ZERO.search(page, at, end)) and tried < TRIES:
            at, tried = start.start(), tried + 1
            made = self._cell(page, at, self._shape.whole, self._chain, set())
            if made and at + made.size <= end:
                yield Salvaged(made, origin, f"page {number} byte {at}", at)
                at += made.size
            else:
                zero = page.find(0, at, end)
                at = end if zero < 0 else zero

    def _cell(self, page: bytes, place: int, accept: Accept, chain: Chain, met: set[int]) -> Cell | None:
        self._cells -= 1
        if self._cells < 0:
            raise Spent
        return cell(page, place, self._usable, chain, self._codec, accept, met)

    def _chain(self, page: int, length: int) -> bytes | None:
        """Content of overflow pages, none of them twice."""
        parts: list[bytes] = []
        seen: set[int] = set()
        while length > 0:
            if page in seen or not 1 < page <= self._count:
                return None
            seen.add(page)
            data = self._read(page)
            part = data[4 : min(self._usable, 4 + length)]
            self._bytes -= self._usable
            if self._bytes < 0:
                raise Spent
            if not part:
                return None
            parts.append(part)
            page, length = int.from_bytes(data[:4], "big"), length - len(part)
        return b"".join(parts)

    def _read(self, number: int) -> bytes:
        return self._bytes_at(self._size, (number - 1) * self._size)

    def _bytes_at(self, length: int, offset: int) -> bytes:
        """Nothing where they cannot be read."""
        try:
            return self._files.db.read(length, offset)
        except (DamagedSource, OSError):
            return b""


def _no_chain(page: int, length: int) -> bytes | None:
    """Overflow pages of a page that is not the main file's own: which of them were its own cannot be told."""
    return None
