"""Which rows of a table read differently in two states of a database, found while one of them is read.

Most pages are the same in both. Rows on such pages are, too; only where the pass met another page are its rows
compared, value by value, with those of the other state.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hoofprint.formats.sqlite_link import Damaged, Link
from hoofprint.formats.sqlite_scan import Scan
from hoofprint.formats.sqlite_table import Batch, Table
from hoofprint.formats.sqlite_vfs import Notes, OverlayFile

_SMALLEST_PLACE = 6
"""Bytes that a row takes on its page at least: a cell of 4, and 2 that point to it."""


class Watch:
    """Whether rows just read may stand on pages that the two states do not share.

    A pass reads each page once, before the rows on it, as long as nothing of the table was read before.
    """

    def __init__(self, file: OverlayFile, page_size: int) -> None:
        self._file, self._met, self._left = file, file.met, 0
        self._rows_on_page = page_size // _SMALLEST_PLACE

    def met(self, rows: int) -> bool:
        """For a batch of so many rows, in the order in which they are read."""
        if self._file.met != self._met:
            self._met, self._left = self._file.met, self._rows_on_page
            return True
        self._left -= rows
        return self._left + rows > 0


class Other:
    """A table in the other state of the database; without a link, a table that is not there or cannot be read."""

    def __init__(self, link: Link | None, table: Table | None, columns: Sequence[str]) -> None:
        self._link, self._table, self._columns = link, table, columns
        self._known: set[int] | None = None

    def differing(self, batch: Batch, has_rowid: bool) -> frozenset[int]:
        """Those row ids of the batch whose row is missing or different here.

        Rows without row ids are told apart by their values alone.
        """
        if self._link is None or self._table is None or self._table.has_rowid != has_rowid:
            return frozenset(batch.rowids)
        if has_rowid:
            bounds = (batch.rowids[0], batch.rowids[-1])
            here = dict(self._rows(self._link, self._table, len(batch), bounds))
            return frozenset(rowid for rowid, values in _rows(batch) if here.get(rowid) != values)
        if self._known is None:
            self._known = {hash(values) for _, values in self._rows(self._link, self._table, 1000, None)}
        known = self._known
        return frozenset(ordinal for ordinal, values in _rows(batch) if hash(values) not in known)

    def _rows(
        self, link: Link, table: Table, size: int, between: tuple[int, int] | None
    ) -> Iterator[tuple[int, tuple[object, ...]]]:
        for batch in until_damaged(Scan(link, Notes(), table, self._columns, size, between).batches()):
            yield from _rows(batch)


def marked(batches: Iterable[Batch], watch: Watch, has_rowid: bool, other: Other) -> Iterator[Batch]:
    """The batches with the row ids that read differently in the other state as their `from_log`."""
    for batch in batches:
        met = watch.met(len(batch))
        yield replace(batch, from_log=other.differing(batch, has_rowid)) if met else batch


def until_damaged(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The batches that can be read."""
    try:
        yield from batches
    except Damaged:
        return


def only_marked(batch: Batch) -> Batch:
    """Its marked rows, no longer marked."""
    kept = [place for place, rowid in enumerate(batch.rowids) if rowid in batch.from_log]
    columns = [[column[place] for place in kept] for column in batch.columns]
    return Batch([batch.rowids[place] for place in kept], columns)


def _rows(batch: Batch) -> Iterator[tuple[int, tuple[object, ...]]]:
    columns = zip(*batch.columns, strict=True) if batch.columns else (() for _ in batch.rowids)
    return zip(batch.rowids, columns, strict=True)
