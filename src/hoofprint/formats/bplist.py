"""Binary property lists (`bplist00`), read with bounds: one absurd object costs that object, not the file.

Layout as in Apple's published CoreFoundation source (CFBinaryPList.c): objects, a table of their offsets, and a
trailer of 32 bytes that says how wide offsets and references are and which object is on top.
"""

import codecs
import math
import struct
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from plistlib import UID
from typing import Any

MAGIC = b"bplist00"
TRAILER = struct.Struct(">5xBBBQQQ")
DEPTH = 100
"""Deepest nesting that is read; real lists have fewer than 20 levels."""
EXPANDED = 5_000_000
"""How many values a list may have when every shared object is counted at each place it is referred to."""
EPOCH = datetime(2001, 1, 1)  # naive: plist dates are UTC by definition, as `plistlib` gives them
WIDTHS = {1: "B", 2: "H", 4: "I", 8: "Q"}
FIXED = {0x00: None, 0x08: False, 0x09: True}

codecs.lookup("utf-16-be")  # now: in a confined worker nothing can be imported any more


class Broken(Exception):
    """The frame of the list (header, trailer, table of offsets) cannot be used."""


Sized = tuple[Any, int]
"""A value and how many values it is when written out in full."""
NOTHING: Sized = (None, 1)


def read(data: bytes, notes: Counter[str]) -> Any:
    """The top object. What is damaged below it becomes None and is counted; raises `Broken`."""
    return _Reader(data, notes).get(-1, 0)[0]


class _Reader:
    def __init__(self, data: bytes, notes: Counter[str]) -> None:
        self._data, self._notes = data, notes
        self._end = len(data) - TRAILER.size
        if self._end < len(MAGIC):
            raise Broken("too short for its trailer")
        _, width, self._width, count, self._top, table = TRAILER.unpack_from(data, self._end)
        if not 1 <= width <= 8 or not 1 <= self._width <= 8:
            raise Broken(
                f"trailer damaged or cut off: offsets of {width} and references of {self._width} bytes"
            )
        there = max(0, self._end - table) // width
        if count > there:
            notes["plist: table of offsets is cut"] += 1
        self._offsets = _numbers(data, table, min(count, there), width)
        if self._top >= len(self._offsets):
            raise Broken(
                f"trailer damaged or cut off: {len(self._offsets):,} objects, top one is {self._top:,}"
            )
        self._done: dict[int, Sized] = {}
        self._open: set[int] = set()
        # Objects may be shared, never overlapping: an honest list reads each of its bytes once.
        self._budget = 2 * len(data)
        self._scalars: dict[int, Callable[[int, int], Sized]] = {
            0x0: self._constant, 0x1: self._integer, 0x2: self._real, 0x3: self._date, 0x4: self._bytes,
            0x5: self._ascii, 0x6: self._utf16, 0x7: self._utf8, 0x8: self._uid,
        }  # fmt: skip

    def get(self, number: int, depth: int) -> Sized:
        """The object with this number (-1: the top one), read once however often it is referred to."""
        number = self._top if number < 0 else number
        done = self._done.get(number)
        if done is not None:
            return done
        if number >= len(self._offsets):
            return self._odd("reference to no object")
        at = self._offsets[number]
        if at >= self._end:
            return self._odd("object outside the file")
        marker = self._data[at]
        scalar = self._scalars.get(marker >> 4)
        if scalar is None:
            return self._container(number, marker, at + 1, depth)
        made = self._done[number] = scalar(marker & 15, at + 1)
        return made

    def _container(self, number: int, marker: int, at: int, depth: int) -> Sized:
        if not 0xA0 <= marker < 0xE0:
            return self._odd("object of unknown kind")
        if number in self._open:
            return self._odd("reference into itself")
        if depth > DEPTH:
            return self._odd("nested too deeply")
        self._open.add(number)
        made = (self._dict if marker >= 0xD0 else self._array)(marker & 15, at, depth)
        self._open.discard(number)
        self._done[number] = made
        return made

    def _odd(self, what: str) -> Sized:
        self._notes[f"plist: {what}"] += 1
        return NOTHING

    def _fits(self, at: int, size: int) -> bool:
        """Whether these bytes are all there and were not read too often already."""
        if at + size > self._end or size > self._budget:
            return False
        self._budget -= size
        return True

    def _size(self, low: int, at: int) -> tuple[int, int]:
        """Length and start of an object whose marker holds the length, or 15 and a number behind it."""
        if low != 15:
            return low, at
        marker = self._data[at] if at < self._end else 0
        width = 1 << (marker & 15)
        if marker >> 4 != 1 or width > 8 or at + 1 + width > self._end:
            return 0, self._end + 1
        return int.from_bytes(self._data[at + 1 : at + 1 + width], "big"), at + 1 + width

    def _constant(self, low: int, at: int) -> Sized:
        return (FIXED[low], 1) if low in FIXED else self._odd("constant of unknown kind")

    def _integer(self, low: int, at: int) -> Sized:
        """One, two and four bytes hold no sign, eight and sixteen do."""
        end = at + (1 << low)
        if low > 4 or end > self._end:
            return self._odd("number of impossible size")
        return int.from_bytes(self._data[at:end], "big", signed=low >= 3), 1

    def _real(self, low: int, at: int) -> Sized:
        if low not in (2, 3) or at + (1 << low) > self._end:
            return self._odd("number of impossible size")
        return struct.unpack_from(">f" if low == 2 else ">d", self._data, at)[0], 1

    def _date(self, low: int, at: int) -> Sized:
        if at + 8 > self._end:
            return self._odd("object cut or overlapping others")
        moment = date(struct.unpack_from(">d", self._data, at)[0])
        return (moment, 1) if moment else self._odd("date out of range")

    def _bytes(self, low: int, at: int) -> Sized:
        size, at = self._size(low, at)
        if not self._fits(at, size):
            return self._odd("object cut or overlapping others")
        return self._data[at : at + size], 1

    def _ascii(self, low: int, at: int) -> Sized:
        return self._text(low, at, 1, "ascii")

    def _utf16(self, low: int, at: int) -> Sized:
        return self._text(low, at, 2, "utf-16-be")

    def _utf8(self, low: int, at: int) -> Sized:
        return self._text(low, at, 1, "utf-8")

    def _text(self, low: int, at: int, each: int, codec: str) -> Sized:
        size, at = self._size(low, at)
        size *= each
        if not self._fits(at, size):
            return self._odd("object cut or overlapping others")
        raw = self._data[at : at + size]
        try:
            return raw.decode(codec), 1
        except UnicodeDecodeError:
            self._notes["plist: text in another encoding than stated"] += 1
            return raw.decode("utf-8" if each == 1 else codec, "backslashreplace"), 1

    def _uid(self, low: int, at: int) -> Sized:
        end = at + low + 1
        if low > 7 or end > self._end:
            return self._odd("reference of impossible size")
        return UID(int.from_bytes(self._data[at:end], "big")), 1

    def _references(self, low: int, at: int, each: int) -> tuple[int, ...]:
        count, start = self._size(low, at)
        if not self._fits(start, count * each * self._width):
            self._odd("object cut or overlapping others")
            return ()
        return _numbers(self._data, start, count * each, self._width)

    def _fit(self, number: int, depth: int, weight: int) -> Sized:
        """An element, unless the whole would then be larger than anyone may have to walk through."""
        made = self.get(number, depth + 1)
        return made if weight + made[1] <= EXPANDED else self._odd("shared objects repeated too often")

    def _array(self, low: int, at: int, depth: int) -> Sized:
        items, weight = [], 1
        for number in self._references(low, at, 1):
            made = self._fit(number, depth, weight)
            items.append(made[0])
            weight += made[1]
        return (items, weight)

    def _dict(self, low: int, at: int, depth: int) -> Sized:
        references = self._references(low, at, 2)
        half, result, weight = len(references) // 2, {}, 1
        for key_number, number in zip(references[:half], references[half:], strict=True):
            key, made = self.get(key_number, depth + 1)[0], self._fit(number, depth, weight)
            if not isinstance(key, str):
                self._notes["plist: key is not text"] += 1
                if isinstance(key, list | dict):
                    continue
                key = str(key)
            if key in result:
                self._notes["plist: key twice in one dictionary"] += 1
            result[key] = made[0]
            weight += made[1]
        return (result, weight)


def date(seconds: float) -> datetime | None:
    """Naive UTC from seconds since 2001, or None where no calendar has such a day."""
    if not math.isfinite(seconds):
        return None
    try:
        return EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _numbers(data: bytes, at: int, count: int, width: int) -> tuple[int, ...]:
    if width in WIDTHS:
        return struct.unpack_from(f">{count}{WIDTHS[width]}", data, at)
    return tuple(int.from_bytes(data[i : i + width], "big") for i in range(at, at + count * width, width))
