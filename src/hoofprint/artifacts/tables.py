"""A declared table scanned as it stands, its look-ups joined in code."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

from hoofprint.artifacts.evaluate import Rows
from hoofprint.artifacts.fields import Field, Gather, Lookup, needs, partners
from hoofprint.artifacts.joins import Found, wanted
from hoofprint.artifacts.leftovers import parts
from hoofprint.formats.sqlite import Batch, Damaged, Database
from hoofprint.model.arrow import Array
from hoofprint.model.record import Record, columns
from hoofprint.workers.chunk import ROWS, Chunk
from hoofprint.workers.file import File

ROWID = "ROWID"
LOOKUP_ROWS = 5_000_000
"""Rows a look-up table may hold; what lies beyond is not joined, and counted."""

LEFT_OUT = re.compile(r"(view|virtual) left out: ")
"""Views and virtual tables are ordinary company; one in the place of a table that is asked for is reported there."""


@dataclass(frozen=True)
class Plan:
    """Which table becomes which record, field by field."""

    record: type[Record]
    table: str
    fields: Mapping[str, Field]
    maybe: frozenset[str]
    """Columns (`column` of the main table, `table.column` of another) and tables that some versions lack; the main
    table too, where a file is examined in which it may lie."""

    def __post_init__(self) -> None:
        declared = {column.name for column in columns(self.record)}
        if unknown := set(self.fields) - declared:
            raise ValueError(f"{self.record.__name__} has no field {', '.join(sorted(unknown))}")


def scan(plan: Plan, file: File) -> Iterator[Chunk]:
    """The rows of the plan's table; raises `SchemaUnknown` where the table is not an ordinary one."""
    with file.database() as database:
        try:
            yield from _Pass(plan, file, database).chunks()
        finally:
            file.notes.update(
                {note: count for note, count in database.notes.items() if not LEFT_OUT.match(note)}
            )


class _Pass:
    """One pass over one database: first the other tables a declaration looks into, then its own."""

    def __init__(self, plan: Plan, file: File, database: Database) -> None:
        self._plan, self._file, self._database = plan, file, database
        self._joined: dict[int, Found] = {}

    def chunks(self) -> Iterator[Chunk]:
        plan, database = self._plan, self._database
        if plan.table in plan.maybe and plan.table not in database.tables:
            self._note(f"optional table absent: {plan.table}")
            return
        database.missing(plan.table, ())  # says what there is instead, where the table is none or not there
        for source in plan.fields.values():
            for partner in reversed(list(partners(source))):  # innermost first
                if id(partner) not in self._joined:
                    self._joined[id(partner)] = self._partner(partner)
        names = [column.name for column in columns(plan.record)]
        read = _wanted(plan.fields.values())
        for part in parts(database, plan.table, self._stored(plan.table, read), self._file.notes):
            stored = {**dict(zip(read, part.columns, strict=True)), ROWID: list(part.rowids)}
            rows = Rows(stored, len(part.rowids), self._joined)
            made = [self._field(name, rows, len(part.rowids)) for name in names]
            yield Chunk(part.rowids, made, plan.table, keys=part.keys, origins=part.origins)

    def _field(self, name: str, rows: Rows, count: int) -> list[Any] | Array:
        source = self._plan.fields.get(name)
        return [None] * count if source is None else rows.column(source, partial(self._odd, name))

    def _stored(self, table: str, columns: list[str]) -> list[str]:
        """The names under which a table has the columns; those it lacks are noted."""
        real = _real(columns, self._database.tables[table].columns)
        for column in self._database.missing(table, real):
            where = column if table == self._plan.table else f"{table}.{column}"
            self._note(f"{self._known(where)} column absent: {where}")
        return real

    def _rows(self, table: str, columns: list[str]) -> Iterator[tuple[Batch, dict[str, list[Any]]]]:
        """Rows in batches, with their stored values under the names the declaration uses."""
        real = self._stored(table, columns)
        for batch in self._database.scan(table, real, size=ROWS):
            stored: dict[str, list[Any]] = dict(zip(columns, batch.columns, strict=True))
            stored[ROWID] = batch.rowids
            yield batch, stored

    def _partner(self, partner: Lookup | Gather) -> Found:
        """The other table of one look-up, read once. Damage in it costs what is looked up beyond the damage."""
        table, columns = partner.table, _wanted([partner.value, partner.by])
        name, found = self._fitting(table, columns), Found()
        if name is None:
            self._note(f"{self._known(table)} table absent: {table}")
            return found
        read, reachable = 0, self._reachable(partner.key)
        try:
            for batch, stored in self._rows(name, columns):
                self._add(found, partner, stored, len(batch), reachable)
                read += len(batch)
                if read > LOOKUP_ROWS:
                    self._note(f"look-up table cut at {LOOKUP_ROWS:,} rows: {table}")
                    break
        except Damaged as error:
            self._note(f"look-up table cut: {name}: {error}")
        return found

    def _add(
        self,
        found: Found,
        partner: Lookup | Gather,
        stored: Mapping[str, list[Any]],
        count: int,
        reachable: Collection[Any] | None,
    ) -> None:
        keys: Sequence[Any] = stored[partner.by]
        values: Sequence[Any] = Rows(stored, count, self._joined).values(
            partner.value, partial(self._odd, partner.table)
        )
        keep = wanted(keys, reachable)
        if keep is not None:
            keys, values = keep(keys), keep(values)
        if isinstance(partner, Gather):
            found.gather(keys, values)
        elif again := found.add(keys, values):
            self._note(f"several rows of {partner.table} for one {partner.by}, the first is shown", again)

    def _reachable(self, key: Field) -> Collection[Any] | None:
        """The keys that can be asked for, where they come out of another look-up; None where they can be any."""
        return set(self._joined[id(key)].values()) if isinstance(key, Lookup) else None

    def _fitting(self, table: str, columns: Collection[str]) -> str | None:
        """The table of that name; for a pattern the first in order of name that has the wanted columns."""
        tables = self._database.tables
        if table in tables:
            return table
        for name in sorted(tables):
            real = _real(columns, tables[name].columns) if fnmatchcase(name, table) else []
            if real and not self._database.missing(name, real):
                return name
        return None

    def _known(self, where: str) -> str:
        return "optional" if where in self._plan.maybe else "expected"

    def _odd(self, field: str, what: str) -> None:
        self._note(f"{field}: {what}")

    def _note(self, what: str, count: int = 1) -> None:
        self._file.notes[what] += count


def _wanted(sources: Iterable[Field]) -> list[str]:
    """Columns to read, each once, in a steady order; the row id comes by itself."""
    names = {name: None for source in sources for name in needs(source)}
    return [name for name in names if name != ROWID]


def _real(wanted: Collection[str], stored: Collection[str]) -> list[str]:
    """Stored names for wanted ones: a pattern stands for the first name that fits it, or for itself."""
    return [next((name for name in stored if fnmatchcase(name, one)), one) for one in wanted]
