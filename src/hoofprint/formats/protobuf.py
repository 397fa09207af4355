"""Protocol Buffers without their schema: fields by number, and every text in a message, at any depth.

The wire format (protobuf.dev, "Encoding") says how long a field is, not what it means: bytes may be a text, a
message or data. Whoever knows the schema asks for a field by number and kind; `texts` guesses for whom does not.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

DEPTH = 16
"""How deep messages are looked into for texts."""
FIELDS = 20_000
"""Fields of one message that are read."""
LONGEST_VARINT = 10


class BrokenMessage(ValueError):
    """Bytes that are no protobuf message; the message says where it breaks."""


class Field(NamedTuple):
    """One field as stored: a varint is a number, the other kinds are their raw bytes."""

    number: int
    value: int | bytes


class Message:
    """The fields of one message; raises `BrokenMessage`."""

    def __init__(self, data: bytes) -> None:
        self.fields = list(_fields(data))

    def all(self, number: int) -> list[int | bytes]:
        """Every value of a field, in order: a repeated one has several."""
        return [field.value for field in self.fields if field.number == number]

    def bytes(self, number: int) -> bytes | None:
        """The last value of a field that is bytes, as protobuf has it; None where there is none."""
        found = [value for value in self.all(number) if isinstance(value, bytes)]
        return found[-1] if found else None

    def text(self, number: int) -> str | None:
        """The same as UTF-8 text; None where it is none."""
        try:
            raw = self.bytes(number)
            return None if raw is None else raw.decode()
        except UnicodeDecodeError:
            return None

    def number(self, number: int) -> int | None:
        """The last value of a field that is a varint."""
        found = [value for value in self.all(number) if isinstance(value, int)]
        return found[-1] if found else None

    def double(self, number: int) -> float | None:
        """A field of eight bytes as a floating point number."""
        raw = self.bytes(number)
        return struct.unpack("<d", raw)[0] if raw is not None and len(raw) == 8 else None

    def message(self, number: int) -> "Message | None":
        """A field that is a message; None where it cannot be one."""
        raw = self.bytes(number)
        return None if raw is None else _maybe(raw)

    def messages(self, number: int) -> list["Message"]:
        """A repeated field of messages; values that cannot be one are left out."""
        made = (_maybe(value) for value in self.all(number) if isinstance(value, bytes))
        return [one for one in made if one is not None]

    def texts(self, depth: int = 0) -> Iterator[str]:
        """Everything that reads as text, in order: what could be text and a message both is taken as text."""
        for field in self.fields:
            if not isinstance(field.value, bytes) or not field.value:
                continue
            if (text := _readable(field.value)) is not None:
                yield text
            elif depth < DEPTH and (inner := _maybe(field.value)) is not None:
                yield from inner.texts(depth + 1)


def _maybe(data: bytes) -> Message | None:
    try:
        return Message(data)
    except BrokenMessage:
        return None


def _readable(data: bytes) -> str | None:
    """Text of at least two characters without control characters; a message nearly always has some."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    plain = text.translate({9: None, 10: None, 13: None})
    return text if len(text) > 1 and plain.isprintable() else None


def _fields(data: bytes) -> Iterator[Field]:
    at = 0
    for _ in range(FIELDS):
        if at >= len(data):
            return
        key, at = _varint(data, at)
        number, kind = key >> 3, key & 7
        if not 0 < number < 1 << 29:
            raise BrokenMessage(f"no field number at byte {at}")
        if kind == 0:
            value, at = _varint(data, at)
            yield Field(number, value)
            continue
        if kind == 2:
            length, at = _varint(data, at)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise BrokenMessage(f"unknown kind of field at byte {at}")
        if length > len(data) - at:
            raise BrokenMessage(f"a field of {length:,} bytes at byte {at} goes beyond the end")
        yield Field(number, data[at : at + length])
        at += length
    raise BrokenMessage(f"more than {FIELDS:,} fields")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(LONGEST_VARINT):
        if at >= len(data):
            raise BrokenMessage("a number goes beyond the end")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value & (1 << 64) - 1, at
    raise BrokenMessage(f"a number without end at byte {at}")
