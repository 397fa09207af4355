"""A declared table scanned as it stands, its look-ups joined in code."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

from hoofprint.artifacts.evaluate import Rows
from hoofprint.artifacts.fields import Field, Gather, Lookup, needs, partners
from hoofprint.artifacts.joins import Cells, Found, Gathered, Reachable, kept, wanted
from hoofprint.artifacts.leftovers import parts
from hoofprint.formats.sqlite import Damaged, Database
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
        self._join()
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

    def _join(self) -> None:
        """Read the other tables, innermost first; look-ups of one table by one column share a pass over it."""
        found = (one for field in self._plan.fields.values() for one in reversed(list(partners(field))))
        waiting = list({id(one): one for one in found}.values())
        while waiting:
            table, by = waiting[0].table, waiting[0].by
            together = [one for one in waiting if (one.table, one.by) == (table, by) and self._ready(one)]
            self._partners(together)
            waiting = [one for one in waiting if id(one) not in self._joined]

    def _ready(self, partner: Lookup | Gather) -> bool:
        """Whether everything it looks into itself was read."""
        inner = (*partners(partner.key), *partners(partner.value))
        return all(id(one) in self._joined for one in inner)

    def _partners(self, together: Sequence[Lookup | Gather]) -> None:
        """The other table of some look-ups, read once. Damage in it costs what is looked up beyond the damage."""
        passes: dict[str, dict[int, Lookup | Gather]] = {}
        alike: dict[Hashable, Found] = {}
        for one in together:
            name = self._fitting(one.table, _wanted([one.value, one.by]))
            same = type(one), name, one.value, id(one.key) if isinstance(one.key, Lookup) else None
            if same not in alike:
                alike[same] = Gathered() if isinstance(one, Gather) else Found()
                if name is not None:
                    passes.setdefault(name, {})[id(one)] = one
            if name is None:
                self._note(f"{self._known(one.table)} table absent: {one.table}")
            else:
                self._stored(name, _wanted([one.value, one.by]))  # says what it lacks
            self._joined[id(one)] = alike[same]
        for name, some in passes.items():
            self._pass(name, list(some.values()))
        for one in together:
            if again := self._joined[id(one)].again:
                self._note(f"several rows of {one.table} for one {one.by}, the first is shown", again)

    def _pass(self, name: str, some: Sequence[Lookup | Gather]) -> None:
        """Everything that some look-ups need of one table."""
        read, table = 0, some[0].table
        columns = _wanted([some[0].by, *(one.value for one in some)])
        reach = {id(one): self._reachable(one.key) for one in some}
        real = _real(columns, self._database.tables[name].columns)
        try:
            for batch in self._database.scan(name, real, size=ROWS):
                stored = {**dict(zip(columns, batch.columns, strict=True)), ROWID: batch.rowids}
                rows = Rows(stored, len(batch), self._joined)
                for one in some:
                    self._add(one, rows, reach[id(one)])
                read += len(batch)
                if read > LOOKUP_ROWS:
                    self._note(f"look-up table cut at {LOOKUP_ROWS:,} rows: {table}", len(some))
                    break
        except Damaged as error:
            self._note(f"look-up table cut: {name}: {error}", len(some))

    def _add(self, partner: Lookup | Gather, rows: Rows, reachable: Reachable) -> None:
        odd = partial(self._odd, partner.table)
        keys: Cells = rows.cells(partner.by, odd)
        values: Cells = rows.cells(partner.value, odd)
        keep = wanted(keys, reachable)
        if keep is not None:
            keys, values = kept(keys, keep), kept(values, keep)
        self._joined[id(partner)].add(keys, values)

    def _reachable(self, key: Field) -> Reachable:
        """The keys that can be asked for, where they come out of another look-up; None where they can be any."""
        return self._joined[id(key)].reachable() if isinstance(key, Lookup) else None

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
