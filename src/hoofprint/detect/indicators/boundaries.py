"""Whether a listed host or mail address that stands in a text stands there as a whole, and in what role.

Works on one row's bytes in lower case. The rules are those of docs/reference/matching.md; the fast search only says
where a listed value may be, and everything that decides is here.
"""

import re
import unicodedata
from typing import NamedTuple

WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_-")
HOST = bytes(sorted(WORD | {ord(".")}))
TOKEN = bytes(c for c in range(0x21, 0x7F) if c not in b"\"'<>`^{|}")
"""Characters that hold a link together; others end what belongs to it."""
LOOKED_BACK = 2048
"""Bytes before a value that are looked at to find out what it is part of."""

IN_MAILBOX = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789._%+-")
"""Bytes that, before a mail address, make it part of a longer one."""

_AFTER = re.compile(
    rb"[a-z0-9_-]|\.[a-z0-9_-]|@|:[^/?#\s<>\"']{0,256}@|%(?:2[de]|3[0-9]|40|4[1-9a-f]|5[0-9af]|6|7[0-9a])"
)
"""What must not follow a host: more of the host, or an `@` that makes it a user's name; also percent-encoded."""
_AUTHORITY = re.compile(rb"(?:([a-z][a-z0-9+.-]{0,30}):)?(?:\\?/){2}(?:[^/?#@\s]{0,256}@)?\[?\Z")
_MAILBOX = re.compile(rb"[a-z0-9._+%=~-]{1,64}@\Z")
_NESTED = re.compile(rb":(?:\\?/){2}|:%2f|[a-z0-9]\\?[/?#]|\?\Z")
_LIST_MARKS = b"([{,;|>"
"""After one of these a link with a scheme begins anew, even without a blank."""
_IN_ADDRESS = tuple(bytes([c]) for c in b"0123456789abcdef:.")
_HEX = re.compile(rb"[0-9a-f]{2}")


_LINK_BEGINS = re.compile(rb"(?:.? |\A)https?://\Z", re.DOTALL).match
"""The nine bytes before a host, or all there are."""


class Place(NamedTuple):
    """Where a value stands as a whole."""

    start: int
    """Where the whole host begins: before `start` of the value if it is a host below it."""
    nested: bool
    """Inside the path, query or fragment of another link."""
    mail: bool
    """The host of a mail address."""
    below: bool
    """A host below the listed one."""


def host(row: bytes, start: int, end: int, blob: bool = False) -> Place | None:
    """The place of a host at `start:end`, or None where it is only part of another name.

    `blob`: the row is binary, so that the byte before a text may be its length and no letter of it.
    """
    if row[end : end + 1] == b"/" and _LINK_BEGINS(row[max(0, start - 9) : start]):
        return Place(start, False, False, False)  # the usual link: it begins here, and goes on with its path
    if _AFTER.match(row, end) or _latin(row, end, after=True):
        return None
    before = row[max(0, start - LOOKED_BACK) : start]
    labels = before[len(before.rstrip(HOST)) :]
    if labels and not labels.endswith(b".") and not (blob and _counted(row, start, end)):
        return None
    if blob and labels and not labels.endswith(b"."):
        labels = b""
    labels = labels.rpartition(b"..")[2].lstrip(b".")
    first = start - len(labels)
    if row[max(0, first - 1) : first] == b"%" and _HEX.match(row, first):
        return None
    if _latin(row, first, after=False) and not labels:
        return None
    nested, mail = _role(row, first)
    return Place(first, nested, mail, bool(labels))


def mail(row: bytes, start: int, end: int) -> Place | None:
    """The place of a mail address at `start:end`, or None where it is only part of another address."""
    if _AFTER.match(row, end) or (start and row[start - 1] in IN_MAILBOX):
        return None
    return Place(start, _role(row, start)[0], True, False)


def address(row: bytes, start: int, end: int) -> Place | None:
    """The place of an IPv6 address at `start:end`, or None where it is only part of another one."""
    if row[end : end + 1] in _IN_ADDRESS or (start and row[start - 1 : start] in _IN_ADDRESS):
        return None
    return Place(start, _role(row, start)[0], False, False)


def _role(row: bytes, first: int) -> tuple[bool, bool]:
    """Whether the text before makes it part of another link, and whether it makes it a mail's host."""
    before = row[max(0, first - LOOKED_BACK) : first]
    before = before[len(before.rstrip(TOKEN)) :]
    authority = _AUTHORITY.search(before)
    if authority:
        outer = before[: authority.start()]
        return bool(outer) and outer[-1] not in _LIST_MARKS and bool(_NESTED.search(outer)), False
    box = _MAILBOX.search(before) if before.endswith(b"@") else None
    if box:
        return bool(_NESTED.search(before[: box.start()])), True
    return bool(_NESTED.search(before)), False


def _latin(row: bytes, at: int, *, after: bool) -> bool:
    """Whether a Latin letter outside ASCII touches the value: then it is a label of another, international name.
    Letters of other scripts end a name, since such languages write around names without blanks."""
    if after:
        near = row[at : at + 4].decode("utf-8", "ignore")[:1]
        touching = bool(near) and row[at : at + 1] == near.encode()[:1]
    else:
        near = row[max(0, at - 4) : at].decode("utf-8", "ignore")[-1:]
        touching = bool(near) and row[:at].endswith(near.encode())
    return touching and not near.isascii() and unicodedata.name(near, "").startswith("LATIN")


def _counted(row: bytes, start: int, end: int) -> bool:
    """Whether the byte before is the length of a text that begins here, as binary property lists (`0x5n`, or
    `0x5f 0x10 n`) and typed streams (`+ n`) write it."""
    length, need = row[start - 1], end - start
    if 0x50 < length < 0x5F or 0x70 < length < 0x7F:
        return length & 0x0F >= need
    short = row[max(0, start - 3) : start - 1]
    return length >= need and (short == b"\x5f\x10" or short.endswith(b"+"))
