"""SQLite databases nobody trusts, read from bytes: rows of ordinary tables, with write-ahead log and journal.

    with Database(db, wal) as database:
        for batch in database.scan("message", ["guid", "text", "date"]):
            ...

The evidence is never modified and never opened by name. What is odd about a database is counted in `notes`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import Self

import apsw

from hoofprint.formats.source import Source
from hoofprint.formats.sqlite_difference import changed_rows, new_rows, until_damaged
from hoofprint.formats.sqlite_link import Clock, Damaged, Files
from hoofprint.formats.sqlite_open import NotDatabase, View, connect, open_view
from hoofprint.formats.sqlite_scan import BadText, Batch, Scan, Table, fold
from hoofprint.formats.sqlite_side import SideFile
from hoofprint.formats.sqlite_vfs import Notes

__all__ = [
    "BadText",
    "Batch",
    "Damaged",
    "Database",
    "NotDatabase",
    "SchemaUnknown",
    "SideFile",
    "Table",
]
_MOST_NAMES_TOLD = 20
_KINDS = {"virtual": "virtual table"}


class SchemaUnknown(Exception):
    """The table asked for is not there or is not an ordinary table; the message says what was found."""


class Database:
    """One database as the phone would see it: log applied, unfinished transaction rolled back.

    Give only `db` for the main file alone. `deadline` is the seconds all reading together may take; `heap` the
    bytes SQLite may use, a limit of the whole process while the database is open. Raises `NotDatabase`, or
    `Damaged` when no table can be made out. `notes` counts the oddities met so far.
    """

    def __init__(
        self,
        db: Source,
        wal: Source | None = None,
        journal: Source | None = None,
        *,
        deadline: float = 120.0,
        heap: int = 512 << 20,
    ) -> None:
        self._notes, self._clock, self._heap = Notes(), Clock(deadline), heap
        self._alone: Database | None = None
        self._alone_failed = False
        self._view: View | None = None
        files = Files(db, wal if wal and wal.size else None, journal if journal and journal.size else None)
        self._heap_before: int | None = apsw.hard_heap_limit(heap)
        try:
            self._view = open_view(files, self._clock, self._notes)
        except BaseException:
            self.close()
            raise
        self._view.link.allow_only_reading()

    @property
    def notes(self) -> Counter[str]:
        """Oddities of this database and how often each was met; grows while it is read."""
        return self._notes

    @property
    def encoding(self) -> str:
        """How texts are stored: `UTF-8`, `UTF-16le` or `UTF-16be`."""
        return self._open.link.encoding

    @property
    def tables(self) -> Mapping[str, Table]:
        """The ordinary tables. Names match in either case, as in SQLite."""
        return self._open.schema.tables

    @property
    def left_out(self) -> Mapping[str, str]:
        """Everything declared that is no ordinary table, with its kind: `view` or `virtual`."""
        return MappingProxyType(self._open.schema.left_out)

    def views(self) -> tuple[SideFile, SideFile]:
        """Write-ahead log and journal: which of them there was, and whether what is read includes it."""
        return self._open.sides

    def table(self, name: str) -> Table:
        """Raises `SchemaUnknown` where there is no ordinary table of that name, and notes what stands there."""
        found = self.tables.get(name)
        if found is not None:
            return found
        kind = next((kind for other, kind in self.left_out.items() if fold(other) == fold(name)), None)
        if kind is not None:
            kind = _KINDS.get(kind, kind)
            self._notes.add(f"table replaced by {kind}", name)
            raise SchemaUnknown(f"{name!r} is a {kind}, not an ordinary table")
        told = ", ".join(map(ascii, sorted(self.tables)[:_MOST_NAMES_TOLD]))
        raise SchemaUnknown(f"no table {name!r} among {len(self.tables)}: {told or 'none'}")

    def missing(self, table: str, columns: Sequence[str]) -> tuple[str, ...]:
        """Those of the columns the table does not store. Raises `SchemaUnknown`."""
        known = {fold(column) for column in self.table(table).columns}
        return tuple(column for column in columns if fold(column) not in known)

    def scan(self, table: str, columns: Sequence[str], *, size: int = 1000) -> Iterator[Batch]:
        """The rows in stored order, in batches of at most `size`; a column the table lacks is None throughout.

        Raises `SchemaUnknown` at once; `Damaged` at the end, when there are or may be rows that could not be
        read. A row that cannot be read costs that row, as long as SQLite finds the way past it.
        """
        return self._scan(self.table(table), columns, size, self._notes)

    def wal_only(self, table: str) -> frozenset[int]:
        """Row ids that are missing or different in the main file alone, so that the log alone holds them.

        Reads the table twice, unless no log is applied. What cannot be read in either state counts as not there.
        """
        found = self.table(table)
        if not self._open.sides[0].applied:
            return frozenset()
        return frozenset(self._differing(found, self._main_alone()))

    def superseded(self, table: str, columns: Sequence[str], *, size: int = 1000) -> Iterator[Batch]:
        """Rows as they stand in the main file alone which the log removes or replaces; none without a log."""
        alone = self._main_alone()
        old = alone.tables.get(table) if alone is not None else None
        if alone is None or old is None:
            return
        gone = alone._differing(old, self)
        for batch in until_damaged(alone.scan(table, columns, size=size)) if gone else ():
            kept = [place for place, rowid in enumerate(batch.rowids) if rowid in gone]
            if kept:
                cut = [[column[place] for place in kept] for column in batch.columns]
                yield Batch([batch.rowids[place] for place in kept], cut)

    def check(self, deadline: float = 30.0) -> str:
        """What SQLite's `quick_check` finds first, noted too; empty when it finds nothing.

        Not run, and said so, where generated columns would make it evaluate expressions from the evidence.
        """
        notes = Notes()
        if any(note.startswith("generated column") for note in self._notes):
            return "not checked: the database has generated columns"
        try:
            link, _ = connect(self._open.files, Clock(min(deadline, self._clock.left)), notes)
            try:
                with link.guarded():
                    found = str(link.connection.execute("PRAGMA main.quick_check(1)").get)
            finally:
                link.close()
        except (Damaged, NotDatabase) as error:
            found = str(error)
        if found == "ok":
            return ""
        self._notes.add("quick_check", found)
        return found

    def _scan(self, table: Table, columns: Sequence[str], size: int, notes: Notes) -> Iterator[Batch]:
        stored = {fold(column): column for column in table.columns}
        wanted = [stored.get(fold(column)) for column in columns]
        return Scan(self._open.link, notes, table, wanted, size).batches()

    def _differing(self, table: Table, other: "Database | None") -> set[int]:
        """Row ids here whose row is missing or different in the other state."""
        now = until_damaged(self._scan(table, table.columns, 1000, Notes()))
        there = other.tables.get(table.name) if other is not None else None
        before: Iterator[Batch] = iter(())
        if other is not None and there is not None and there.has_rowid == table.has_rowid:
            before = until_damaged(other._scan(there, table.columns, 1000, Notes()))
        return changed_rows(now, before) if table.has_rowid else new_rows(now, before)

    def _main_alone(self) -> "Database | None":
        """The state without the log; None where no log is applied or the main file alone says nothing."""
        if self._alone is None and self._open.sides[0].applied and not self._alone_failed:
            try:
                self._alone = Database(self._open.files.db, deadline=self._clock.left, heap=self._heap)
            except (NotDatabase, Damaged):
                self._alone_failed = True
                self._notes.add("main file alone cannot be read")
        return self._alone

    @property
    def _open(self) -> View:
        if self._view is None:
            raise ValueError("the database is closed")
        return self._view

    def close(self) -> None:
        """Safe to call twice."""
        if self._alone is not None:
            self._alone.close()
        if self._view is not None:
            self._view.link.close()
        if self._heap_before is not None:
            apsw.hard_heap_limit(self._heap_before)
        self._alone = self._view = self._heap_before = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
