"""Binary cookies, the file WebKit and the system's HTTP library keep cookies in.

Pages of cookies, each cookie a record of fixed fields and offsets to its texts. Numbers of the file's head are
big-endian, those of pages and cookies little-endian; times are seconds since 2001-01-01 UTC. Layout as published by
Satishb3, securitylearn.net, 2012, and by libyal (dtformats, "Safari Cookies").
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hoofprint.model.times import cocoa

MAGIC = b"cook"
PAGE_MARK = b"\x00\x00\x01\x00"
COOKIE = struct.Struct("<4I4I8x2d")
"""Size, unknown, flags, unknown; where host, name, path and value begin; expiry and creation."""
MOST = 100_000
"""Cookies or pages one file may hold."""


class NotCookies(ValueError):
    """Bytes that are no cookie file; the message says why."""


@dataclass(frozen=True)
class Cookie:
    """One cookie; `offset` is where its record begins in the file."""

    offset: int
    host: str | None
    name: str | None
    path: str | None
    value: str | None
    flags: int
    """1 for secure, 4 for not to be seen by scripts."""
    expires: int | None
    """Microseconds UTC."""
    created: int | None


def cookies(data: bytes, notes: Counter[str]) -> Iterator[Cookie]:
    """The cookies in stored order; a page or cookie that is damaged costs itself and is counted in `notes`.

    Raises `NotCookies`.
    """
    if not data.startswith(MAGIC) or len(data) < 8:
        raise NotCookies("not a cookie file: it does not begin with `cook`")
    (count,) = struct.unpack_from(">I", data, 4)
    if count > MOST or 8 + 4 * count > len(data):
        raise NotCookies(f"states {count:,} pages, more than it can hold")
    at = 8 + 4 * count
    for size in struct.unpack_from(f">{count}I", data, 8):
        yield from _page(data[at : at + size], at, size, notes)
        at += size


def _page(page: bytes, at: int, size: int, notes: Counter[str]) -> Iterator[Cookie]:
    if len(page) < size:
        notes["cookie page is cut"] += 1
    if len(page) < 8 or not page.startswith(PAGE_MARK):
        notes["cookie page without its mark"] += 1
        return
    (count,) = struct.unpack_from("<I", page, 4)
    count = min(count, MOST, (len(page) - 8) // 4)
    for begin in struct.unpack_from(f"<{count}I", page, 8):
        cookie = _cookie(page, begin, at)
        if cookie is None:
            notes["cookie out of place"] += 1
        else:
            yield cookie


def _cookie(page: bytes, begin: int, at: int) -> Cookie | None:
    if begin + COOKIE.size > len(page):
        return None
    size, _, flags, _, host, name, path, value, expires, created = COOKIE.unpack_from(page, begin)
    if size < COOKIE.size or begin + size > len(page):
        return None
    record = page[begin : begin + size]
    return Cookie(
        offset=at + begin,
        host=_text(record, host),
        name=_text(record, name),
        path=_text(record, path),
        value=_text(record, value),
        flags=flags,
        expires=cocoa(expires),
        created=cocoa(created),
    )


def _text(record: bytes, begin: int) -> str | None:
    """A text that ends with a zero; None where it begins outside its record."""
    if not COOKIE.size <= begin < len(record):
        return None
    return record[begin:].partition(b"\0")[0].decode(errors="backslashreplace")
