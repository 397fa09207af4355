"""Extra fields of zip members: 64-bit sizes, times in UTC, owners. Numbered blocks behind each member's name."""

import struct

FULL = 0xFFFFFFFF
"""A 32-bit size or offset that is all ones stands, in 64 bits, in the field with number 1."""
WINDOWS_EPOCH = 11_644_473_600_000_000
"""Microseconds from 1601 to 1970."""


def extra_fields(data: bytes) -> dict[int, bytes]:
    """Extra fields by their number; the first counts."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(data):
        number, size = struct.unpack_from("<HH", data, at)
        found.setdefault(number, data[at + 4 : at + 4 + size])
        at += 4 + size
    return found


def wide(field: bytes, *values: int) -> list[int]:
    """Size, stored size and offset: those that are all ones stand in the zip64 field, in this order."""
    result, at = [], 0
    for value in values:
        if value == FULL and at + 8 <= len(field):
            value = struct.unpack_from("<Q", field, at)[0]
            at += 8
        result.append(value)
    return result


def time(extra: dict[int, bytes]) -> int | None:
    """Modification time from the fields that state UTC: Info-ZIP's, NTFS's, Info-ZIP's older one."""
    if (field := extra.get(0x5455, b"")) and field[0] & 1 and len(field) >= 5:
        return int(struct.unpack_from("<l", field, 1)[0]) * 1_000_000
    field = extra.get(0x000A, b"")
    if len(field) >= 16 and field[4:6] == b"\1\0":
        return int(struct.unpack_from("<Q", field, 8)[0]) // 10 - WINDOWS_EPOCH
    field = extra.get(0x5855, b"")
    return int(struct.unpack_from("<l", field, 4)[0]) * 1_000_000 if len(field) >= 8 else None


def owner(extra: dict[int, bytes]) -> tuple[int | None, int | None]:
    """User and group of Info-ZIP's Unix field: version, then each with its length before it."""
    field = extra.get(0x7875, b"")
    width = field[1] if len(field) > 1 and field[0] == 1 else 0
    group = 2 + width
    if not width or len(field) <= group or len(field) < group + 1 + field[group]:
        return None, None
    return int.from_bytes(field[2:group], "little"), int.from_bytes(
        field[group + 1 : group + 1 + field[group]], "little"
    )
