"""Rows of a table for artifacts that join in their own way; what is absent is noted as for declared tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hoofprint.artifacts.leftovers import Leftovers
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
    file: File, database: Database, table: str, columns: str, maybe: str = "", *, gone: bool = False
) -> Iterator[Row]:
    """The rows of a table; `columns` and `maybe` are names with blanks between them.

    With `gone` also those that are no longer in it, last and marked: for the table whose rows become records.
    Raises `SchemaUnknown` where there is no such ordinary table.
    """
    wanted = columns.split()
    for column in database.missing(table, wanted):
        kind = "optional" if column in maybe.split() else "expected"
        file.notes[f"{kind} column absent: {table}.{column}"] += 1
    left = Leftovers(database, table, wanted, wanted) if gone else None
    for batch in database.scan(table, wanted, size=ROWS):
        if left is not None:
            left.compare(batch.rowids, dict(zip(wanted, batch.columns, strict=True)))
        for rowid, *cells in zip(batch.rowids, *batch.columns, strict=True):
            at = At(rowid, table, origin="wal" if rowid in batch.from_log else "live")
            yield Row(at, dict(zip(wanted, cells, strict=True)))
    if left is not None:
        file.notes.update(left.notes)
        for one in left.rows():
            at = At(one.rowid, table, one.key, one.origin)
            yield Row(at, dict(zip(wanted, one.values, strict=True)))


def values(file: File, database: Database, table: str, column: str) -> set[Any]:
    """The different values of one column; raises `SchemaUnknown` where there is no such ordinary table."""
    if database.missing(table, [column]):
        file.notes[f"expected column absent: {table}.{column}"] += 1
    return {value for batch in database.scan(table, [column], size=ROWS) for value in batch.columns[0]}
