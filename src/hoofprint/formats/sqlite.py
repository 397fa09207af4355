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

from hoofprint.formats.source import DamagedSource, Source
from hoofprint.formats.sqlite_beside import Applied
from hoofprint.formats.sqlite_difference import Other, Watch, marked, only_marked, until_damaged
from hoofprint.formats.sqlite_link import Clock, Damaged, Files
from hoofprint.formats.sqlite_open import NotDatabase, View, again, connect, open_view
from hoofprint.formats.sqlite_salvage import Salvage, Salvaged
from hoofprint.formats.sqlite_scan import Scan
from hoofprint.formats.sqlite_side import SideFile, pages_in_log
from hoofprint.formats.sqlite_table import BadText, Batch, Table, fold
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
        self._alone: View | None = None
        self._alone_failed = False
        self._view: View | None = None
        files = Files(db, wal if wal and wal.size else None, journal if journal and journal.size else None)
        self._files = files
        self._heap_before: int | None = apsw.hard_heap_limit(heap)
        try:
            self._view = open_view(files, self._clock, self._notes)
        except BaseException:
            self.close()
            raise

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
        known = self.table(table).stored
        return tuple(column for column in columns if fold(column) not in known)

    def scan(self, table: str, columns: Sequence[str], *, size: int = 1000) -> Iterator[Batch]:
        """The rows in stored order, in batches of at most `size`; a column the table lacks is None throughout.

        Raises `SchemaUnknown` at once; `Damaged` at the end, when there are or may be rows that could not be
        read. A row that cannot be read costs that row, as long as SQLite finds the way past it.
        """
        return self._scan(self.table(table), columns, size, self._notes)

    def wal_only(self, table: str) -> frozenset[int]:
        """Row ids that are missing or different in the main file alone, so that the log alone holds them.

        Reads all columns of the table, unless no log is applied: `Batch.from_log` says the same while scanning.
        """
        found = self.table(table)
        if not self._open.sides[0].applied:
            return frozenset()
        batches = until_damaged(self._scan(found, found.columns, 1000, Notes()))
        return frozenset(rowid for batch in batches for rowid in batch.from_log)

    def superseded(self, table: str, columns: Sequence[str], *, size: int = 1000) -> Iterator[Batch]:
        """Rows as they stand in the main file alone which the log removes or replaces; none without a log.

        Ends without an error where the main file alone cannot be read on.
        """
        view = self._open
        if view.files.wal is None or not view.sides[0].applied:
            return
        alone = self._main_alone()
        old = alone.schema.tables.get(table) if alone is not None else None
        if alone is None or old is None:
            return
        try:
            page_size, numbers = pages_in_log(view.files.wal, view.frames)
            link = again(alone, self._clock)
        except (Damaged, DamagedSource, OSError):
            return
        try:
            link.main.watch = lambda offset: offset // page_size + 1 in numbers
            here = Other(view.link, view.schema.tables.get(table), columns)
            batches = until_damaged(Scan(link, Notes(), old, columns, size).batches())
            for batch in marked(batches, Watch(link.main, link.page_size), old.has_rowid, here):
                if batch.from_log:
                    yield only_marked(batch)
        finally:
            link.close()

    def salvaged(self, table: str, *, everywhere: bool = False) -> list[Salvaged]:
        """Rows that have the shape of this table and are, as they stand, no part of it; see `sqlite_salvage`.

        `everywhere` looks at all pages, for a table that is damaged: rows it still has are then among them.
        """
        wanted, view = self.table(table), self._open
        if not wanted.types:
            return []
        applied = Applied(view.frames if view.sides[0].applied else 0, view.sides[1].applied)
        search = Salvage(self._files, self.tables.values(), wanted, applied, everywhere=everywhere)
        found = list(search.rows())
        self._notes.update(search.oddities)
        return found

    def check(self, deadline: float = 30.0) -> str:
        """What SQLite's `quick_check` finds first, noted too; empty when it finds nothing.

        Not run, and said so, where generated columns would make it evaluate expressions from the evidence.
        """
        if self._open.schema.generated:
            return "not checked: the database has generated columns"
        clock = Clock(min(deadline, self._clock.left))
        try:
            link, _ = connect(self._open.files, clock, Notes(), only_rows=False)
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
        if not self._open.sides[0].applied:
            return Scan(self._open.link, notes, table, columns, size).batches()
        return self._scan_with_log(table, columns, size, notes)

    def _scan_with_log(
        self, table: Table, columns: Sequence[str], size: int, notes: Notes
    ) -> Iterator[Batch]:
        """Through a connection of its own, which has read no page of the table yet: see `Watch`."""
        alone = self._main_alone()
        there = alone.schema.tables.get(table.name) if alone is not None else None
        without = Other(alone.link if alone is not None else None, there, columns)
        link = again(self._open, self._clock)
        try:
            link.wal.watch = lambda offset: True
            batches = Scan(link, notes, table, columns, size).batches()
            yield from marked(batches, Watch(link.wal, link.page_size), table.has_rowid, without)
        finally:
            link.close()

    def _main_alone(self) -> View | None:
        """The state without log and journal; None where it says nothing."""
        if self._alone is None and not self._alone_failed:
            try:
                self._alone = open_view(Files(self._open.files.db), self._clock, Notes())
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
        for view in (self._alone, self._view):
            if view is not None:
                view.link.close()
        if self._heap_before is not None:
            apsw.hard_heap_limit(self._heap_before)
        self._alone = self._view = self._heap_before = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
