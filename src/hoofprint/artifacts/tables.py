"""A declared table scanned as it stands, its look-ups joined in code."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

from hoofprint.artifacts.fields import Field, Gather, Lookup, evaluate, needs, partners
from hoofprint.formats.sqlite import Database, SchemaUnknown
from hoofprint.model.record import Record, columns
from hoofprint.workers.chunk import ROWS, Chunk
from hoofprint.workers.file import File

ROWID = "ROWID"
LOOKUP_ROWS = 5_000_000
"""Rows a look-up table may hold; what lies beyond is not joined, and counted."""


@dataclass(frozen=True)
class Plan:
    """Which table becomes which record, field by field."""

    record: type[Record]
    table: str
    fields: Mapping[str, Field]
    maybe: frozenset[str]
    """Columns (`column` of the main table, `table.column` of another) and tables that some versions lack."""

    def __post_init__(self) -> None:
        declared = {column.name for column in columns(self.record)}
        if unknown := set(self.fields) - declared:
            raise ValueError(f"{self.record.__name__} has no field {', '.join(sorted(unknown))}")


def scan(plan: Plan, file: File) -> Iterator[Chunk]:
    """The rows of the plan's table; raises `SchemaUnknown` where the table is not an ordinary one."""
    with file.database() as database:
        try:
            yield from _scan(plan, file, database)
        finally:
            file.notes.update(database.notes)


def _scan(plan: Plan, file: File, database: Database) -> Iterator[Chunk]:
    wanted = _wanted(plan.fields.values())
    if plan.table not in database.tables:
        raise SchemaUnknown(
            f"no table {plan.table}; tables found: {', '.join(sorted(database.tables)) or 'none'}"
        )
    real = _real(wanted, database.tables[plan.table].columns)
    _note_missing(plan, database, file, plan.table, real)
    joined: dict[int, Mapping[Any, list[Any]]] = {}
    for source in plan.fields.values():
        _join(plan, database, file, source, joined)
    fresh = database.wal_only(plan.table)
    names = [column.name for column in columns(plan.record)]
    for batch in database.scan(plan.table, real, size=ROWS):
        stored: dict[str, list[Any]] = dict(zip(wanted, batch.columns, strict=True))
        stored[ROWID] = list(batch.rowids)
        made = [_field(plan, name, stored, len(batch.rowids), joined, file) for name in names]
        origins = ["wal" if row in fresh else "live" for row in batch.rowids] if fresh else None
        yield Chunk(batch.rowids, made, plan.table, origins=origins)


def _field(
    plan: Plan,
    name: str,
    stored: dict[str, list[Any]],
    count: int,
    joined: Mapping[int, Mapping[Any, list[Any]]],
    file: File,
) -> list[Any]:
    source = plan.fields.get(name)
    if source is None:
        return [None] * count
    return evaluate(source, stored, count, joined, partial(_odd, file, name))


def _odd(file: File, field: str, what: str) -> None:
    file.notes[f"{field}: {what}"] += 1


def _wanted(sources: Any) -> list[str]:
    """Columns to read, each once, in a steady order; the row id comes by itself."""
    names = {name: None for source in sources for name in needs(source)}
    return [name for name in names if name != ROWID]


def _note_missing(plan: Plan, database: Database, file: File, table: str, wanted: list[str]) -> None:
    for column in database.missing(table, wanted):
        known = column in plan.maybe if table == plan.table else f"{table}.{column}" in plan.maybe
        where = column if table == plan.table else f"{table}.{column}"
        file.notes[f"{'optional' if known else 'expected'} column absent: {where}"] += 1


def _join(
    plan: Plan, database: Database, file: File, source: Field, joined: dict[int, Mapping[Any, list[Any]]]
) -> None:
    """Read the other tables a field needs, innermost first."""
    for partner in reversed(list(partners(source))):
        if id(partner) not in joined:
            joined[id(partner)] = _read_partner(plan, database, file, partner, joined)


def _read_partner(
    plan: Plan,
    database: Database,
    file: File,
    partner: Lookup | Gather,
    joined: Mapping[int, Mapping[Any, list[Any]]],
) -> Mapping[Any, list[Any]]:
    wanted = _wanted([partner.value, partner.by])
    name = _fitting(partner.table, wanted, database)
    if name is None:
        known = "optional" if partner.table in plan.maybe else "expected"
        file.notes[f"{known} table absent: {partner.table}"] += 1
        return {}
    real = _real(wanted, database.tables[name].columns)
    _note_missing(plan, database, file, name, real)
    table: dict[Any, list[Any]] = {}
    many, read = isinstance(partner, Gather), 0
    for batch in database.scan(name, real, size=ROWS):
        stored: dict[str, list[Any]] = dict(zip(wanted, batch.columns, strict=True))
        stored[ROWID] = list(batch.rowids)
        count = len(batch.rowids)
        values = evaluate(partner.value, stored, count, joined, partial(_odd, file, partner.table))
        for key, value in zip(stored[partner.by], values, strict=True):
            if key is None:
                continue
            if many or key not in table:
                table.setdefault(key, []).append(value)
            else:
                file.notes[f"several rows of {partner.table} for one {partner.by}, the first is shown"] += 1
        read += count
        if read > LOOKUP_ROWS:
            file.notes[f"look-up table cut at {LOOKUP_ROWS:,} rows: {partner.table}"] += 1
            break
    return table


def _real(wanted: Collection[str], stored: Collection[str]) -> list[str]:
    """Stored names for wanted ones: a pattern stands for the first name that fits it, or for itself."""
    return [next((name for name in stored if fnmatchcase(name, one)), one) for one in wanted]


def _fitting(table: str, wanted: Collection[str], database: Database) -> str | None:
    """The table of that name; for a pattern the first in order of name that has the wanted columns."""
    if table in database.tables:
        return table
    named = [name for name in sorted(database.tables) if fnmatchcase(name, table)]
    return next(
        (name for name in named if not database.missing(name, _real(wanted, database.tables[name].columns))),
        None,
    )
