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
FEED = 64 * 1024
DESCRIPTOR = b"PK\7\x08"
STREAMED = 8
"""Flag: sizes stand behind the content."""


def salvage(source: Source, notes: Counter[str]) -> Iterator[Member]:
    """Every member that is whole, in the order of the file."""
    guard = Guard(source, notes)
    at = _find(source, LOCAL, 0)
    while at is not None:
        guard.count()
        header, begin = _header(source, at)
        if header and header.flags & STREAMED and not header.stored:
            header = _streamed(source, header, begin)
        if header and begin + header.stored <= source.size:
            yield member(source, header, guard, False)
            end = begin + header.stored
        else:
            notes["zip: member without an end"] += 1
            end = at + len(LOCAL)
        if source.read(4, end) == CENTRAL:
            return
        at = _find(source, LOCAL, end)


def _find(source: Source, what: bytes, at: int) -> int | None:
    """Where these bytes next stand."""
    while at < source.size:
        block = source.read(BLOCK + len(what), at)
        place = block.find(what)
        if place >= 0:
            return at + place
        at += BLOCK
    return None


def _header(source: Source, at: int) -> tuple[Header | None, int]:
    """What stands before a member, and where its content begins; None where it is cut."""
    raw = source.read(LOCAL_FORM.size, at)
    if len(raw) < LOCAL_FORM.size:
        return None, at
    _, _, flags, method, _, _, _, stored, size, name_size, extra_size = LOCAL_FORM.unpack(raw)
    at += LOCAL_FORM.size
    rest = source.read(name_size + extra_size, at)
    if len(rest) < name_size + extra_size:
        return None, at
    extra = extra_fields(rest[name_size:])
    size, stored, _ = wide(extra.get(1, b""), size, stored, 0)
    header = Header(0, flags, method, stored, size, 0, at - LOCAL_FORM.size, rest[:name_size], extra)
    return header, at + len(rest)


def _streamed(source: Source, header: Header, begin: int) -> Header | None:
    """The header with the sizes found by inflating, or, of stored content, from the descriptor behind it."""
    if header.method == DEFLATED:
        stored, size = _inflated(source, begin)
        return None if stored is None else header._replace(stored=stored, size=size)
    at = _find(source, DESCRIPTOR, begin)
    while at is not None:
        if source.read(4, at + 8) == (at - begin & 0xFFFFFFFF).to_bytes(4, "little"):
            return header._replace(stored=at - begin, size=at - begin)
        at = _find(source, DESCRIPTOR, at + 1)
    return None


def _inflated(source: Source, at: int) -> tuple[int | None, int]:
    """How many bytes a deflate stream takes and gives; None where it does not come to its end."""
    state, begin, size, feed = zlib.decompressobj(-15), at, 0, b""
    try:
        while not state.eof:
            if not feed:
                feed = source.read(FEED, at)
                at += len(feed)
                if not feed:
                    return None, size
            size += len(state.decompress(feed, BLOCK))
            feed = state.unconsumed_tail
    except zlib.error:
        return None, size
    return at - len(state.unused_data) - begin, size
