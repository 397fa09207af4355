"""Read-only bytes at any offset, whatever holds them: the only way evidence is read.

A `Source` can be taken apart into a `Recipe` (plain data and open descriptors) and put together again in a
confined worker, which so receives the bytes of its own file and at most that file's key, and can open nothing.
"""

import io
import os
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

Recipe = tuple[Any, ...]
"""Nested tuples: `("fd", index, offset, size)`, `("bytes", data)`, `("slice", inner, offset, size)`,
`("inflate", inner, wbits, size)`, `("cbc", inner, key, size)`; `index` points into the list of descriptors."""

BLOCK = 64 * 1024
CHECKPOINT = 8 * 1024 * 1024
"""How much inflated data lies between two stored states of a decompressor (about 45 kB each)."""


class DamagedSource(Exception):
    """The bytes are not what their container promised; the message says where and how."""


class Source(Protocol):
    """`size` bytes that can be read in any order. `read` past the end returns what there is."""

    size: int

    def read(self, length: int, offset: int) -> bytes:
        """Up to `length` bytes from `offset`; raises `DamagedSource` or `OSError`."""
        ...

    def recipe(self, fds: list[int]) -> Recipe:
        """How to build this source again; descriptors it needs are appended to `fds`."""
        ...


class FdSource:
    """A part of an open regular file."""

    def __init__(self, fd: int, offset: int = 0, size: int | None = None) -> None:
        self.fd, self.offset = fd, offset
        self.size = os.fstat(fd).st_size - offset if size is None else size

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        parts, at = [], self.offset + offset
        while length > 0:
            part = os.pread(self.fd, length, at)
            if not part:
                break
            parts.append(part)
            length, at = length - len(part), at + len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def recipe(self, fds: list[int]) -> Recipe:
        fds.append(self.fd)
        return ("fd", len(fds) - 1, self.offset, self.size)


class BytesSource:
    """Bytes already in memory."""

    def __init__(self, data: bytes) -> None:
        self.data, self.size = data, len(data)

    def read(self, length: int, offset: int) -> bytes:
        return self.data[offset : offset + length]

    def recipe(self, fds: list[int]) -> Recipe:
        return ("bytes", self.data)


class SliceSource:
    """A window on another source."""

    def __init__(self, inner: Source, offset: int, size: int) -> None:
        self.inner, self.offset, self.size = inner, offset, size

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        return self.inner.read(length, self.offset + offset) if length > 0 else b""

    def recipe(self, fds: list[int]) -> Recipe:
        return ("slice", self.inner.recipe(fds), self.offset, self.size)


class InflateSource:
    """Deflated bytes (zip member, gzip file) read at any offset, without unpacking to disk.

    Decompressor states are kept every `CHECKPOINT` bytes, so a jump back costs at most that much work again.
    """

    def __init__(self, inner: Source, wbits: int, size: int) -> None:
        self.inner, self.wbits, self.size = inner, wbits, size
        self._marks: list[tuple[int, int, Any]] = [(0, 0, zlib.decompressobj(wbits))]
        self._at, self._fed, self._state = 0, 0, self._marks[0][2].copy()
        self._held, self._held_at = b"", 0

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        end = offset + length
        if not self._held_at <= offset <= self._at:
            self._seek(offset)
        while self._at < end and self._step():
            if self._held_at + len(self._held) > offset + CHECKPOINT and self._at < end:
                continue
        start = offset - self._held_at
        return self._held[start : start + length]

    def _seek(self, offset: int) -> None:
        """Restart from the last stored state at or before `offset`."""
        at, fed, state = max((m for m in self._marks if m[0] <= offset), key=lambda m: m[0])
        self._at, self._fed, self._state = at, fed, state.copy()
        self._held, self._held_at = b"", at
        while self._at < offset and self._step():
            keep = max(0, min(len(self._held), offset - self._held_at))
            self._held, self._held_at = self._held[keep:], self._held_at + keep

    def _step(self) -> bool:
        """Inflate one more block; False at the end of the data."""
        if self._state.eof:
            return False
        feed = self.inner.read(BLOCK, self._fed)
        try:
            out = self._state.decompress(feed) if feed else self._state.flush()
        except zlib.error as error:
            raise DamagedSource(f"compressed data broken after {self._at} bytes: {error}") from error
        self._fed += len(feed)
        room = 4 * CHECKPOINT
        self._held = (self._held + out)[-room:]
        self._at += len(out)
        self._held_at = self._at - len(self._held)
        if self._at - self._marks[-1][0] >= CHECKPOINT and not self._state.unconsumed_tail:
            self._marks.append((self._at, self._fed, self._state.copy()))
        return bool(feed)

    def recipe(self, fds: list[int]) -> Recipe:
        return ("inflate", self.inner.recipe(fds), self.wbits, self.size)


class CbcSource:
    """AES-256-CBC with zero IV, as backups store files: any block decrypts from the ciphertext before it."""

    def __init__(self, inner: Source, key: bytes, size: int) -> None:
        self.inner, self.key, self.size = inner, key, size

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        first = offset - offset % 16
        span = offset + length - first
        span += -span % 16
        iv = self.inner.read(16, first - 16) if first else bytes(16)
        data = self.inner.read(span, first)
        if len(iv) < 16 or len(data) % 16:
            raise DamagedSource(f"encrypted data cut at byte {first + len(data)}")
        plain = Cipher(algorithms.AES(self.key), modes.CBC(iv)).decryptor().update(data)
        return plain[offset - first : offset - first + length]

    def recipe(self, fds: list[int]) -> Recipe:
        return ("cbc", self.inner.recipe(fds), self.key, self.size)


def build(recipe: Recipe, fds: list[int]) -> Source:
    """The source a recipe describes; raises `ValueError` for an unknown one."""
    kind, *rest = recipe
    if kind == "fd":
        return FdSource(fds[rest[0]], rest[1], rest[2])
    if kind == "bytes":
        return BytesSource(rest[0])
    makers: dict[str, Callable[..., Source]] = {
        "slice": SliceSource,
        "inflate": InflateSource,
        "cbc": CbcSource,
    }
    if kind not in makers:
        raise ValueError(f"unknown source kind {kind!r}")
    return makers[kind](build(rest[0], fds), rest[1], rest[2])


def blocks(source: Source, size: int = 1024 * 1024) -> Iterator[bytes]:
    """The whole source in order, block by block."""
    offset = 0
    while offset < source.size:
        part = source.read(size, offset)
        if not part:
            return
        yield part
        offset += len(part)


class SourceFile(io.RawIOBase):
    """A source as a seekable binary file, for readers that want one. Wrap in `io.BufferedReader`."""

    def __init__(self, source: Source) -> None:
        self.source, self._position = source, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        base = (0, self._position, self.source.size)[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        data = self.source.read(len(buffer), self._position)
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)
