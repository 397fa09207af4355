"""Plain values to Arrow columns of the declared types. What does not fit is repaired, cell by cell, and counted.

SQLite columns hold any type in any row, property lists anything at all: a text in a number's place must cost that
cell, never the row.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from hoofprint.model.arrow import TYPES, Array
from hoofprint.model.record import Column, Record, columns
from hoofprint.workers.chunk import Chunk
from hoofprint.workers.packing import flags, reals, wholes

INT64 = range(-(2**63), 2**63)
NULLS: Any = pa.nulls
CELL = 4 * 1024 * 1024
"""Longest text or blob kept, in bytes; the rest of a longer one is cut and counted."""


def arrays(record: type[Record], chunk: Chunk, notes: Counter[str]) -> list[Array]:
    """The chunk's columns in the order of the record's fields; `notes` counts every cell that was repaired."""
    declared = columns(record)
    return [_column(column, values, notes) for column, values in zip(declared, chunk.columns, strict=True)]


def _column(column: Column, values: Sequence[Any] | Array, notes: Counter[str]) -> Array:
    kind = TYPES[column.python]
    if isinstance(values, pa.Array):
        if values.type == kind and (column.python in _PACKED or values.nbytes <= CELL):
            return values
        values = values.to_pylist()
    if len(values) and values[0] is None and values.count(None) == len(values):
        empty: Array = NULLS(len(values), kind)
        return empty
    if column.python in _PACKED:
        packed = _PACKED[column.python](values)
        return _repaired(column, values, notes) if packed is None else packed
    try:
        made = pa.array(values, type=kind)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return _repaired(column, values, notes)
    if made.nbytes > CELL:
        return _repaired(column, values, notes)
    return made


def _repaired(column: Column, values: Sequence[Any], notes: Counter[str]) -> Array:
    repair = _REPAIRS[column.python]

    def odd(what: str) -> None:
        notes[f"{column.name}: {what}"] += 1

    return pa.array([None if v is None else repair(v, odd) for v in values], type=TYPES[column.python])


def _text(value: Any, odd: Callable[[str], None]) -> str | None:
    if isinstance(value, bytes):
        try:
            made = value.decode()
            odd("bytes instead of text")
        except UnicodeDecodeError:
            made = value.decode(errors="backslashreplace")
            odd("text is not UTF-8")
    elif isinstance(value, str):
        made = value.encode(errors="backslashreplace").decode()
        if made != value:
            odd("text is not UTF-8")
    else:
        odd(f"{_name(value)} instead of text")
        made = str(value)[:CELL]
    if len(made) * 4 > CELL and len(made.encode()) > CELL:
        odd("longer than is kept, cut")
        made = made.encode()[:CELL].decode(errors="ignore")
    return made


def _number(value: Any, odd: Callable[[str], None]) -> int | None:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        if value in INT64:
            return value
        odd("number too large")
    elif isinstance(value, float) and value.is_integer() and int(value) in INT64:
        return int(value)
    else:
        odd(f"{_name(value)} instead of a whole number")
    return None


def _real(value: Any, odd: Callable[[str], None]) -> float | None:
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            odd("number too large")
            return None
    odd(f"{_name(value)} instead of a number")
    return None


def _bool(value: Any, odd: Callable[[str], None]) -> bool | None:
    if isinstance(value, int | float):
        if value not in (0, 1):
            odd("number instead of yes or no")
        return value != 0
    odd(f"{_name(value)} instead of yes or no")
    return None


def _bytes(value: Any, odd: Callable[[str], None]) -> bytes | None:
    made = value if isinstance(value, bytes) else str(value).encode(errors="backslashreplace")
    if not isinstance(value, bytes):
        odd(f"{_name(value)} instead of bytes")
    if len(made) > CELL:
        odd("longer than is kept, cut")
    return made[:CELL]


def _list(value: Any, odd: Callable[[str], None]) -> list[str]:
    if not isinstance(value, list | tuple):
        odd(f"{_name(value)} instead of a list")
        value = [value]
    return [text for item in value if item is not None and (text := _text(item, odd)) is not None]


def _name(value: Any) -> str:
    names = {
        str: "text",
        bytes: "bytes",
        int: "whole number",
        float: "number",
        bool: "yes or no",
        list: "list",
    }
    return names.get(type(value), "other value")


_PACKED = {int: wholes, float: reals, bool: flags}
_REPAIRS: dict[type, Callable[[Any, Callable[[str], None]], Any]] = {
    str: _text,
    int: _number,
    float: _real,
    bool: _bool,
    bytes: _bytes,
    list: _list,
}
