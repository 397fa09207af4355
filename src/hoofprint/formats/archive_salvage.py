"""Members of a zip file whose central directory is lost, found by the headers that stand before each of them.

These headers know less than the directory: no permissions, no links, and sometimes the size stands only behind
the content. What lies before a cut is found whole; a member that the cut goes through is left out.
"""

import zlib
from collections import Counter
from collections.abc import Iterator

from hoofprint.formats.archive_extra import extra_fields, wide
from hoofprint.formats.archive_member import Guard, Member
from hoofprint.formats.archive_zip import (
    CENTRAL,
    DEFLATED,
    LOCAL,
    LOCAL_FORM,
    Header,
    member,
)
from hoofprint.formats.bytesource import Source

BLOCK = 1024 * 1024
NEAR, FEED = 4 * 1024, 64 * 1024
WORK, WORK_FREE = 50, 256 * 1024 * 1024
"""How many bytes may be searched or inflated for sizes nobody states, in times of the file's size and beyond."""
DESCRIPTOR = b"PK\7\x08"
STREAMED = 8
"""Flag: sizes stand behind the content."""


def salvage(source: Source, notes: Counter[str]) -> Iterator[Member]:
    """Every member that is whole, in the order of the file."""
    return _Salvage(source, notes).members()


class _Salvage:
    def __init__(self, source: Source, notes: Counter[str]) -> None:
        self._source, self._notes, self._guard = source, notes, Guard(source, notes)
        # Honest content is searched once; headers that lie could each have the rest of the file searched.
        self._work = WORK_FREE + WORK * source.size

    def members(self) -> Iterator[Member]:
        at = self._find(LOCAL, 0)
        while at is not None:
            self._guard.count()
            header, begin = self._header(at)
            if header and header.flags & STREAMED and not header.stored:
                header = self._streamed(header, begin)
            if header and begin + header.stored <= self._source.size:
                yield member(self._source, header, self._guard, False)
                end = begin + header.stored
            else:
                self._notes["zip: member without an end"] += 1
                end = at + len(LOCAL)
            if self._source.read(4, end) == CENTRAL:
                return
            at = self._find(LOCAL, end)

    def _find(self, what: bytes, at: int) -> int | None:
        """Where these bytes next stand: usually near, so little is searched at first."""
        wanted = NEAR
        while at < self._source.size:
            place = self._source.read(wanted + len(what), at).find(what)
            if place >= 0:
                return at + place
            at, wanted = at + wanted, min(BLOCK, wanted * 2)
        return None

    def _header(self, at: int) -> tuple[Header | None, int]:
        """What stands before a member, and where its content begins; None where it is cut."""
        raw = self._source.read(LOCAL_FORM.size, at)
        if len(raw) < LOCAL_FORM.size:
            return None, at
        _, _, flags, method, _, _, _, stored, size, name_size, extra_size = LOCAL_FORM.unpack(raw)
        rest = self._source.read(name_size + extra_size, at + LOCAL_FORM.size)
        if len(rest) < name_size + extra_size:
            return None, at
        extra = extra_fields(rest[name_size:])
        size, stored, _ = wide(extra.get(1, b""), size, stored, 0)
        header = Header(0, flags, method, stored, size, 0, at, rest[:name_size], extra)
        return header, at + LOCAL_FORM.size + len(rest)

    def _streamed(self, header: Header, begin: int) -> Header | None:
        """The header with the sizes found by inflating, or, of stored content, from the descriptor behind it."""
        if header.method == DEFLATED:
            stored, size = self._inflated(begin)
            return None if stored is None else header._replace(stored=stored, size=size)
        at = begin
        while self._work > 0 and (found := self._find(DESCRIPTOR, at)) is not None:
            at = found
            self._work -= max(NEAR, at - begin)
            if self._source.read(4, at + 8) == (at - begin & 0xFFFFFFFF).to_bytes(4, "little"):
                return header._replace(stored=at - begin, size=at - begin)
            at += 1
        return None

    def _inflated(self, at: int) -> tuple[int | None, int]:
        """How many bytes a deflate stream takes and gives; None where it does not come to its end."""
        state, begin, size, feed, wanted = zlib.decompressobj(-15), at, 0, b"", NEAR
        try:
            while not state.eof and self._work > 0:
                if not feed:
                    feed = self._source.read(wanted, at)
                    if not feed:
                        return None, size
                    at, wanted = at + len(feed), min(FEED, wanted * 2)
                    self._work -= len(feed)
                made = len(state.decompress(feed, BLOCK))
                self._work -= made
                size += made
                feed = state.unconsumed_tail
        except zlib.error:
            return None, size
        return (at - len(state.unused_data) - begin if state.eof else None), size
