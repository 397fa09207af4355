"""Bytes that another process reads: the request, the answer, and both ends of the two pipes between them.

A large tar.gz can only be inflated from its beginning on, or from a state kept in memory. So one process inflates it
for all others: each asks for a stretch by offset and length, and gets its bytes, fewer where the stream ends or breaks.
"""

import os
import struct
from collections import OrderedDict

from hoofprint.formats.bytesource import DamagedSource, Recipe, Source
from hoofprint.formats.inflate import UNKNOWN_SIZE

REQUEST = struct.Struct(">QI")
"""Offset and length."""
ANSWER = struct.Struct(">qII")
"""Up to where the stream can be read (-1: not known), length of a reason in UTF-8, length of the bytes after it."""
STRETCH = 256 * 1024
"""How much is asked for at once; no answer holds more bytes."""
REASON = 2_000
"""Longest reason, in bytes."""
HELD = 16
"""How many stretches the asking side keeps (4 MB), so that a b-tree's upper pages are asked for once."""


def exactly(fd: int, length: int) -> bytes:
    """`length` bytes from a pipe; raises `EOFError` where its other end closed before."""
    data = bytearray()
    while len(data) < length:
        part = os.read(fd, length - len(data))
        if not part:
            raise EOFError("the other process has gone")
        data += part
    return bytes(data)


def wholly(fd: int, data: bytes) -> None:
    """Write all of it; raises `BrokenPipeError` where nobody reads any more."""
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]


def answer(source: Source, length: int, offset: int) -> bytes:
    """What the lending side says to one request: bytes up to the end or to the damage, and then the reason."""
    wanted, data, end, reason = min(length, STRETCH), b"", -1, ""
    for _ in range(2):  # once more for what lies before the damage
        try:
            data = source.read(wanted, offset)
            break
        except DamagedSource as error:
            reason, end = str(error) or "damaged", -1 if error.readable is None else error.readable
            wanted = min(wanted, max(0, end - offset))
        except OSError as error:
            reason, wanted = str(error), 0
    words = reason.encode(errors="replace")[:REASON]
    return ANSWER.pack(end, len(words), len(data)) + words + data


def serve(source: Source, requests: int, answers: int) -> None:
    """Answer until nobody asks any more."""
    try:
        while True:
            offset, length = REQUEST.unpack(exactly(requests, REQUEST.size))
            wholly(answers, answer(source, length, offset))
    except (EOFError, BrokenPipeError):
        return


def received(fd: int) -> bytes:
    """One whole answer as sent; raises `EOFError`, and `ValueError` for one that is longer than any may be."""
    head = exactly(fd, ANSWER.size)
    _, words, data = ANSWER.unpack(head)
    if words > REASON or data > STRETCH:
        raise ValueError("an answer longer than any may be")
    return head + exactly(fd, words + data)


class LentSource:
    """A stream of unknown size that another process reads for this one, over two pipes."""

    def __init__(self, requests: int, answers: int) -> None:
        self.requests, self.answers = requests, answers
        self.size = UNKNOWN_SIZE
        self._held: OrderedDict[int, tuple[bytes, str, int | None]] = OrderedDict()

    def read(self, length: int, offset: int) -> bytes:
        parts: list[bytes] = []
        while length > 0:
            number, within = divmod(offset, STRETCH)
            data, reason, readable = self._stretch(number)
            part = data[within : within + length]
            if len(part) < min(length, STRETCH - within):
                if reason:
                    raise DamagedSource(reason, readable)
                return b"".join([*parts, part])
            parts.append(part)
            length, offset = length - len(part), offset + len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _stretch(self, number: int) -> tuple[bytes, str, int | None]:
        held = self._held.get(number)
        if held is None:
            held = self._held[number] = self.ask(number * STRETCH)
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(number)
        return held

    def ask(self, offset: int) -> tuple[bytes, str, int | None]:
        """A stretch from here on, why it is short (empty at the stream's end), and what can be read at most."""
        try:
            wholly(self.requests, REQUEST.pack(offset, STRETCH))
            return parted(received(self.answers))
        except (EOFError, BrokenPipeError) as error:
            raise DamagedSource("the process that inflates the archive has ended") from error

    def recipe(self, fds: list[int]) -> Recipe:
        """The same pipes: only one process may use them at a time."""
        for fd in (self.requests, self.answers):
            if fd not in fds:
                fds.append(fd)
        return ("lent", fds.index(self.requests), fds.index(self.answers))


def parted(whole: bytes) -> tuple[bytes, str, int | None]:
    """An answer in parts: bytes, reason, and up to where the stream can be read."""
    end, words, _ = ANSWER.unpack_from(whole)
    at = ANSWER.size + words
    return whole[at:], whole[ANSWER.size : at].decode(errors="replace"), None if end < 0 else end
