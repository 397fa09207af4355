"""One guarded connection to a database nobody trusts: limits, time, memory, and errors in plain words.

The settings are those SQLite's authors advise for hostile files (sqlite.org/security.html), with limits wide
enough for the schemas phones have. None of them stops a single slow operation; that no expression from the
evidence is ever evaluated does: only stored values of ordinary tables are read, see `sqlite_schema`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

import apsw

from hoofprint.formats.source import Source
from hoofprint.formats.sqlite_vfs import JOURNAL, MAIN, WAL, EvidenceVfs, Notes, OverlayFile, Room
from hoofprint.model.words import reason

LONGEST_VALUE = 64 << 20
"""Bytes of the longest text or blob that is read; SQLite itself would accept a gigabyte."""
_OVERLAY = 256 << 20
_STEPS_BETWEEN_CLOCK_READINGS = 10_000
_LONGEST_REASON = 300

_LIMITS = {
    apsw.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    apsw.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
    apsw.SQLITE_LIMIT_COLUMN: 2000,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 50,
    apsw.SQLITE_LIMIT_PARSER_DEPTH: 50,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    apsw.SQLITE_LIMIT_VDBE_OP: 250_000,
    apsw.SQLITE_LIMIT_FUNCTION_ARG: 16,
    apsw.SQLITE_LIMIT_ATTACHED: 0,
    apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    apsw.SQLITE_LIMIT_VARIABLE_NUMBER: 64,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_SWITCHES = {
    apsw.SQLITE_DBCONFIG_DEFENSIVE: 1,
    apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_VIEW: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER: 0,
    apsw.SQLITE_DBCONFIG_DQS_DML: 0,
    apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE: 1,
}


class Damaged(Exception):
    """The database cannot be read on from here: broken pages, unreadable bytes, or a limit reached.

    The message says which. What was handed out before it is good.
    """


class Clock:
    """Seconds that may still be spent inside SQLite. Runs only while entered, so a slow reader costs nothing."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._began = 0.0

    def __enter__(self) -> None:
        self._began = monotonic()

    def __exit__(self, *_: object) -> None:
        self.left -= monotonic() - self._began

    def over(self) -> bool:
        return monotonic() - self._began > self.left


@dataclass(frozen=True)
class Files:
    """The files of one database; a file that is not there is None."""

    db: Source
    wal: Source | None = None
    journal: Source | None = None

    @property
    def size(self) -> int:
        """Bytes of evidence: no honest table holds more than this."""
        return sum(file.size for file in (self.db, self.wal, self.journal) if file is not None)


def _stand_in(connection: apsw.Connection, name: str) -> None:
    """Apps bring their own sort orders. None is needed to read rows, but SQLite wants them to exist."""
    connection.create_collation(name, _binary_order)


def _binary_order(one: str, other: str) -> int:
    return (one > other) - (one < other)


class Link:
    """A connection to one view of the files: with what is given of them, as SQLite would apply it."""

    def __init__(self, files: Files, clock: Clock, notes: Notes) -> None:
        room = Room(_OVERLAY)
        self.main = OverlayFile(files.db, room)
        self.wal = OverlayFile(files.wal, room)
        self.journal = OverlayFile(files.journal, room)
        self.evidence = files.size
        self.encoding, self.page_size = "UTF-8", 4096
        self._clock, self._notes = clock, notes
        self._vfs = EvidenceVfs({MAIN: self.main, WAL: self.wal, JOURNAL: self.journal}, room, notes)
        try:
            with self.guarded():
                flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_NOMUTEX
                self.connection = apsw.Connection(MAIN, vfs=self._vfs.name, flags=flags)
        except Damaged:
            self._vfs.unregister()
            raise
        try:
            with self.guarded():
                self._defend()
        except Damaged:
            self.close()
            raise

    def _defend(self) -> None:
        connection = self.connection
        for switch, value in _SWITCHES.items():
            connection.config(switch, value)
        for limit, value in _LIMITS.items():
            connection.limit(limit, value)
        connection.drop_modules(None)
        connection.collation_needed(_stand_in)
        connection.set_progress_handler(self._clock.over, _STEPS_BETWEEN_CLOCK_READINGS)
        # Exclusive first: without it the index of the write-ahead log would need shared memory, that is a file.
        connection.pragma("locking_mode", "exclusive")
        connection.pragma("cell_size_check", 1)
        connection.pragma("mmap_size", 0)
        connection.pragma("temp_store", 2)
        connection.pragma("ignore_check_constraints", 1)

    def allow_only_reading(self) -> None:
        """From here on only plain reads of tables pass; the schema must have been read before."""
        self.connection.set_authorizer(self._authorize)

    def _authorize(
        self, act: int, first: str | None, second: str | None, schema: str | None, via: str | None
    ) -> int:
        """Functions pass: SQLite asks for those in a column's DEFAULT too, yet never calls them for stored rows."""
        if act in (apsw.SQLITE_SELECT, apsw.SQLITE_FUNCTION) and via is None:
            return apsw.SQLITE_OK
        if act == apsw.SQLITE_READ and schema == "main" and via is None:
            return apsw.SQLITE_OK
        self._notes.add("refused by the authorizer", f"{act} {first} {second}")
        return apsw.SQLITE_DENY

    def tolerate_bad_schema(self) -> None:
        """Skip rows of `sqlite_schema` that make no sense instead of refusing the whole database."""
        self.connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        with self.guarded():
            self.connection.pragma("writable_schema", 1)

    def load_schema(self) -> None:
        """Let SQLite read the schema; what it says of the whole database is known afterwards. Call it guarded."""
        self.encoding = str(self.connection.pragma("encoding"))
        self.page_size = int(self.connection.pragma("page_size"))

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Runs the clock and turns every failure of SQLite into `Damaged`. Never yield rows to others inside."""
        try:
            with self._clock:
                yield
        except (apsw.Error, MemoryError, UnicodeDecodeError) as error:
            raise Damaged(self.reason(error)) from error

    def reason(self, error: BaseException) -> str:
        """What went wrong, in plain words: the evidence's own trouble if there is any, else SQLite's message."""
        trouble = [*self.main.trouble, *self.wal.trouble, *self.journal.trouble]
        if trouble and isinstance(error, apsw.Error):
            return reason(f"the file could not be read: {trouble[-1]}")[:_LONGEST_REASON]
        if isinstance(error, apsw.InterruptError):
            return reason("the time allowed for this database is used up")
        if isinstance(error, (apsw.NoMemError, MemoryError)):
            return reason("the memory allowed for this database is used up")
        if isinstance(error, apsw.TooBigError):
            return reason(f"a value longer than {LONGEST_VALUE >> 20} MiB")
        if isinstance(error, UnicodeDecodeError):
            return reason("a name or an expression in its schema is not valid text")
        if isinstance(error, apsw.NotADBError):
            return reason("its header makes no sense")
        return reason(f"SQLite says: {error}")[:_LONGEST_REASON]

    def close(self) -> None:
        """Safe to call twice."""
        self.connection.close(True)
        self._vfs.unregister()
