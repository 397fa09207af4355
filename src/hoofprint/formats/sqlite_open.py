"""Opening a database: in the state the phone would see if that can be had, otherwise the main file alone."""

from collections import Counter
from dataclasses import dataclass
from math import log2

import apsw

from hoofprint.formats.source import DamagedSource, Source
from hoofprint.formats.sqlite_link import Clock, Damaged, Files, Link
from hoofprint.formats.sqlite_schema import Schema
from hoofprint.formats.sqlite_side import SideFile, judge_journal, judge_wal
from hoofprint.formats.sqlite_vfs import Notes
from hoofprint.model.words import reason

_MAGIC = b"SQLite format 3\x00"
_RANDOM_BITS = 7.5
"""Bits of entropy per byte from which on bytes look encrypted or compressed."""
_SAMPLE = 4096
_KNOWN_STARTS = {
    b"bplist": reason("a binary property list"),
    b"<?xml": "XML",
    b"<!DOCTYPE": reason("XML or HTML"),
    b"PK\x03\x04": reason("a zip archive"),
    b"\x1f\x8b": reason("gzip data"),
    b"{": reason("JSON or other text"),
    b"\xff\xd8\xff": reason("a JPEG image"),
    b"\x89PNG": reason("a PNG image"),
    b"\x37\x7f\x06": reason("the write-ahead log of a database, not the database"),
    b"\xd9\xd5\x05\xf9": reason("the rollback journal of a database, not the database"),
}


class NotDatabase(Exception):
    """This is no SQLite database; the message says what its first bytes look like."""


@dataclass(frozen=True)
class View:
    """An open database: `files` are those SQLite was given, `sides` what became of log and journal.

    `frames` is how many frames of the log are applied.
    """

    link: Link
    schema: Schema
    files: Files
    sides: tuple[SideFile, SideFile]
    frames: int = 0


def open_view(files: Files, clock: Clock, notes: Notes) -> View:
    """Raises `NotDatabase`, or `Damaged` when no table can be made out.

    A log or journal that makes the database unreadable is left aside, noted.
    """
    if files.db.size == 0:
        more = reason(", though there is a write-ahead log") if files.wal else ""
        raise NotDatabase(f"the file is empty{more}")
    try:
        return _with_all(files, clock, notes)
    except (Damaged, NotDatabase) as error:
        if files.wal is None and files.journal is None:
            raise
        alone = Files(files.db)
        try:
            link, schema = connect(alone, clock, notes)
        except (Damaged, NotDatabase):
            raise error from None
        notes.add("log and journal left aside", str(error))
        why = f"with it the database cannot be read: {error}"
        sides = (
            SideFile("wal", files.wal is not None, False, why if files.wal else ""),
            SideFile("journal", files.journal is not None, False, why if files.journal else ""),
        )
        return View(link, schema, alone, sides)


def connect(files: Files, clock: Clock, notes: Notes, *, only_rows: bool = True) -> tuple[Link, Schema]:
    """A connection whose schema has been read, skipping parts of it that make no sense.

    From then on it answers questions for rows of tables only, unless told otherwise.
    """
    link = Link(files, clock, notes)
    try:
        schema = _schema(link, notes)
    except Damaged as error:
        link.close()
        start = _start(files.db)
        if isinstance(error.__cause__, apsw.NotADBError) and not start.startswith(_MAGIC):
            raise NotDatabase(f"not an SQLite database but {describe(start)}") from error
        raise
    notes.update(schema.notes)
    if only_rows:
        link.allow_only_reading()
    return link, schema


def again(view: View, clock: Clock) -> Link:
    """Another connection to the files of a view, for rows of tables only: it has read their schema and nothing else.

    Raises `Damaged`.
    """
    link = Link(view.files, clock, Notes())
    try:
        if view.schema.tolerant:
            link.tolerate_bad_schema()
        with link.guarded():
            link.load_schema()
    except Damaged:
        link.close()
        raise
    link.allow_only_reading()
    return link


def _with_all(files: Files, clock: Clock, notes: Notes) -> View:
    link, schema = connect(files, clock, notes)
    try:
        with link.guarded():
            frames, _ = link.connection.wal_checkpoint(None, apsw.SQLITE_CHECKPOINT_NOOP)
    except Damaged:
        link.close()
        raise
    sides = (
        judge_wal(files.wal, frames, notes),
        judge_journal(files.journal, link.main.changed, notes),
    )
    if not sides[0].applied:
        _note_if_cut(files.db, notes)
    return View(link, schema, files, sides, frames)


def _schema(link: Link, notes: Notes) -> Schema:
    try:
        return Schema(link)
    except Damaged as error:
        if isinstance(error.__cause__, (apsw.NotADBError, apsw.InterruptError, apsw.NoMemError)):
            raise
        first = error
    link.tolerate_bad_schema()
    schema = Schema(link, tolerant=True)
    if not schema.tables:
        raise first
    notes.add("schema readable in part", str(first))
    return schema


def _note_if_cut(db: Source, notes: Notes) -> None:
    """The header counts the pages; the count holds when the program that wrote last also kept it."""
    header = _start(db)[:100]
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if header[24:28] == header[92:96] and pages * (65536 if page_size == 1 else page_size) > db.size:
        notes.add("file shorter than its header says")


def _start(db: Source) -> bytes:
    try:
        return db.read(_SAMPLE, 0)
    except (DamagedSource, OSError):
        return b""


def describe(start: bytes) -> str:
    """What a file that is no database seems to be, from its first bytes."""
    for magic, kind in _KNOWN_STARTS.items():
        if start.startswith(magic):
            return kind
    if not start.strip(b"\x00"):
        return reason("nothing but zeros")
    counts = Counter(start).values()
    bits = -sum(count / len(start) * log2(count / len(start)) for count in counts)
    if len(start) >= 1024 and bits > _RANDOM_BITS:
        return reason("encrypted or compressed data")
    return reason(f"something that starts with {start[:16].hex(' ')}")
