"""Rows of a table for artifacts that join in their own way; what is absent is noted as for declared tables."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress, repeat
from typing import Any

from hoofprint.artifacts.leftovers import Part, origins, parts
from hoofprint.formats.sqlite import Database
from hoofprint.model.record import At
from hoofprint.workers.chunk import ROWS
from hoofprint.workers.file import File


@dataclass(frozen=True)
class Row:
    """One stored row: where it stood, and the wanted columns in their order; a missing column reads as NULL."""

    at: At
    values: dict[str, Any]


@contextmanager
def opened(file: File) -> Iterator[Database]:
    """The database in a file; what was odd about it is counted with the file at the end."""
    with file.database() as database:
        try:
            yield database
        finally:
            file.notes.update(database.notes)


def rows(
    file: File,
    database: Database,
    table: str,
    columns: str,
    maybe: str = "",
    *,
    gone: bool = False,
    unless: Collection[Any] = (),
) -> Iterator[Row]:
    """The rows of a table; `columns` and `maybe` are names with blanks between them.

    With `gone` also those that are no longer in it, last and marked: for the table whose rows become records. Rows
    whose first column is one of `unless` are left out: quick where that is nearly all of a large table.
    Raises `SchemaUnknown` where there is no such ordinary table.
    """
    wanted = columns.split()
    for column in database.missing(table, wanted):
        kind = "optional" if column in maybe.split() else "expected"
        file.notes[f"{kind} column absent: {table}.{column}"] += 1
    found = parts(database, table, wanted, file.notes) if gone else _there(database, table, wanted)
    for part in found:
        keys, places = part.keys or repeat(None), part.origins or repeat("live")
        stored = zip(part.rowids, keys, places, *part.columns, strict=False)
        kept = compress(stored, [value not in unless for value in part.columns[0]]) if unless else stored
        for rowid, key, origin, *cells in kept:
            yield Row(At(rowid, table, key, origin), dict(zip(wanted, cells, strict=True)))


def _there(database: Database, table: str, columns: list[str]) -> Iterator[Part]:
    for batch in database.scan(table, columns, size=ROWS):
        yield Part(batch.rowids, batch.columns, origins(batch))


def values(file: File, database: Database, table: str, column: str) -> set[Any]:
    """The different values of one column; raises `SchemaUnknown` where there is no such ordinary table."""
    if database.missing(table, [column]):
        file.notes[f"expected column absent: {table}.{column}"] += 1
    found: set[Any] = set()
    for batch in database.scan(table, [column], size=ROWS):
        found.update(batch.columns[0])
    return found
