"""Finds listed hosts and mail addresses in a column of texts, in one pass over the column's own buffer.

An Arrow text column already is one run of bytes with offsets. It is put into lower case once (ASCII only, so that no
offset moves). Rows that hold a name which is listed, or below a listed one, are told first (`names`). A walk from dot
to dot through those rows then compares everything that looks like a host name with the set of listed values: the time
does not depend on how many there are. A small automaton runs along, which finds the few listed values that are no
plain host names, and marks rows that are written unusually (defanged, with invisible or full-width characters,
percent-encoded). Only those are respelled and searched again.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import accumulate, chain
from typing import Any, NamedTuple

import ahocorasick_rs
import pyarrow as pa

from hoofprint.detect.indicators import boundaries
from hoofprint.detect.indicators.names import NAME, Names
from hoofprint.detect.indicators.spelling import ODD, PERCENT, PERCENT_UNICODE, Odd, Offsets, respelled

CHUNK = 4 * 1024 * 1024
"""Bytes searched at once."""
MAILBOX = 66
"""Bytes before a mail's host that can belong to the address."""
LOOKED_AHEAD = 4096
"""Bytes after a value that may belong to its link."""
SMALL = 5_000
"""Up to so many patterns the fastest kind of automaton is built in no time."""
LOOKED_AT = 200
"""Occurrences of one value in one row that are looked at: the strongest of them counts."""
_NAME = re.compile(rb"[^.]++(?:\.[^.]++)*+")
_HEX = re.compile(rb"[0-9a-f]{2}")


class Occurrence(NamedTuple):
    """A listed value standing as a whole in a row."""

    row: int
    key: bytes
    place: boundaries.Place
    end: int
    text: bytes
    """The row around it as it was searched, in its own case; `place` and `end` count in it."""
    at: int | None
    """Where `text` begins in the row; None where the row's spelling had to be undone."""
    encoded: bool
    """Found only after percent-decoding."""


class Scanner:
    """Searches columns for hosts and mail addresses in normal form.

    `keys` and `more` hold them as bytes; `mail_hosts` are the hosts of the mail addresses among them; `also` are
    further spellings of keys, and keys that are no plain names.
    """

    def __init__(
        self,
        keys: Mapping[bytes, object],
        more: Mapping[bytes, object] | None = None,
        mail_hosts: Set[bytes] = frozenset(),
        also: Mapping[bytes, bytes] | None = None,
    ) -> None:
        self._keys, self._more, self._mail_hosts, self._also = keys, more or {}, mail_hosts, also or {}
        unicode = PERCENT_UNICODE if any(not key.isascii() for key in self._also) else ()
        self._patterns = [*self._also, *ODD, *PERCENT, *unicode]
        self._odd, self._percent = len(self._also), len(self._also) + len(ODD)
        size = ahocorasick_rs.Implementation
        kind = size.DFA if len(self._patterns) < SMALL else size.ContiguousNFA
        self._automaton = ahocorasick_rs.BytesAhoCorasick(self._patterns, implementation=kind)
        self._names = Names((self._keys, self._more), self._mail_hosts)

    def scan(self, values: "pa.Array[Any]") -> Iterator[Occurrence]:
        """Every occurrence, in order of rows as far as the rows are written plainly."""
        blob = pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type)
        for first, part, data, offsets in _chunks(values):
            rows = range(len(part)) if blob else self._names.rows(part)
            yield from self._scan(first, data, offsets, rows, blob)

    def _scan(
        self, first: int, data: bytes, offsets: Offsets, rows: Iterable[int], blob: bool
    ) -> Iterator[Occurrence]:
        """`rows` are walked through; in all others no listed name stands as such."""
        low, odd = data.lower(), Odd(set(), set())
        for row, start, key in self._candidates(low, offsets, odd, rows, blob):
            found = self._placed(data, low, (offsets[row], offsets[row + 1]), start, key, blob)
            if found:
                place, end, text, at = found
                yield Occurrence(first + row, self._also.get(key, key), place, end, text, at, False)
        again = list(respelled(data, offsets, odd, blob))
        if again:
            yield from self._rescan(first, again)

    def _rescan(self, first: int, again: list[tuple[int, bytes, bool]]) -> Iterator[Occurrence]:
        """Rows in another spelling."""
        data = b"".join(text for _, text, _ in again)
        low, offsets = data.lower(), list(accumulate((len(text) for _, text, _ in again), initial=0))
        rows = range(len(again))
        for number, start, key in self._candidates(low, offsets, Odd(set(), set()), rows, False):
            found = self._placed(data, low, (offsets[number], offsets[number + 1]), start, key, False)
            if found:
                place, end, text, _ = found
                row, _, encoded = again[number]
                yield Occurrence(first + row, self._also.get(key, key), place, end, text, None, encoded)

    def _placed(
        self, data: bytes, low: bytes, row: tuple[int, int], start: int, key: bytes, blob: bool
    ) -> tuple[boundaries.Place, int, bytes, int] | None:
        """Place and end of a candidate in a window of its row, the window, and where that begins in the row."""
        begin = max(row[0], start - 2 * boundaries.LOOKED_BACK)
        finish = min(row[1], start + len(key) + LOOKED_AHEAD)
        near, at, end = low[begin:finish], start - begin, start - begin + len(key)
        if b"@" in key:
            place = boundaries.mail(near, at, end)
        elif b":" in key:
            place = boundaries.address(near, at, end)
        else:
            place = boundaries.host(near, at, end, blob)
        return (place, end, data[begin:finish], begin - row[0]) if place else None

    def _candidates(
        self, low: bytes, offsets: Offsets, odd: Odd, rows: Iterable[int], blob: bool
    ) -> Iterator[tuple[int, int, bytes]]:
        """Row, position in `low` and key of everything that may be a listed value; marks odd rows."""
        counts: dict[tuple[int, bytes], int] = {}
        strange, plain = self._strange(low, offsets, odd), self._walk(low, offsets, odd, rows, blob)
        for row, start, key in chain(strange, plain):
            seen = counts[row, key] = counts.get((row, key), 0) + 1
            if seen <= LOOKED_AT:
                yield row, start, key

    def _strange(self, low: bytes, offsets: Offsets, odd: Odd) -> Iterator[tuple[int, int, bytes]]:
        for number, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            row = bisect_right(offsets, start) - 1
            if end > offsets[row + 1]:
                continue
            if number >= self._percent:
                odd.percent.add(row)
            elif number >= self._odd:
                odd.plain.add(row)
            else:
                yield row, start, self._patterns[number]

    def _walk(
        self, low: bytes, offsets: Offsets, odd: Odd, rows: Iterable[int], blob: bool
    ) -> Iterator[tuple[int, int, bytes]]:
        """Names around each inner dot, and their ends from each label on, compared with the listed values. In binary
        data the first letter of a name may be its length instead, so that it is compared without, too."""
        for row in rows:
            floor, limit = offsets[row], offsets[row + 1]
            for start, end in _names(low, floor, limit):
                found = self._in_run(low, start, end, floor)
                if blob:
                    found = chain(found, self._in_run(low, start + 1, end, floor))
                for position, key in found:
                    if key in self._keys or key in self._more:
                        yield row, position, key
                coded = start > floor and low[start - 1] == 0x25 and _HEX.match(low, start, end)
                if coded and next(self._in_run(low, start + 2, end, floor), None) is not None:
                    odd.percent.add(row)

    def _in_run(self, low: bytes, start: int, end: int, floor: int) -> Iterator[tuple[int, bytes]]:
        """Listed values in a run of name characters; `floor` is where the row begins."""
        for part in _NAME.finditer(low, start, end):
            if low.find(b".", part.start(), part.end()) >= 0:
                yield from self._in_name(low, part.start(), part.end(), floor)

    def _in_name(self, low: bytes, start: int, end: int, floor: int) -> Iterator[tuple[int, bytes]]:
        label = max(start, end - NAME)
        name = low[label:end]
        if name in self._mail_hosts:
            yield from self._mailbox(low, label, end, floor)
        while name:
            if name in self._keys or name in self._more:
                yield end - len(name), name
            name = name.partition(b".")[2]

    def _mailbox(self, low: bytes, start: int, end: int, floor: int) -> Iterator[tuple[int, bytes]]:
        """The host at `start:end`, and listed mail addresses there."""
        yield start, low[start:end]
        if start > floor and low[start - 1] == 0x40:
            for begin in range(start - 2, max(floor, start - MAILBOX) - 1, -1):
                whole = begin == floor or low[begin - 1] not in boundaries.IN_MAILBOX
                if whole and low[begin:end] in self._keys:
                    yield begin, low[begin:end]


def _names(low: bytes, floor: int, limit: int) -> Iterator[tuple[int, int]]:
    """Start and end of the name around each dot in a row."""
    host, at = boundaries.HOST, low.find(b".", floor, limit)
    while at >= 0:
        head = low[max(floor, at - NAME) : at]
        tail = low[at : min(limit, at + NAME)]
        start, end = at - len(head) + len(head.rstrip(host)), at + len(tail) - len(tail.lstrip(host))
        if end == at + NAME:
            end = _end(low, end, limit)
        yield start, end
        at = low.find(b".", max(end, at + 1), limit)


def _end(low: bytes, at: int, limit: int) -> int:
    """The end of an overlong run of name characters."""
    while at < limit:
        tail = low[at : min(limit, at + NAME)]
        rest = tail.lstrip(boundaries.HOST)
        at += len(tail) - len(rest)
        if rest:
            break
    return at


def _chunks(values: "pa.Array[Any]") -> Iterator[tuple[int, "pa.Array[Any]", bytes, Offsets]]:
    """Runs of rows of about `CHUNK` bytes: number of the first one, the rows, their bytes and the offsets in these.
    A longer row is a run of its own."""
    wide = pa.types.is_large_string(values.type) or pa.types.is_large_binary(values.type)
    if not wide and not pa.types.is_string(values.type) and not pa.types.is_binary(values.type):
        values = values.cast(pa.string())
    if values.null_count:
        values = values.fill_null(b"" if "binary" in str(values.type) else "")
    _, positions, text = values.buffers()
    if positions is None or len(values) == 0:
        return
    offsets = memoryview(positions).cast("q" if wide else "i")[
        values.offset : values.offset + len(values) + 1
    ]
    whole = memoryview(text) if text is not None else memoryview(b"")
    first = 0
    while first < len(values):
        base = offsets[first]
        last = min(max(first + 1, bisect_right(offsets, base + CHUNK) - 1), len(values))
        ends = offsets[first : last + 1].tolist()
        if base:
            ends = [at - base for at in ends]
        yield first, values.slice(first, last - first), bytes(whole[base : offsets[last]]), ends
        first = last
