"""Preferences files as rows: every key with its value as text, so that a setting can be searched and compared."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

from hoofprint.model.record import At, Flag, Record, Str, Text, Time
from hoofprint.model.times import moment, rfc3339

DEPTH = 12
"""How deep nested values are opened; what lies deeper is shown as `...`."""
SHOWN = 10_000
"""Bytes of a binary value that are written out."""
TYPES = {str: "text", bool: "yes or no", int: "number", float: "number", datetime: "date", bytes: "bytes"}


class Setting(Record, frozen=True):
    """One key of a preferences file with its value as text; a nested value is one row of `outer.inner`.

    Says what the file holds now. When a key was written is not in it, unless the value is itself a date.
    """

    key: Annotated[Str, "key, with those above it: `outer.inner`"] = None
    value: Annotated[Text, "value as text; bytes in hexadecimal"] = None
    type: Annotated[Str, "text, number, yes or no, date, bytes, or an empty list or dictionary"] = None
    enabled: Annotated[Flag, "the value, where it is yes or no"] = None
    time: Annotated[Time, "the value, where it is a date"] = None


def settings(whole: Any) -> Iterator[tuple[At, Setting]]:
    """The rows of a preferences file, in the order of the file."""
    for row, (key, value) in enumerate(leaves(whole)):
        yield (
            At(row, key=key),
            Setting(
                key=key,
                value=text(value),
                type=TYPES.get(type(value), "empty"),
                enabled=value if isinstance(value, bool) else None,
                time=moment(value),
            ),
        )


def leaves(value: Any, key: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Keys and values of nested dictionaries and lists, down to what is neither."""
    if not isinstance(value, dict | list) or not value or depth > DEPTH:
        if depth:
            yield key, value
        return
    for inner, below in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(below, f"{key}.{inner}" if depth else str(inner), depth + 1)


def text(value: Any) -> str:
    """A property list's value in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        micros = moment(value)
        return str(value) if micros is None else rfc3339(micros)
    if isinstance(value, bytes):
        return value[:SHOWN].hex()
    if isinstance(value, dict | list):
        return "..." if value else ""
    return str(value)
