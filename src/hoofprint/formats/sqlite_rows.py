"""The rows of one table one after the other: fast while the values are ordinary, carefully where they are not.

The fast way lets SQLite's binding make the Python values. It stops at text that is not valid UTF-8, at a long
value (a thousand of them would not fit into memory) and at a broken row. Such rows are read one by one, with text
as bytes: a few at first, more the sooner the next one comes. A row that cannot be read costs that row.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import apsw

from hoofprint.formats.sqlite_link import LONGEST_VALUE, Damaged, Link
from hoofprint.formats.sqlite_table import CODECS, BadText, Table, quoted
from hoofprint.formats.sqlite_vfs import Notes

Row = tuple[Any, ...]
"""The row id, 0 where there is none, and the values of the columns."""

_BATCH_BYTES = 192 << 20
"""No batch needs more for its texts and blobs, apart from what lies within single pages."""
_SHORT, _MOST_SHORT = 4096, 1 << 20
"""Bytes up to which a value counts as short at least, and at most: it depends on the size of a batch."""
_CAREFUL_BATCH_BYTES = 16 << 20
_AS_STORED = "{0}"
_AS_BYTES = (
    f"CASE WHEN octet_length({{0}}) > {LONGEST_VALUE} THEN 'long' ELSE typeof({{0}}) END, "
    f"CASE WHEN octet_length({{0}}) > {LONGEST_VALUE} THEN NULL "
    "WHEN typeof({0}) = 'text' THEN CAST({0} AS BLOB) ELSE {0} END"
)


class Rows:
    """One pass over a table's stored `columns`, in order of row id or, without them, as stored.

    `between` bounds the row ids, both ends included. `done` when the end is reached; `unreadable` counts the
    rows that had to be passed over.
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
        self._link, self._notes, self._table, self._columns = link, notes, table, columns
        self._between = between
        self._codec = CODECS[link.encoding]
        share = _BATCH_BYTES // max(len(columns), 1)
        self._size = max(1, min(size, share // _SHORT))
        self._short = min(_MOST_SHORT, share // self._size)
        self._always = self._codec != "utf-8" or not table.has_rowid
        self._careful, self._stretch, self._since = self._always, 1, 0
        self._cursor: Iterator[Row] | None = None
        self._resume: int | None = None
        self._bytes = 0
        self.unreadable = 0
        self.done = False

    def take(self) -> tuple[list[Row], Damaged | None]:
        """The next rows, as many as make a batch, and what stopped the pass, if anything did."""
        rows: list[Row] = []
        room = self._bytes + _CAREFUL_BATCH_BYTES
        try:
            while not self.done and len(rows) < self._size and self._bytes < room:
                with self._link.guarded():
                    self._carefully(rows) if self._careful else self._fast(rows)
        except Damaged as error:
            return rows, error
        return rows, None

    def _fast(self, rows: list[Row]) -> None:
        """Fill up the batch, as far as there is nothing odd."""
        before = len(rows)
        self._link.connection.limit(apsw.SQLITE_LIMIT_LENGTH, self._short)
        try:
            self._cursor = self._cursor or self._select(_AS_STORED)
            rows.extend(islice(self._cursor, self._size - before))
            self.done = len(rows) < self._size
        except (UnicodeDecodeError, apsw.TooBigError, apsw.CorruptError, apsw.IOError):
            self._careful, self._cursor = True, None
        self._since += len(rows) - before
        if len(rows) > before:
            self._resume = rows[-1][0]
        if self._careful:
            soon = self._since < 4 * self._stretch
            self._stretch = min(2 * self._stretch, self._size) if soon else 1

    def _carefully(self, rows: list[Row]) -> None:
        """A stretch of rows one by one, then back to the fast way if that can be."""
        self._link.connection.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        room = self._bytes + _CAREFUL_BATCH_BYTES
        stretch = self._size if self._always else self._stretch
        for _ in range(min(stretch, self._size - len(rows))):
            try:
                self._cursor = self._cursor or self._select(_AS_BYTES)
                row = next(self._cursor, None)
            except (apsw.CorruptError, apsw.IOError) as error:
                self._cursor = None
                self._pass_over(error)
                return
            if row is None:
                self.done = True
                return
            self._claim(row)
            rows.append((row[0], *map(self._value, row[1::2], row[2::2])))
            self._resume = row[0]
            if self._bytes >= room:
                return
        if not self._always:
            self._careful, self._cursor, self._since = False, None, 0

    def _claim(self, row: Row) -> None:
        """Values are stored one beside the other, so a table never holds more than its file."""
        for value in row[2::2]:
            if type(value) is bytes:
                self._bytes += len(value)
        if self._bytes > self._link.evidence:
            self._notes.add("overflow pages shared", self._table.name)
            raise Damaged(
                f"rows of table {self._table.name!r} share their bytes: more data than the file holds"
            )

    def _pass_over(self, error: apsw.Error) -> None:
        """The next row, if at least its row id can be read; otherwise the error stands."""
        row = None if self._table.rowid is None else next(self._select(None), None)
        if row is None or (self._resume is not None and row[0] <= self._resume):
            raise error
        self._resume = row[0]
        self.unreadable += 1
        self._notes.add("row unreadable", self._table.name)

    def _value(self, kind: str, value: Any) -> object:
        if kind == "text":
            try:
                return value.decode(self._codec)
            except UnicodeDecodeError:
                bad = BadText(value)
                bad.encoding = self._codec
                return bad
        if kind == "long":
            self._notes.add(f"value longer than {LONGEST_VALUE >> 20} MiB left out", self._table.name)
        return value

    def _select(self, form: str | None) -> Iterator[Row]:
        """The rows after the last one taken: their ids and, in the form given, the columns."""
        table, names = self._table, map(quoted, self._columns if form else ())
        values = ", ".join([table.rowid or "0", *(form.format(name) for name in names if form)])
        way = f"INDEXED BY {quoted(table.index)}" if table.index else "NOT INDEXED"
        bound: list[int] = []
        if table.rowid is not None:
            limits = []
            if self._resume is not None:
                limits.append(f"{table.rowid} > ?")
                bound.append(self._resume)
            if self._between is not None:
                limits.append(f"{table.rowid} BETWEEN ? AND ?")
                bound += self._between
            where = f" WHERE {' AND '.join(limits)}" if limits else ""
            way = f"NOT INDEXED{where} ORDER BY {table.rowid}"
        return self._link.connection.execute(f"SELECT {values} FROM main.{quoted(table.name)} {way}", bound)
