"""Texts that are written unusually: how to see that a row is, and how to write it plainly."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from hoofprint.detect.indicators.normalise import INVISIBLE, refang

ROUNDS = 3
"""Percent-encoding inside percent-encoding is undone this often."""

_AFTER_DOTS = [c.encode() for c in "abcdefghijklmnopqrstuvwxyz0123456789"]
ODD = (
    *(
        mark + dot
        for mark in (b"[", b"(", b"{")
        for dot in (b".", b"dot", b"at]", b"at)", b"@", b":", b" .", b" dot")
    ),
    *(c.encode() + letter for c in "\u3002\uff0e\uff61" for letter in _AFTER_DOTS),
    *(c.encode() + letter for c in INVISIBLE for letter in (*_AFTER_DOTS, b".", b"/", b":")),
    *(chr(c).encode() for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))),
)
"""What marks a row for respelling. Ideographic dots and invisible characters only before what continues a name: before
anything else they are ordinary in many languages."""
PERCENT = tuple(
    b"%" + code
    for code in (
        *(b"25", b"2d", b"2e", b"40"),
        *(f"3{c}".encode() for c in "0123456789"),
        *(f"{high}{low}".encode() for high in "46" for low in "0123456789abcdef"),
        *(f"{high}{low}".encode() for high in "57" for low in "0123456789af"),
    )
)
"""Percent-encoded characters of names, and the percent sign itself: such a row is decoded and searched again. Other
codes end a name; what stands behind one is seen by the walk."""
PERCENT_UNICODE = (b"%c", b"%d", b"%e")
"""Only where international names are listed in Unicode."""
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6}|(?:\x00[\x20-\x7e]){6}")

Offsets = Sequence[int]


class Odd(NamedTuple):
    """Rows of a chunk to be searched in another spelling."""

    plain: set[int]
    percent: set[int]


def respelled(data: bytes, offsets: Offsets, odd: Odd, blob: bool) -> Iterator[tuple[int, bytes, bool]]:
    """Row number, another spelling of it, and whether that is a percent-decoded one."""
    for row in sorted(odd.plain | odd.percent):
        text = data[offsets[row] : offsets[row + 1]]
        plain, decoded = _plain(text), _decoded(text)
        if plain != text:
            yield row, plain, False
        if decoded != text:
            for spelling in dict.fromkeys((decoded, _plain(decoded))):
                yield row, spelling, True
    if blob:
        for row in range(len(offsets) - 1):
            text = data[offsets[row] : offsets[row + 1]]
            if b"\x00" in text and _WIDE.search(text):
                yield row, text.replace(b"\x00", b""), False


def _plain(text: bytes) -> bytes:
    return refang(text.decode("utf-8", "replace")).encode("utf-8", "replace")


def _decoded(text: bytes) -> bytes:
    """Percent-encoding undone, also inside itself."""
    for _ in range(ROUNDS):
        again = unquote_to_bytes(text)
        if again == text:
            break
        text = again
    return text
