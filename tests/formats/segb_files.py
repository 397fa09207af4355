"""SEGB files and protobuf messages in both layouts, for tests and fixtures."""

import struct
import zlib
from collections.abc import Iterable

Record = tuple[bytes, float, int]
"""Bytes, seconds since 2001, state."""


def version_1(records: Iterable[Record]) -> bytes:
    """As iOS 15 and 16 write it."""
    body = b""
    for data, time, state in records:
        body += struct.pack("<iiddIi", len(data), state, time, time, zlib.crc32(data), 0) + data
        body += bytes(-(56 + len(body)) % 8)
    return struct.pack("<I", 56 + len(body)) + bytes(48) + b"SEGB" + body


def version_2(records: Iterable[Record]) -> bytes:
    """As iOS 17 and later write it."""
    body, table = b"", b""
    for data, time, state in records:
        body += struct.pack("<Ii", zlib.crc32(data), 0) + data
        table += struct.pack("<iid", len(body), state, time)
        body += bytes(-len(body) % 4)
    count = len(table) // 16
    return struct.pack("<4sid16s", b"SEGB", count, 700_000_000.0, bytes(16)) + body + table


def message(*fields: tuple[int, object]) -> bytes:
    """A protobuf message: texts, bytes, whole numbers, floats (as doubles) and nested tuples of fields."""
    return b"".join(_field(number, value) for number, value in fields)


def _field(number: int, value: object) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    if isinstance(value, float):
        return _varint(number << 3 | 1) + struct.pack("<d", value)
    raw = value.encode() if isinstance(value, str) else value if isinstance(value, bytes) else None
    if raw is None:
        assert isinstance(value, tuple | list)
        raw = message(*value)
    return _varint(number << 3 | 2) + _varint(len(raw)) + raw


def _varint(value: int) -> bytes:
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)
