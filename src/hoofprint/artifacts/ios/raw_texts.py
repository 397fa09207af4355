"""Links, hosts and mail addresses in the raw bytes of files that no parser could read, or of all files on request.

No format is known here, so there is none to attack: a file that breaks its parser still shows what it holds. Texts
stand in UTF-8 or UTF-16, also inside what zlib or gzip packed. Raw bytes say nothing about context: a deleted row, a
draft, a list of blocked sites and a visited page look alike.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import ANY, Topic, reads
from hoofprint.formats.source import blocks
from hoofprint.model.record import At, Int, Path, Record, Str, Text
from hoofprint.model.words import N_
from hoofprint.workers.file import File

HOST = rb"(?:[A-Za-z0-9_-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62}|\d{1,3}(?:\.\d{1,3}){3}"
TAIL = rb"(?::\d{1,5})?(?:[/?#][!-~]{0,400})?"
START = rb"(?<![A-Za-z0-9._%+@-])(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://)?(?:[A-Za-z0-9._%+-]{1,64}@)?"
FOUND = re.compile(START + rb"(?:" + HOST + rb")" + TAIL)
WIDE = {"UTF-16LE": re.compile(rb"(?:[!-~]\x00){5,}"), "UTF-16BE": re.compile(rb"(?:\x00[!-~]){5,}")}
PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
OVERLAP = 2_048
"""Bytes read twice between blocks, so that no text is cut by chance; longer ones are cut."""
TEXTS, STREAMS = 100_000, 100_000
"""Different texts one file may yield, and packed streams that are tried."""
INFLATED, INFLATED_ALL = 8 * 1024 * 1024, 256 * 1024 * 1024
"""Bytes that one stream may give, and all of a file."""


class RawText(Record, frozen=True):
    """A text in the form of a host, link or mail address, found in the bytes of a file without knowing its format."""

    path: Annotated[Path, "device path of the file"] = None
    offset: Annotated[Int, "where the text, or the packed stream that holds it, first begins, in bytes"] = (
        None
    )
    encoding: Annotated[
        Str, "`UTF-8`, `UTF-16LE` or `UTF-16BE`; with `packed` where it was inside a stream"
    ] = None
    text: Annotated[Text, "the text"] = None


@reads(
    RawText,
    name=N_("addresses in raw bytes"),
    topic=Topic.FILES,
    says=N_("Raw bytes of {path} hold {text}"),
    files="/**",
    asked=True,
    rescue=True,
    kinds=ANY,
    sources=("RFC 3986 (form of links), RFC 1950 and 1952 (how packed streams begin)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    seen: set[bytes] = set()
    for offset, encoding, text in _everywhere(file):
        if text in seen:
            continue
        if len(seen) >= TEXTS:
            file.notes["item not understood: more texts than are kept"] += 1
            return
        seen.add(text)
        yield (
            At(len(seen) - 1, "bytes", str(offset)),
            RawText(path=file.path, offset=offset, encoding=encoding, text=text.decode("ascii")),
        )


def _everywhere(file: File) -> Iterator[tuple[int, str, bytes]]:
    start, tried, given, held = 0, 0, 0, b""
    for block in blocks(file.source):
        data = held + block
        yield from ((start + at, encoding, text) for at, encoding, text in _texts(data))
        for begin in PACKED.finditer(data, max(0, len(held) - 2)):
            if tried >= STREAMS or given >= INFLATED_ALL:
                file.notes["item not understood: more packed streams than are tried"] += 1
                break
            inside = _inflated(data, begin.start())
            tried, given = tried + 1, given + len(inside)
            yield from ((start + begin.start(), f"{code} packed", text) for _, code, text in _texts(inside))
        start += len(data) - len(held := data[-OVERLAP:])


def _texts(data: bytes) -> Iterator[tuple[int, str, bytes]]:
    yield from ((m.start(), "UTF-8", m[0]) for m in FOUND.finditer(data))
    for encoding, pattern in WIDE.items():
        for run in pattern.finditer(data):
            narrow = run[0].replace(b"\0", b"")
            for skip in (0, 1):  # the byte before may belong to another text
                found = FOUND.finditer(narrow[skip:])
                yield from ((run.start() + 2 * (m.start() + skip), encoding, m[0]) for m in found)


def _inflated(data: bytes, at: int) -> bytes:
    """What a stream that seems to begin here holds, as far as it goes."""
    try:
        return zlib.decompressobj(47).decompress(memoryview(data)[at:], INFLATED)
    except zlib.error:
        return b""
