"""Rows of one table in columnar batches: fast while the values are ordinary, carefully where they are not.

The fast way lets SQLite's binding make the Python values. It stops at text that is not valid UTF-8, at a long
value (a thousand of them would not fit into memory) and at a broken row. From there on rows are read one by one,
with text as bytes, until the values are ordinary again. A row that cannot be read costs that row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import lt
from typing import Any

import apsw

from hoofprint.formats.sqlite_link import LONGEST_VALUE, Damaged, Link
from hoofprint.formats.sqlite_vfs import Notes

_BATCH_BYTES = 64 << 20
"""No batch needs more for its texts and blobs, apart from what lies within single pages."""
_SHORT, _MOST_SHORT = 4096, 1 << 20
"""Bytes up to which a value counts as short at least, and at most: it depends on the size of a batch."""
_CAREFUL_BATCH_BYTES = 16 << 20
_SMALLEST_ROW = 4
"""Bytes of the smallest cell SQLite writes; more rows than fit into the evidence are a trick."""
_AS_STORED = "{0}"
_AS_BYTES = (
    f"CASE WHEN octet_length({{0}}) > {LONGEST_VALUE} THEN 'long' ELSE typeof({{0}}) END, "
    f"CASE WHEN octet_length({{0}}) > {LONGEST_VALUE} THEN NULL "
    "WHEN typeof({0}) = 'text' THEN CAST({0} AS BLOB) ELSE {0} END"
)
_Row = tuple[Any, ...]
CODECS = {"UTF-8": "utf-8", "UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}


class BadText(bytes):
    """The stored bytes of a text that is not valid in the database's encoding."""

    encoding: str

    def readable(self) -> str:
        """The text with the bytes that make no sense written as `\\xff`."""
        return self.decode(self.encoding, "backslashreplace")


@dataclass(frozen=True)
class Table:
    """An ordinary table: its columns in stored order, without generated ones.

    `rowid` is the name under which the row ids can be read, None where there are none (`WITHOUT ROWID`) or where
    columns took all their names; `index` is then the primary key's index, if any.
    """

    name: str
    columns: tuple[str, ...]
    rowid: str | None = "rowid"
    index: str | None = None

    @property
    def has_rowid(self) -> bool:
        """Whether `Batch.rowids` are the stored row ids; otherwise they count the rows from 1."""
        return self.rowid is not None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows in stored order. `columns` has one list for each column asked for, in that order.

    Values are as SQLite stores them: int, float, str, bytes, None, or `BadText`; any of them in any column.
    """

    rowids: list[int]
    columns: list[list[Any]]

    def __len__(self) -> int:
        return len(self.rowids)


def quoted(name: str) -> str:
    """A name as an SQL identifier, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def fold(name: str) -> str:
    """Names that SQLite takes for the same are equal after this: only ASCII letters lose their case."""
    return name.translate(_LOWER)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Scan:
    """One pass over one table. `wanted` are stored column names; None stands for a column the table lacks."""

    def __init__(
        self, link: Link, notes: Notes, table: Table, wanted: Sequence[str | None], size: int
    ) -> None:
        self._link, self._notes, self._table = link, notes, table
        self._codec = CODECS[link.encoding]
        self._columns = list(dict.fromkeys(name for name in wanted if name is not None))
        self._places = [None if name is None else self._columns.index(name) for name in wanted]
        share = _BATCH_BYTES // max(len(wanted), 1)
        self._size = max(1, min(size, share // _SHORT))
        self._short = min(_MOST_SHORT, share // self._size)
        self._careful = self._always_careful = self._codec != "utf-8" or not table.has_rowid
        self._cursor: Iterator[_Row] | None = None
        self._last: int | None = None
        self._rows = self._unreadable = self._bytes = 0
        self._done = False

    def batches(self) -> Iterator[Batch]:
        """All rows that can be read; after the last one `Damaged`, if there were or may be others."""
        while not self._done:
            rows: list[_Row] = []
            stop: Damaged | None = None
            try:
                with self._link.guarded():
                    self._take_carefully(rows) if self._careful else self._take(rows)
            except Damaged as error:
                stop = error
            if rows:
                batch, stop = self._checked(rows, stop)
                if len(batch):
                    yield batch
            if stop is not None:
                raise stop
        if self._unreadable:
            raise Damaged(f"{self._unreadable} rows of table {self._table.name!r} could not be read")

    def _take(self, rows: list[_Row]) -> None:
        """The fast way: as many rows as fit into a batch, fewer when it met something it cannot read."""
        self._link.connection.limit(apsw.SQLITE_LIMIT_LENGTH, self._short)
        try:
            self._cursor = self._cursor or self._select(_AS_STORED)
            rows.extend(islice(self._cursor, self._size))
            self._done = len(rows) < self._size
        except (UnicodeDecodeError, apsw.TooBigError, apsw.CorruptError, apsw.IOError):
            self._careful, self._cursor = True, None

    def _take_carefully(self, rows: list[_Row]) -> None:
        """The careful way: row by row, back to the fast way after a batch without anything odd."""
        self._link.connection.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        held, odd = 0, self._always_careful
        while len(rows) < self._size and held < _CAREFUL_BATCH_BYTES:
            try:
                self._cursor = self._cursor or self._select(_AS_BYTES)
                row = next(self._cursor, None)
            except (apsw.CorruptError, apsw.IOError) as error:
                self._cursor = None
                if not rows:
                    self._skip(error)
                return
            if row is None:
                self._done = True
                return
            lengths = [len(value) for value in row[2::2] if type(value) is bytes]
            self._claim(sum(lengths))
            held += sum(lengths)
            decoded = (row[0], *map(self._value, row[1::2], row[2::2]))
            odd = odd or max(lengths, default=0) > self._short or BadText in map(type, decoded)
            rows.append(decoded)
        if not odd:
            self._careful, self._cursor = False, None

    def _claim(self, size: int) -> None:
        """Values are stored one beside the other, so a table never holds more than its file."""
        self._bytes += size
        if self._bytes > self._link.evidence:
            self._notes.add("overflow pages shared", self._table.name)
            raise Damaged(
                f"rows of table {self._table.name!r} share their bytes: more data than the file holds"
            )

    def _skip(self, error: apsw.Error) -> None:
        """Past the next row, if at least its row id can be read."""
        row = None if self._table.rowid is None else next(self._select(None), None)
        if row is None or (self._last is not None and row[0] <= self._last):
            raise error
        self._last = row[0]
        self._unreadable += 1
        self._notes.add("row unreadable", self._table.name)

    def _value(self, kind: str, value: Any) -> object:
        if kind == "long":
            self._notes.add(f"value longer than {LONGEST_VALUE >> 20} MiB left out", self._table.name)
        if kind != "text":
            return value
        try:
            return value.decode(self._codec)
        except UnicodeDecodeError:
            bad = BadText(value)
            bad.encoding = self._codec
            return bad

    def _select(self, form: str | None) -> Iterator[_Row]:
        """The rows after the last one handed out: their ids and, in the form given, the columns."""
        table, names = self._table, map(quoted, self._columns if form else ())
        values = ", ".join([table.rowid or "0", *(form.format(name) for name in names if form)])
        way = f"INDEXED BY {quoted(table.index)}" if table.index else "NOT INDEXED"
        if table.rowid is not None:
            after = "" if self._last is None else f" WHERE {table.rowid} > ?"
            way = f"NOT INDEXED{after} ORDER BY {table.rowid}"
        bound = () if self._last is None or table.rowid is None else (self._last,)
        return self._link.connection.execute(f"SELECT {values} FROM main.{quoted(table.name)} {way}", bound)

    def _checked(self, rows: list[_Row], stop: Damaged | None) -> tuple[Batch, Damaged | None]:
        """The rows turned into columns, as far as their ids rise; and what ends the pass here, if anything."""
        rowids, *columns = map(list, zip(*rows, strict=True))
        good = len(rowids)
        if not self._table.has_rowid:
            rowids = list(range(self._rows + 1, self._rows + good + 1))
        elif not all(map(lt, rowids, islice(rowids, 1, None))) or (
            self._last is not None and rowids[0] <= self._last
        ):
            good = _rising(rowids, self._last)
            rowids, columns = rowids[:good], [column[:good] for column in columns]
            self._notes.add("rowid order broken", self._table.name)
            stop = Damaged(f"the row ids of table {self._table.name!r} do not rise: pages are linked twice")
        self._rows += good
        self._last = rowids[-1] if good else self._last
        if self._rows * _SMALLEST_ROW > self._link.evidence:
            self._notes.add("pages linked twice", self._table.name)
            stop = Damaged(f"table {self._table.name!r} has more rows than the file has room for")
        found = [[None] * good if place is None else columns[place] for place in self._places]
        return Batch(rowids, found), stop


def _rising(rowids: list[int], last: int | None) -> int:
    """How many of the row ids rise strictly, from the first."""
    for position, rowid in enumerate(rowids):
        if last is not None and rowid <= last:
            return position
        last = rowid
    return len(rowids)
