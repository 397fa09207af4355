"""Who is shown what. One rule for fields, by their declared type; what is not expressly harmless is hidden.

The analyst sees the case as it is. The owner of the phone sees the records that findings rest on as they are; in all
others, what other people wrote and who they are is left out. The public form holds only records that findings rest on,
and in them every text is replaced by a commitment, but for names of programs, words from a closed list, and values
that are equal to a published indicator which was met.
"""

from enum import StrEnum
from typing import Any

from hoofprint.explore.commitments import Commitments
from hoofprint.model.record import Column, Observable


class Audience(StrEnum):
    """Whom a report or export is for."""

    OWNER = "owner"
    ANALYST = "analyst"
    PUBLIC = "public"


PEOPLE = (Observable.TEXT, Observable.ACCOUNT, Observable.PHONE, Observable.EMAIL)
"""What other people wrote, and their addresses."""
HARMLESS = frozenset(
    [
        *(
            "incoming",
            "outgoing",
            "allowed",
            "denied",
            "limited",
            "unknown",
            "file",
            "folder",
            "link",
            "other",
        ),
        *("SMS", "MMS", "iMessage", "RCS", "FaceTime"),
    ]
)
"""Closed words of formats: they say how, never who."""
KEY = "key"


def from_owner(column: Column) -> bool:
    """Whether a field of a record on which no finding rests is left out for the owner."""
    plain = column.observable is None and column.python in (str, list, bytes)
    return plain or column.observable in PEOPLE


def from_public(column: Column) -> bool:
    """Whether a field is committed to in the public form. Numbers without a unit may be places on a map."""
    if column.python in (str, list, bytes):
        return column.observable is not Observable.PROCESS
    return column.python is float and column.unit is None


def kind(column: Column) -> str:
    """What a commitment says of the value it hides."""
    return column.observable.value if column.observable else Observable.TEXT.value


class Veil:
    """Replaces values by commitments; `published` are those that everybody may read already."""

    def __init__(self, commitments: Commitments, published: frozenset[str]) -> None:
        self._commitments, self._published = commitments, published

    def text(self, kind: str, value: str) -> str:
        """A value as the public may see it."""
        if not value or value in HARMLESS or value.casefold() in self._published:
            return value
        return self._commitments.of(kind, value)

    def field(self, column: Column, value: Any) -> Any:
        """A stored field as the public may see it; lists item by item, bytes and numbers by their written form."""
        if value is None or not from_public(column):
            return value
        if isinstance(value, list):
            return [None if item is None else self.text(kind(column), item) for item in value]
        if isinstance(value, bytes):
            return self.text("bytes", value.hex()).encode()
        if isinstance(value, float):
            return None
        return self.text(kind(column), value)
