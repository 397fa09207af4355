"""Lists of plain numbers to Arrow columns in a few machine steps, and strictly: never a fraction dropped, never a type
guessed. `None` says that something else stands among the values, so that each must be looked at."""

import struct
from collections.abc import Sequence
from types import NoneType
from typing import Any

import pyarrow as pa

from hoofprint.model.arrow import Array

WHOLE, REAL, BYTE, YES_NO = pa.int64(), pa.float64(), pa.uint8(), pa.bool_()
WHOLES: set[type] = {int, NoneType}
REALS: set[type] = {float, NoneType}
KINDS: dict[type, pa.DataType] = {int: WHOLE, float: REAL, str: pa.string(), bytes: pa.binary()}
SWITCH = {0: False, 1: True, None: None}


def wholes(values: Sequence[Any]) -> Array | None:
    """Whole numbers of 64 bits, and NULL. Python's own packing is quicker than Arrow's, and refuses fractions."""
    try:
        return _packed(WHOLE, "q", values)
    except (struct.error, OverflowError):
        return _checked(WHOLE, WHOLES, values)


def reals(values: Sequence[Any]) -> Array | None:
    """Floating-point numbers, and NULL; no whole numbers, of which a large one would lose digits."""
    if not set(map(type, values)) <= REALS:
        return None
    try:
        return _packed(REAL, "d", values)
    except struct.error:
        return _checked(REAL, REALS, values)


def flags(values: Sequence[Any]) -> Array | None:
    """0 and 1, as SQLite writes no and yes, or Python's own; and NULL."""
    try:
        packed = bytes(values)
    except (TypeError, ValueError):
        return _switched(values)
    if packed.translate(None, b"\0\1"):
        return None
    whole: Array = pa.Array.from_buffers(BYTE, len(packed), [None, pa.py_buffer(packed)])
    return whole.cast(YES_NO)


def alike(values: Sequence[Any]) -> Array | None:
    """Values of one kind, each exactly as it is, and NULL; a column of NULL alone has no kind."""
    kinds = set(map(type, values)) - {NoneType}
    if not kinds:
        return pa.nulls(len(values))
    kind = KINDS.get(kinds.pop())
    if kinds or kind is None:
        return None
    if kind == WHOLE:
        return wholes(values)
    try:
        return pa.array(values, kind)
    except (pa.ArrowException, UnicodeError):
        return None


def _switched(values: Sequence[Any]) -> Array | None:
    try:
        known = SWITCH.keys() >= set(values)
    except TypeError:  # a list among the values
        return None
    return pa.array(list(map(SWITCH.get, values)), YES_NO) if known else None


def _packed(kind: pa.DataType, form: str, values: Sequence[Any]) -> Array:
    data = struct.pack(f"{len(values)}{form}", *values)
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(data)])


def _checked(kind: pa.DataType, types: set[type], values: Sequence[Any]) -> Array | None:
    if not set(map(type, values)) <= types:
        return None
    try:
        return pa.array(values, kind)
    except (pa.ArrowException, OverflowError):
        return None
