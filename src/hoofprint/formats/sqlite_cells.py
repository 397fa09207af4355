"""Cells of SQLite's table pages taken apart by hand, for rows no b-tree leads to any more.

Layout as sqlite.org publishes it ("Database File Format", sections 1.6 and 2.1). No length is trusted: what does not
fit exactly is no row.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of the serial types 0 to 9."""
REAL = 7
MOST_COLUMNS = 2_000
LARGEST = 16 << 20
"""Largest payload that is put together."""
Types = tuple[int, ...]
"""The serial types of a row's values."""
Chain = Callable[[int, int], bytes | None]
"""`(page, length)` to the content of overflow pages from there, None where the chain breaks."""
Accept = Callable[[Types], bool]
"""Whether a row with values of these types is wanted; asked before its values are looked at."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A row as stored; columns that were added after it was written are absent from `values`."""

    rowid: int
    values: tuple[Any, ...]
    size: int
    """Bytes it takes on its page."""


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes and where the next thing begins; raises `IndexError` at the end of the data."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + 8]
    return (value - (1 << 64) if value >= 1 << 63 else value), at + 9


def cell(
    page: bytes, at: int, usable: int, chain: Chain, codec: str, accept: Accept, met: set[int]
) -> Cell | None:
    """The row at this place of a table leaf; None where there is none, or none that is wanted.

    One with a text that is none, or that holds a zero, was overwritten in part and is none. `met` remembers rows that
    stand on one page whole: the same bytes are looked at once.
    """
    try:
        length, begin = varint(page, at)
        rowid, begin = varint(page, begin)
        if not 2 <= length <= LARGEST:
            return None
        local = _local(length, usable)
        end = begin + local
        if local == length:
            known = hash(page[at:end])
            if known in met:
                return None
            met.add(known)
        types, body = _header(page, begin, end)
    except IndexError:
        return None
    if end + (4 if local < length else 0) > usable or body - begin + sum(map(_width, types)) != length:
        return None
    if not types or not accept(types):
        return None
    content = page[body:end]
    if local < length:
        rest = chain(int.from_bytes(page[end : end + 4], "big"), length - local)
        if rest is None:
            return None
        content, end = content + rest, end + 4
    made = _values(content, types, codec)
    return None if made is None else Cell(rowid, made, end - at)


def _local(length: int, usable: int) -> int:
    """How much of a payload stands on the leaf itself."""
    most = usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    fits = least + (length - least) % (usable - 4)
    return fits if fits <= most else least


def _header(page: bytes, begin: int, end: int) -> tuple[Types, int]:
    """The serial types a record states and where its values begin; no types where its header is none."""
    size, at = varint(page, begin)
    stop = begin + size
    types: list[int] = []
    if not at < stop <= end:
        return (), at
    while at < stop and len(types) < MOST_COLUMNS:
        kind, at = varint(page, at)
        if kind < 0 or kind in (10, 11):
            return (), at
        types.append(kind)
    return (tuple(types) if at == stop else ()), at


def _width(kind: int) -> int:
    """Bytes a value of this serial type takes."""
    return SIZES[kind] if kind < len(SIZES) else (kind - 12) // 2


def _values(data: bytes, types: Types, codec: str) -> tuple[Any, ...] | None:
    """The values that stand one after the other; None where one of them cannot have been written."""
    made: list[Any] = []
    at = 0
    for kind in types:
        raw = data[at : at + _width(kind)]
        at += len(raw)
        if kind == 0:
            made.append(None)
        elif kind == REAL:
            made.append(struct.unpack(">d", raw)[0])
        elif kind < REAL:
            made.append(int.from_bytes(raw, "big", signed=True))
        elif kind in (8, 9):
            made.append(kind - 8)
        elif kind % 2 == 0:
            made.append(raw)
        else:
            text = _text(raw, codec)
            if text is None:
                return None
            made.append(text)
    return tuple(made)


def _text(raw: bytes, codec: str) -> str | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
