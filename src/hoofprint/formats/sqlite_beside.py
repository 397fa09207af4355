"""Pages that stand in the log or the journal of a database and are no part of what is read.

Layouts: sqlite.org/fileformat2.html, sections 3 (rollback journal) and 4 (write-ahead log). A log is written from its
start again and again: behind the frames of today stand those of earlier generations, and behind the last complete
transaction those of one that was never finished. A journal that is done with often keeps all but its header.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from hoofprint.formats.source import DamagedSource, Source
from hoofprint.formats.sqlite_link import Files
from hoofprint.formats.sqlite_side import (
    FRAME_HEADER,
    JOURNAL_MAGIC,
    MOST_FRAMES,
    WAL_HEADER,
    place,
)

OLDER, UNAPPLIED, JOURNAL, UNDONE = "older log", "unapplied log", "journal", "before rollback"
PAGES = 20_000
"""Pages of one side file that are looked at."""
SECTORS = (512, 4096)
"""Bytes the header of a journal takes; where it is cleared, the one is tried that makes sense."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it stood: `place` begins the place of a row on it, `frame 7`."""

    data: bytes
    origin: str
    place: str
    main: bool = False
    """Whether it is the main file's own, so that its overflow pages are there too."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What of log and journal is part of what is read: so many frames, and whether a change was rolled back."""

    frames: int = 0
    rolled_back: bool = False


def beside(files: Files, page_size: int, applied: Applied) -> Iterator[Page]:
    """Pages that are no part of what is read. Of a file that cannot be read, as far as it can."""
    with suppress(DamagedSource, OSError):
        if files.wal is not None:
            yield from _log(files.wal, page_size, applied.frames)
    with suppress(DamagedSource, OSError):
        if files.journal is not None:
            yield from _journal(files.db, files.journal, page_size, applied.rolled_back)


def _log(wal: Source, page_size: int, taken: int) -> Iterator[Page]:
    """Every frame but the last of each page among those that are applied; what was written last comes first."""
    header = wal.read(WAL_HEADER, 0)
    if len(header) < WAL_HEADER or int.from_bytes(header[8:12], "big") != page_size:
        return
    count = min((wal.size - WAL_HEADER) // (FRAME_HEADER + page_size), MOST_FRAMES)
    heads = [wal.read(16, place(page_size, number)) for number in range(count)]
    last = {head[:4]: number for number, head in enumerate(heads[:taken])}
    others = [n for n, head in enumerate(heads) if n >= taken or last[head[:4]] != n]
    for number in others[: -PAGES - 1 : -1]:
        same = heads[number][8:16] == header[16:24]
        origin = UNAPPLIED if same and number >= taken else OLDER
        data = wal.read(page_size, place(page_size, number) + FRAME_HEADER)
        yield Page(data, origin, f"frame {number + 1}")


def _journal(db: Source, journal: Source, page_size: int, rolled_back: bool) -> Iterator[Page]:
    """Pages as they were before a change; of one that was rolled back, the pages as the change left them."""
    most = 2 * (db.size // page_size + 1)
    for count, (number, at) in enumerate(_records(journal, page_size, most)):
        if count >= PAGES:
            return
        if rolled_back:
            data = db.read(page_size, (number - 1) * page_size) if number * page_size <= db.size else b""
            yield Page(data, UNDONE, f"page {number}", main=True)
        else:
            yield Page(journal.read(page_size, at), JOURNAL, f"record {count + 1}")


def _records(journal: Source, page_size: int, most: int) -> Iterator[tuple[int, int]]:
    """Page number and place of each page, as far as they make sense."""
    head = journal.read(28, 0)
    stated = int.from_bytes(head[20:24], "big") if head[:8] == JOURNAL_MAGIC else 0
    for sector in (stated,) if stated in SECTORS else SECTORS:
        at, found = sector, 0
        while at + 8 + page_size <= journal.size:
            number = int.from_bytes(journal.read(4, at), "big")
            if 0 < number <= most:
                yield number, at + 4
                at, found = at + 8 + page_size, found + 1
                continue
            at += -at % sector  # the journal of a large change goes on behind a header of its own
            if journal.read(8, at) != JOURNAL_MAGIC:
                break
            at += sector
        if found:
            return
