"""Rows of a table for artifacts that join in their own way; what is absent is noted as for declared tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hoofprint.formats.sqlite import Database, SchemaUnknown
from hoofprint.model.record import At
from hoofprint.workers.chunk import ROWS
from hoofprint.workers.file import File


@dataclass(frozen=True)
class Row:
    """One stored row: where it stood, and the wanted columns in their order; a missing column reads as NULL."""

    at: At
    values: dict[str, Any]


def rows(file: File, database: Database, table: str, columns: str, maybe: str = "") -> Iterator[Row]:
    """The rows of a table; `columns` and `maybe` are names with blanks between them.

    Raises `SchemaUnknown` where there is no such ordinary table.
    """
    wanted = columns.split()
    if table not in database.tables:
        known = ", ".join(sorted(database.tables)) or "none"
        raise SchemaUnknown(f"no table {table}; tables found: {known}")
    for column in database.missing(table, wanted):
        kind = "optional" if column in maybe.split() else "expected"
        file.notes[f"{kind} column absent: {table}.{column}"] += 1
    fresh = database.wal_only(table)
    for batch in database.scan(table, wanted, size=ROWS):
        for rowid, *cells in zip(batch.rowids, *batch.columns, strict=True):
            at = At(rowid, table, origin="wal" if rowid in fresh else "live")
            yield Row(at, dict(zip(wanted, cells, strict=True)))
