"""The files beside a database, write-ahead log and rollback journal: was there one, is it applied, why not.

SQLite decides what is applied; this explains its decision from the few fields that lead to it. Layouts:
sqlite.org/fileformat2.html, sections 3 (rollback journal) and 4 (write-ahead log).
"""

import struct
from dataclasses import dataclass

from hoofprint.formats.source import DamagedSource, Source
from hoofprint.formats.sqlite_vfs import Notes

WAL_HEADER, FRAME_HEADER = 32, 24
"""Bytes of the header of a log, and of each of its frames."""
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_VERSION = 3007000
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
MOST_FRAMES = 100_000
"""Frames of a log that are looked at where SQLite does not take them."""
_LONGEST_PATH = 4096


@dataclass(frozen=True)
class SideFile:
    """A file beside the database. `applied`: what is read includes its content; if not, `why` in plain words."""

    name: str
    present: bool
    applied: bool
    why: str = ""


def judge_wal(wal: Source | None, frames: int, notes: Notes) -> SideFile:
    """`frames` is how many frames SQLite took from the log, up to its last complete transaction."""
    if wal is None or wal.size == 0:
        return SideFile("wal", False, False)
    try:
        if frames == 0:
            why = _why_ignored(wal)
            notes.add(f"wal ignored: {why}")
            return SideFile("wal", True, False, why)
        if unfinished := _unfinished(wal, frames):
            notes["wal: frame after the last complete transaction"] += unfinished
        if (wal.size - WAL_HEADER) % (FRAME_HEADER + _page_size(wal)):
            notes.add("wal: cut inside a frame")
    except (DamagedSource, OSError) as error:
        notes.add("wal: could not be read", str(error))
    return SideFile("wal", True, frames > 0)


def judge_journal(journal: Source | None, rolled_back: bool, notes: Notes) -> SideFile:
    """`rolled_back` is whether SQLite undid an unfinished transaction with the journal."""
    if journal is None or journal.size == 0:
        return SideFile("journal", False, False)
    try:
        name = _super_journal(journal)
        if name is not None:
            notes.add("journal names a super-journal", name)
        why = "" if rolled_back else _why_cold(journal, name)
    except (DamagedSource, OSError) as error:
        notes.add("journal: could not be read", str(error))
        why = "it could not be read"
    return SideFile("journal", True, rolled_back, why)


def pages_in_log(wal: Source, frames: int) -> tuple[int, frozenset[int]]:
    """Page size, and the numbers of the pages that the first so many frames of a log replace."""
    page_size = _page_size(wal)
    numbers = (wal.read(4, place(page_size, frame)) for frame in range(frames))
    return page_size, frozenset(int.from_bytes(number, "big") for number in numbers)


def _why_ignored(wal: Source) -> str:
    header = wal.read(WAL_HEADER, 0)
    if len(header) < WAL_HEADER:
        return "cut inside its header"
    magic, version, page_size = struct.unpack(">3I", header[:12])
    if magic not in _WAL_MAGIC:
        return "not a write-ahead log"
    if version != _WAL_VERSION:
        return "unknown version"
    if page_size & (page_size - 1) or not 512 <= page_size <= 65536:
        return "page size"
    if _checksum(header[:24], ">" if magic & 1 else "<") != struct.unpack(">2I", header[24:]):
        return "header checksum"
    frames = _frames(wal, page_size)
    if frames == 0:
        return "no complete frame"
    if _salt(wal, page_size, 0) != header[16:24]:
        return "salt"
    commits = (wal.read(4, place(page_size, n) + 4) != bytes(4) for n in range(min(frames, MOST_FRAMES)))
    return "frame checksum" if any(commits) else "no complete transaction"


def _unfinished(wal: Source, taken: int) -> int:
    """Frames of the same generation after the last one taken: an unfinished transaction, or a broken frame."""
    header = wal.read(WAL_HEADER, 0)
    page_size = _page_size(wal)
    count = 0
    for number in range(taken, min(_frames(wal, page_size), taken + MOST_FRAMES)):
        if _salt(wal, page_size, number) != header[16:24]:
            break
        count += 1
    return count


def _page_size(wal: Source) -> int:
    return int.from_bytes(wal.read(4, 8), "big")


def _frames(wal: Source, page_size: int) -> int:
    return (wal.size - WAL_HEADER) // (FRAME_HEADER + page_size)


def place(page_size: int, number: int) -> int:
    """Where the header of a frame begins; frames count from 0."""
    return WAL_HEADER + number * (FRAME_HEADER + page_size)


def _salt(wal: Source, page_size: int, number: int) -> bytes:
    return wal.read(8, place(page_size, number) + 8)


def _checksum(data: bytes, order: str) -> tuple[int, int]:
    """The running pair of sums over 32-bit words that guards header and frames."""
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    one = two = 0
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _super_journal(journal: Source) -> str | None:
    """The name at the end of a journal that was part of a transaction over several databases."""
    tail = journal.read(16, max(0, journal.size - 16))
    if len(tail) < 16 or tail[8:] != JOURNAL_MAGIC:
        return None
    length = int.from_bytes(tail[:4], "big")
    if not 0 < length <= min(_LONGEST_PATH, journal.size - 16):
        return None
    return journal.read(length, journal.size - 16 - length).decode("utf-8", "backslashreplace")


def _why_cold(journal: Source, super_journal: str | None) -> str:
    start = journal.read(8, 0)
    if start == bytes(len(start)):
        return "its transaction was finished: the header is cleared"
    if start != JOURNAL_MAGIC:
        return "not a rollback journal"
    if super_journal is not None:
        return "it belongs to a transaction over several databases that counts as finished"
    return "nothing in it to roll back"
