"""What every source of bytes promises, and the two that need nothing else: bytes in memory, and a window.

Import these from `formats.source`, which offers every kind.
"""

from typing import Any, Protocol

Recipe = tuple[Any, ...]
"""Nested tuples: `("fd", index, offset, size)`, `("bytes", data)`, `("slice", inner, offset, size)`,
`("inflate", inner, wbits, size)`, `("cbc", inner, key, size)`, `("lent", index, index)`; an `index` points into the
list of descriptors."""


class DamagedSource(Exception):
    """The bytes are not what their container promised; the message says where and how."""

    def __init__(self, message: str, readable: int | None = None) -> None:
        super().__init__(message)
        self.readable = readable
        """Bytes before this offset can still be read, as far as known."""


class Source(Protocol):
    """`size` bytes that can be read in any order."""

    size: int

    def read(self, length: int, offset: int) -> bytes:
        """Exactly `length` bytes from `offset` (not negative), fewer only where the source itself ends.

        Raises `DamagedSource` where promised bytes are missing or broken, and `OSError`.
        """
        ...

    def recipe(self, fds: list[int]) -> Recipe:
        """How to build this source again; descriptors it needs are appended to `fds`."""
        ...


class BytesSource:
    """Bytes already in memory."""

    def __init__(self, data: bytes) -> None:
        self.data, self.size = data, len(data)

    def read(self, length: int, offset: int) -> bytes:
        return self.data[offset : offset + max(0, length)]

    def recipe(self, fds: list[int]) -> Recipe:
        return ("bytes", self.data)


class SliceSource:
    """A window on another source. It may promise more than the other one has: reading that raises."""

    def __init__(self, inner: Source, offset: int, size: int) -> None:
        self.inner, self.offset, self.size = inner, offset, size

    def read(self, length: int, offset: int) -> bytes:
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        try:
            data = self.inner.read(length, self.offset + offset)
        except DamagedSource as error:
            readable = None if error.readable is None else max(0, error.readable - self.offset)
            raise DamagedSource(str(error), readable) from error
        if len(data) < length:
            raise DamagedSource(
                f"cut short: {self.size - offset - len(data):,} of {self.size:,} bytes are missing",
                offset + len(data),
            )
        return data

    def recipe(self, fds: list[int]) -> Recipe:
        return ("slice", self.inner.recipe(fds), self.offset, self.size)
