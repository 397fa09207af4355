"""Deflated bytes (zip member, gzip file) at any offset, without unpacking them to disk or wholly to memory."""

import zlib
from bisect import bisect_right
from collections import Counter, OrderedDict
from typing import Any

from hoofprint.formats.bytesource import DamagedSource, Recipe, Source

UNKNOWN_SIZE = 1 << 62
"""For a stream whose inflated size nobody states: the end is found by reading, and then `size` is set."""
CHUNK = 256 * 1024
"""Inflated data is made and kept in pieces of this size."""
HELD = 24
"""How many pieces are kept (6 MB)."""
FEED = 64 * 1024
"""Compressed bytes given to the decompressor at once."""
MARK = 1024 * 1024
"""Shortest distance between two stored decompressor states (about 45 kB each)."""
MARKS = 512
"""About how many states are stored for one stream (23 MB); a larger stream has them further apart."""
CURSORS = 8
"""How many places are remembered at which reading was left for another: as many readers may take turns cheaply."""
GZIP = b"\x1f\x8b"
Mark = tuple[int, int, Any]
"""Number of the piece that comes next, where its compressed bytes begin, and the decompressor at that point."""


class InflateSource:
    """The inflated bytes of a deflate stream; `wbits` as in `zlib`: -15 raw, 31 gzip with any number of members.

    Reading forward is linear. A jump back starts at the nearest stored state, at most `MARK` bytes (or 1/512 of
    the stream) before. `notes` counts what was odd but did not stop the reading.
    """

    def __init__(self, inner: Source, wbits: int, size: int) -> None:
        self.inner, self.wbits, self.size = inner, wbits, size
        self.notes: Counter[str] = Counter()
        self._held: OrderedDict[int, bytes] = OrderedDict()
        self._marks: list[Mark] = [(0, 0, zlib.decompressobj(wbits))]
        self._left: OrderedDict[int, Mark] = OrderedDict()
        self._resume(self._marks[0])
        self._end: tuple[int, bytes, str] | None = None

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        parts = []
        while length > 0:
            number, within = divmod(offset, CHUNK)
            part = self._chunk(number)[within : within + length]
            if not part:
                break
            parts.append(part)
            length, offset = length - len(part), offset + len(part)
        if length > 0 and offset < self.size:
            end, _, reason = self._end or (offset, b"", "unknown")
            raise DamagedSource(reason, end)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _chunk(self, number: int) -> bytes:
        """The piece with this number; a short one, or nothing, where the data ends before."""
        held = self._held.get(number)
        if held is not None:
            self._held.move_to_end(number)
            return held
        if self._end and number * CHUNK >= self._end[0] - len(self._end[1]):
            at, last, _ = self._end
            return last if number * CHUNK == at - len(last) else b""
        mark = self._nearest(number)
        if not mark[0] <= self._next <= number:
            self._leave()
            self._resume(mark)
        while True:
            made = self._make()
            if self._next > number or len(made) < CHUNK:
                return made if self._next == number + 1 else b""

    def _nearest(self, number: int) -> Mark:
        """The last stored state, or place that was left, before the piece with this number."""
        mark = self._marks[bisect_right(self._marks, number, key=lambda mark: mark[0]) - 1]
        return max(
            [mark, *(left for at, left in self._left.items() if at <= number)], key=lambda mark: mark[0]
        )

    def _leave(self) -> None:
        """Remember where reading is, in case it goes on from there."""
        if self._whole:
            self._left[self._next] = (self._next, self._fed - len(self._tail), self._state.copy())
            self._left.move_to_end(self._next)
            if len(self._left) > CURSORS:
                self._left.popitem(last=False)

    def _resume(self, mark: Mark) -> None:
        """Go back (or on) to a stored state."""
        self._next, self._fed, state = mark
        self._state, self._tail, self._step = state.copy(), b"", FEED
        self._whole = True

    def _make(self) -> bytes:
        """Inflate the next piece and keep it."""
        before = (
            (self._next, self._fed - len(self._tail), self._state.copy()) if self._next else self._marks[0]
        )
        self._mark(before)
        try:
            made, reason = self._inflate(CHUNK)
        except zlib.error as error:
            made, reason = self._salvage(before), f"compressed data is broken: {error}"
        except OSError:
            self._resume(before)
            raise
        start = self._next * CHUNK
        self._next += 1
        self._whole = len(made) == CHUNK
        if start + len(made) > self.size:
            self.notes["inflates to more than its stated size"] = 1
        if len(made) == CHUNK:
            self._held[self._next - 1] = made
            if len(self._held) > HELD:
                self._held.popitem(last=False)
            return made
        if not reason and self.size == UNKNOWN_SIZE:
            self.size = start + len(made)
        reason = reason or "compressed data ends"
        self._end = (start + len(made), made, f"{reason} (after {start + len(made):,} bytes)")
        return made

    def _mark(self, state: Mark) -> None:
        """Store a state if the last one stored is far enough away; thin them out when there are too many."""
        reached = self._next * CHUNK
        spacing = max(MARK, min(self.size, reached * 2) // MARKS)
        if reached - self._marks[-1][0] * CHUNK >= spacing:
            self._marks.append(state)
            if len(self._marks) > 2 * MARKS:
                del self._marks[1::2]

    def _inflate(self, wanted: int) -> tuple[bytes, str]:
        """The next bytes, and why they are fewer than wanted (empty where the stream ends as it should)."""
        parts: list[bytes] = []
        while wanted:
            if self._state.eof and not self._next_member():
                return b"".join(parts), ""
            feed = self._tail or self._feed()
            made = self._state.decompress(feed, wanted)
            self._tail = self._state.unused_data if self._state.eof else self._state.unconsumed_tail
            if not made and not feed and not self._state.eof:
                return b"".join(parts), "compressed data is cut off"
            parts.append(made)
            wanted -= len(made)
        return b"".join(parts), ""

    def _feed(self) -> bytes:
        wanted = min(self._step, max(0, self.inner.size - self._fed))
        try:
            data = self.inner.read(wanted, self._fed)
        except DamagedSource as error:
            left = max(0, (error.readable or 0) - self._fed)
            data = self.inner.read(min(wanted, left), self._fed)
        self._fed += len(data)
        self._step = min(FEED, self._step * 2)
        return data

    def _next_member(self) -> bool:
        """Go on to a gzip file's next member, if there is one; padding with zeros is allowed between them."""
        if self.wbits < 16:
            return False
        # A crowd of tiny members must not make zlib copy the rest of a long feed for each of them.
        self._fed, self._tail, self._step = self._fed - len(self._tail), b"", 1024
        while not self._tail:
            data = self._feed()
            if not data:
                return False
            self._tail = data.lstrip(b"\0")
        if len(self._tail) < len(GZIP):
            self._tail += self._feed()
        if not self._tail.startswith(GZIP):
            self.notes["data after the end of the gzip stream"] = 1
            return False
        self._state = zlib.decompressobj(self.wbits)
        return True

    def _salvage(self, mark: Mark) -> bytes:
        """What the piece after this state yields before the broken place, found byte by byte."""
        self._resume(mark)
        made, self._step = bytearray(), 32
        while len(made) < CHUNK:
            if self._state.eof and not self._next_member():
                break
            feed, self._step = self._tail or self._feed(), 32
            try:
                made += self._state.decompress(feed[:1], CHUNK - len(made))
            except zlib.error:
                break
            over = self._state.unused_data if self._state.eof else self._state.unconsumed_tail
            self._tail = over + feed[1:]
            if not feed:
                break
        return bytes(made)

    @property
    def reached(self) -> int:
        """How far the stream is inflated at the moment."""
        return self._next * CHUNK

    @property
    def fed(self) -> int:
        """How many compressed bytes that took."""
        return self._fed

    def recipe(self, fds: list[int]) -> Recipe:
        return ("inflate", self.inner.recipe(fds), self.wbits, self.size)
