"""What is read out of a database: tables, their rows in columnar batches, and text that is none."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

CODECS = {"UTF-8": "utf-8", "UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be"}
"""SQLite's names for how a database stores its texts, and Python's."""
for _name in CODECS.values():
    codecs.lookup(_name)  # now: in a confined worker nothing can be imported any more


class BadText(bytes):
    """The stored bytes of a text that is not valid in the database's encoding."""

    encoding: str

    def readable(self) -> str:
        """The text with the bytes that make no sense written as `\\xff`."""
        return self.decode(self.encoding, "backslashreplace")


@dataclass(frozen=True)
class Table:
    """An ordinary table: its columns in stored order, without generated ones.

    `rowid` is the name under which the row ids can be read, None where there are none (`WITHOUT ROWID`) or where
    columns took all their names; `index` is then the primary key's index, if any.
    """

    name: str
    columns: tuple[str, ...]
    rowid: str | None = "rowid"
    index: str | None = None
    types: tuple[str, ...] = ()
    """Declared types of the columns, in capitals; empty where a generated column makes the stored order another one."""
    alias: int | None = None
    """Place of the column that is the row id under another name; a stored row has NULL there."""

    @cached_property
    def stored(self) -> Mapping[str, str]:
        """Its columns by their folded names."""
        return MappingProxyType({fold(column): column for column in self.columns})

    @property
    def has_rowid(self) -> bool:
        """Whether `Batch.rowids` are the stored row ids; otherwise they count the rows from 1."""
        return self.rowid is not None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows in stored order. `columns` has one list for each column asked for, in that order.

    Values are as SQLite stores them: int, float, str, bytes, None, or `BadText`; any of them in any column.
    `from_log` are the row ids that read differently, or are not there, without the write-ahead log.
    """

    rowids: list[int]
    columns: list[list[Any]]
    from_log: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.rowids)


def quoted(name: str) -> str:
    """A name as an SQL identifier, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def fold(name: str) -> str:
    """Names that SQLite takes for the same are equal after this: only ASCII letters lose their case."""
    return name.lower() if name.isascii() else name.translate(_LOWER)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
