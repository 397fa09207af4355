"""What an archive says about one of its members, and the limits every index keeps: nothing is ever unpacked."""

import re
from collections import Counter
from typing import Any

import msgspec

from hoofprint.formats.bytesource import Source

GIB = 1024**3
MEMBERS = 2_000_000
"""A whole phone has a few hundred thousand files; an index of this length still fits in memory."""
MEMBER_SIZE = 16 * GIB
TOTAL_SIZE = 400 * GIB
TOTAL_RATIO, TOTAL_FREE = 50, 20 * GIB
"""All members together may state this many times the archive's own size, and this much more."""
RATIO, RATIO_FREE = 200, 256 * 1024**2
"""A member larger than the second may not be the first times what is stored of it; deflate reaches 1,032."""
EXTENSION = 1024 * 1024
"""Longest extended header of a tar member that is read."""
LONG_NAME = 1024
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class DamagedArchive(ValueError):
    """An archive that breaks off or lies, a member that cannot be opened, a limit that was reached."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One member. Names are data: none of them ever becomes a path on this machine."""

    name: str
    """As the archive writes it, decoded; no slash at the end of a folder. May be absolute, repeated or absurd."""
    raw: bytes
    """The name's own bytes."""
    kind: str
    """`file`, `folder`, `link` or `other`."""
    size: int
    """Bytes of content as stated."""
    modified: int | None = None
    """Last modification, microseconds UTC; None where the archive states none, or only a local wall clock (zip)."""
    mode: int | None = None
    """POSIX type and permission bits; in a tar the permission bits only."""
    uid: int | None = None
    gid: int | None = None
    target: str | None = None
    """Where a link points; never followed."""
    hard: bool = False
    """The link is a second name of an earlier member's content."""
    notes: tuple[str, ...] = ()
    """What is odd about this member."""
    refused: str = ""
    """Why it will not be opened; empty if it can be."""
    offset: int = 0
    """Where its content begins (tar) or its local header (zip)."""
    stored: int = 0
    """Bytes it takes in the archive."""
    method: int | None = None
    """Compression method of a zip member; None in a tar."""
    within: Any = None
    """The inflated stream of a tar.gz, shared by all its members; otherwise None."""


class Guard:
    """Counts what one index has listed, names oddities, and says where to stop."""

    def __init__(self, archive: Source, notes: Counter[str]) -> None:
        self.notes = notes
        self._allowed = min(TOTAL_SIZE, TOTAL_RATIO * archive.size + TOTAL_FREE)
        self._total = self._count = 0
        self._seen: set[int] = set()
        """Hashes of names: a set of the names themselves would double the memory of a long index."""

    def count(self) -> None:
        """One more header; raises `DamagedArchive` when there are too many."""
        self._count += 1
        if self._count > MEMBERS:
            raise DamagedArchive(f"more than {MEMBERS:,} members; the rest is not listed")

    def name(self, raw: bytes, name: str) -> tuple[str, ...]:
        """What is odd about a name; each kind is also counted for the archive."""
        odd = [] if self._plain(raw, name) else self._oddities(raw, name)
        number = hash(raw)
        if number in self._seen:
            odd.append("name that occurs twice")
        self._seen.add(number)
        if odd:
            self.notes.update(odd)
        return tuple(odd)

    @staticmethod
    def _plain(raw: bytes, name: str) -> bool:
        """Nearly every name, told quickly."""
        return (
            name.isprintable()
            and b".." not in raw
            and b"\\" not in raw
            and not raw.startswith(b"/")
            and len(raw) <= LONG_NAME
        )

    @staticmethod
    def _oddities(raw: bytes, name: str) -> list[str]:
        odd = []
        if raw.startswith(b"/"):
            odd.append("absolute name")
        if b"\\" in raw:
            odd.append("name with backslash")
        if re.search(rb"[\x00-\x1f\x7f]", raw):
            odd.append("name with control characters")
        if b".." in raw.split(b"/"):
            odd.append("name with .. in it")
        if len(raw) > LONG_NAME:
            odd.append("very long name")
        if DIRECTION.search(name):
            odd.append("name that changes the direction of writing")
        return odd

    def size(self, size: int, stored: int) -> str:
        """Why content of this stated size will not be opened, or nothing."""
        self._total += size
        why = ""
        if size > MEMBER_SIZE:
            why = f"states {size:,} bytes, more than the {MEMBER_SIZE:,} that are opened"
        elif size > RATIO_FREE and size > RATIO * stored:
            why = f"states {size:,} bytes out of {stored:,}: a decompression bomb"
        elif self._total > self._allowed:
            why = f"the members up to this one state more than the {self._allowed:,} bytes that are opened"
        if why:
            self.notes["member too large to open"] += 1
        return why


def decoded(raw: bytes) -> str:
    """UTF-8, or, where it is none, with `\\xNN` for the bytes that are not."""
    return raw.decode(errors="backslashreplace")
