"""Read-only bytes at any offset, whatever holds them: the only way evidence is read.

A `Source` can be taken apart into a `Recipe` (plain data and open descriptors) and put together again in a
confined worker, which so receives the bytes of its own file and at most that file's key, and can open nothing.
Compressed bytes are `InflateSource` in `formats.inflate`, offered here with the others.
"""

import io
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hoofprint.formats.bytesource import BytesSource, DamagedSource, Recipe, SliceSource, Source
from hoofprint.formats.inflate import UNKNOWN_SIZE, InflateSource
from hoofprint.formats.lent import LentSource

__all__ = [
    "UNKNOWN_SIZE",
    "BytesSource",
    "CbcSource",
    "DamagedSource",
    "FdSource",
    "InflateSource",
    "Recipe",
    "SliceSource",
    "Source",
    "SourceFile",
    "blocks",
    "build",
    "padded_size",
]

AES_BLOCK = 16
AHEAD = 64 * 1024
"""How much is decrypted at once when less is asked for: one system call serves sixteen database pages."""
HELD = 16
"""How many such stretches stay decrypted (1 MB), so that a b-tree's upper pages are decrypted once."""


class FdSource:
    """A part of an open regular file."""

    def __init__(self, fd: int, offset: int = 0, size: int | None = None) -> None:
        self.fd, self.offset = fd, offset
        self.size = max(0, os.fstat(fd).st_size - offset) if size is None else size

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        data = os.pread(self.fd, length, self.offset + offset)
        while len(data) < length:
            more = os.pread(self.fd, length - len(data), self.offset + offset + len(data))
            if not more:
                raise DamagedSource(f"file ends after {offset + len(data):,} bytes", offset + len(data))
            data += more
        return data

    def recipe(self, fds: list[int]) -> Recipe:
        if self.fd not in fds:
            fds.append(self.fd)
        return ("fd", fds.index(self.fd), self.offset, self.size)


class CbcSource:
    """AES-CBC with zero IV, as backups store files: any block decrypts from the ciphertext block before it.

    `size` is the plaintext's; padding behind it is never shown. Neither key nor content is ever printed.
    """

    def __init__(self, inner: Source, key: bytes, size: int) -> None:
        self.inner, self.key, self.size = inner, key, size
        self._algorithm = algorithms.AES(key)
        self._held: OrderedDict[int, bytes] = OrderedDict()

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        number, within = divmod(offset, AHEAD)
        if within + length > AHEAD:
            return self._plain(length, offset)
        try:
            return self._stretch(number)[within : within + length]
        except DamagedSource:
            return self._plain(length, offset)

    def _stretch(self, number: int) -> bytes:
        held = self._held.get(number)
        if held is None:
            start = number * AHEAD
            held = self._held[number] = self._plain(min(AHEAD, self.size - start), start)
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(number)
        return held

    def _plain(self, length: int, offset: int) -> bytes:
        """Decrypt exactly these bytes: from the block that holds the first to the one that holds the last."""
        skip = offset % AES_BLOCK
        first = offset - skip
        span = length + skip + -(length + skip) % AES_BLOCK
        before = AES_BLOCK if first else 0
        try:
            data = self.inner.read(before + span, first - before)
        except DamagedSource as error:
            good = None if error.readable is None else error.readable - error.readable % AES_BLOCK
            raise DamagedSource(f"encrypted data cannot be read: {error}", good) from error
        if len(data) < before + span:
            good = max(0, first - before + len(data) - len(data) % AES_BLOCK)
            raise DamagedSource(f"encrypted data ends after {self.inner.size:,} bytes", good)
        iv = data[:before] or bytes(AES_BLOCK)
        plain = Cipher(self._algorithm, modes.CBC(iv)).decryptor().update(memoryview(data)[before:])
        return plain if len(plain) == length else plain[skip : skip + length]

    def recipe(self, fds: list[int]) -> Recipe:
        return ("cbc", self.inner.recipe(fds), self.key, self.size)


def padded_size(inner: Source, key: bytes) -> int:
    """How many bytes of plaintext the padding (PKCS#7) of an encrypted file says it holds.

    Raises `DamagedSource` where length or padding cannot be right: cut, damaged, another key, or never padded.
    """
    if inner.size < AES_BLOCK or inner.size % AES_BLOCK:
        raise DamagedSource(f"encrypted data of {inner.size:,} bytes is not whole blocks of {AES_BLOCK}")
    last = CbcSource(inner, key, inner.size).read(AES_BLOCK, inner.size - AES_BLOCK)
    pad = last[-1]
    if not 1 <= pad <= AES_BLOCK or last[-pad:] != bytes([pad]) * pad:
        raise DamagedSource("encrypted data does not end in valid padding")
    return inner.size - pad


def build(recipe: Recipe, fds: list[int], shared: dict[Recipe, Source] | None = None) -> Source:
    """The source a recipe describes; raises `ValueError` for an unknown one.

    `shared` keeps decompressors between calls: members of one tar.gz that are built with the same dictionary
    inflate it together instead of each from its beginning.
    """
    kind, *rest = recipe
    if kind == "fd":
        return FdSource(fds[rest[0]], rest[1], rest[2])
    if kind == "bytes":
        return BytesSource(rest[0])
    if kind == "lent":
        return LentSource(fds[rest[0]], fds[rest[1]])
    makers: dict[str, Callable[..., Source]] = {
        "slice": SliceSource,
        "inflate": InflateSource,
        "cbc": CbcSource,
    }
    if kind not in makers:
        raise ValueError(f"unknown source kind {kind!r}")
    if kind != "inflate" or shared is None:
        return makers[kind](build(rest[0], fds, shared), rest[1], rest[2])
    name = _frozen(recipe)
    if name not in shared:
        shared[name] = InflateSource(build(rest[0], fds, shared), rest[1], rest[2])
    return shared[name]


def _frozen(recipe: Recipe) -> Recipe:
    """The same recipe in tuples: one that crossed a wire arrives in lists."""
    return tuple(_frozen(tuple(part)) if isinstance(part, list | tuple) else part for part in recipe)


def blocks(source: Source, size: int = 1024 * 1024) -> Iterator[bytes]:
    """The whole source in order, block by block. What can be read of a damaged one comes first, then the error."""
    offset = 0
    while offset < source.size:
        try:
            part = source.read(size, offset)
        except DamagedSource as error:
            good = (error.readable or 0) - offset
            if good > 0:
                yield source.read(good, offset)
            raise
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
