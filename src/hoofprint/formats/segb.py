"""SEGB, the files of Biome's streams: records with a time and a state, in the layouts of iOS 15 and of iOS 17.

Version 1 (iOS 15, 16) puts a header before each record; version 2 (iOS 17 and later) keeps times and states in a
table at the end of the file. Times are seconds since 2001-01-01 UTC. A deleted record keeps its place and time; its
bytes are usually zeros. Layout as published: CCL Solutions Group, ccl-segb; Cellebrite, "Understanding and decoding
the newest iOS SEGB format", 2023.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from hoofprint.model.times import cocoa

MAGIC = b"SEGB"
HEAD_1, RECORD_1, ALIGN_1 = 56, struct.Struct("<iiddIi"), 8
HEAD_2, RECORD_2, ALIGN_2 = struct.Struct("<4sid16s"), struct.Struct("<Ii"), 4
TRAILER = struct.Struct("<iid")
MAGIC_1 = HEAD_1 - len(MAGIC)
"""In version 1 the mark stands at the end of the header."""


class NotSegb(ValueError):
    """Bytes without the mark of either version."""


class State(IntEnum):
    """What became of a record."""

    WRITTEN = 1
    DELETED = 3
    UNKNOWN = 4


@dataclass(frozen=True)
class Entry:
    """One record: `offset` is where its bytes begin in the file."""

    offset: int
    time: int | None
    """When it was written, microseconds UTC."""
    state: int
    """A `State`, or another number as stored."""
    data: bytes
    intact: bool
    """Whether the stored checksum is that of the bytes."""

    @property
    def deleted(self) -> bool:
        """Marked as deleted; its bytes may still be there."""
        return self.state == State.DELETED


def entries(data: bytes, notes: Counter[str]) -> Iterator[Entry]:
    """The records in stored order, up to where the file breaks off, which is counted in `notes`.

    Raises `NotSegb`.
    """
    if data.startswith(MAGIC):
        yield from _version_2(data, notes)
    elif data[MAGIC_1:HEAD_1] == MAGIC:
        yield from _version_1(data, notes)
    else:
        raise NotSegb("not a SEGB file: it lacks the mark of either version")


def _version_1(data: bytes, notes: Counter[str]) -> Iterator[Entry]:
    end, at = int.from_bytes(data[:4], "little"), HEAD_1
    if end > len(data):
        notes["SEGB file is cut"] += 1
    while at + RECORD_1.size <= min(end, len(data)):
        length, state, written, _, checksum, _ = RECORD_1.unpack_from(data, at)
        at += RECORD_1.size
        if length < 0 or at + length > len(data):
            notes["SEGB record goes beyond the end"] += 1
            return
        held = data[at : at + length]
        yield _entry(at, written, state, held, checksum, notes)
        at += length
        at += -at % ALIGN_1


def _version_2(data: bytes, notes: Counter[str]) -> Iterator[Entry]:
    if len(data) < HEAD_2.size:
        notes["SEGB file is cut"] += 1
        return
    count = HEAD_2.unpack_from(data)[1]
    table = len(data) - count * TRAILER.size
    if count < 0 or table < HEAD_2.size:
        notes["SEGB file is cut"] += 1
        return
    rows = sorted(TRAILER.iter_unpack(data[table:]), key=lambda row: row[0])
    at = HEAD_2.size
    for end, state, written in rows:
        stop = end + HEAD_2.size
        if stop > table or stop < at + RECORD_2.size:
            notes["SEGB record out of place"] += 1
            continue
        checksum, _ = RECORD_2.unpack_from(data, at)
        begin = at + RECORD_2.size
        yield _entry(begin, written, state, data[begin:stop], checksum, notes)
        at = stop + -end % ALIGN_2


def _entry(at: int, written: float, state: int, held: bytes, checksum: int, notes: Counter[str]) -> Entry:
    intact = zlib.crc32(held) == checksum
    if not intact and state == State.WRITTEN:
        notes["SEGB record fails its checksum"] += 1
    return Entry(at, cocoa(written), state, held, intact)
