"""The rows of one table as columnar batches, checked against what an honest file can hold."""

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import lt

from hoofprint.formats.sqlite_link import Damaged, Link
from hoofprint.formats.sqlite_rows import Row, Rows
from hoofprint.formats.sqlite_table import Batch, Table, fold
from hoofprint.formats.sqlite_vfs import Notes

_SMALLEST_ROW = 4
"""Bytes of the smallest cell SQLite writes; more rows than fit into the evidence are a trick."""


class Scan:
    """One pass over one table. A column the table lacks is None in every row.

    `between` bounds the row ids, both ends included.
    """

    def __init__(
        self,
        link: Link,
        notes: Notes,
        table: Table,
        columns: Sequence[str],
        size: int,
        between: tuple[int, int] | None = None,
    ) -> None:
        self._link, self._notes, self._table = link, notes, table
        wanted = [table.stored.get(fold(column)) for column in columns]
        read = list(dict.fromkeys(name for name in wanted if name is not None))
        self._places = [None if name is None else read.index(name) for name in wanted]
        self._source = Rows(link, notes, table, read, size, between)
        self._last: int | None = None
        self._count = 0

    def batches(self) -> Iterator[Batch]:
        """All rows that can be read; after the last one `Damaged`, if there were or may be others."""
        while not self._source.done:
            rows, stop = self._source.take()
            if rows:
                batch, trick = self._checked(rows)
                stop = trick or stop
                if len(batch):
                    yield batch
            if stop is not None:
                raise stop
        if self._source.unreadable:
            raise Damaged(f"{self._source.unreadable} rows of table {self._table.name!r} could not be read")

    def _checked(self, rows: list[Row]) -> tuple[Batch, Damaged | None]:
        """The rows turned into columns as far as their ids rise, and the trick that was found, if any."""
        trick: Damaged | None = None
        rowids, *columns = map(list, zip(*rows, strict=True))
        count = len(rowids)
        if not self._table.has_rowid:
            rowids = list(range(self._count + 1, self._count + count + 1))
        elif not self._rises(rowids):
            count = _rising(rowids, self._last)
            rowids, columns = rowids[:count], [column[:count] for column in columns]
            self._notes.add("rowid order broken", self._table.name)
            trick = Damaged(f"the row ids of table {self._table.name!r} do not rise: pages are linked twice")
        self._count += count
        self._last = rowids[-1] if count else self._last
        if self._count * _SMALLEST_ROW > self._link.evidence:
            self._notes.add("pages linked twice", self._table.name)
            trick = Damaged(f"table {self._table.name!r} has more rows than the file has room for")
        found = [[None] * count if place is None else columns[place] for place in self._places]
        return Batch(rowids, found), trick

    def _rises(self, rowids: list[int]) -> bool:
        after_last = self._last is None or rowids[0] > self._last
        return after_last and all(map(lt, rowids, islice(rowids, 1, None)))


def _rising(rowids: list[int], last: int | None) -> int:
    """How many of the row ids rise strictly, from the first."""
    for position, rowid in enumerate(rowids):
        if last is not None and rowid <= last:
            return position
        last = rowid
    return len(rowids)
