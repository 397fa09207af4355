"""The timeline of a case: one event for each dated field of each record, found in the columns and read when shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import polars as pl

from hoofprint.case.folder import Case
from hoofprint.explore.tables import N, Table, tables
from hoofprint.model.record import Observable

AT_ONCE = 20_000
"""Events whose records are held at one time while the timeline is walked through."""
INDEX = {"time": pl.Int64, "table": pl.UInt16, "n": pl.UInt32, "field": pl.UInt8}
"""An event as it is sorted: 15 bytes, so that the events of millions of records fit into memory."""
Span = tuple[int, int]
"""First and last moment, both included, microseconds UTC."""


@dataclass(frozen=True)
class Question:
    """What is asked of a timeline; what is not said is not limited."""

    spans: tuple[Span, ...] = ()
    """An event must lie in one of them."""
    acquisition: str = ""
    artifacts: tuple[str, ...] = ()
    """Ids, or their last part: `ios.messages` or `messages`."""
    text: str = ""
    """Stands in some text of the record, whatever its case."""
    observables: tuple[tuple[Observable, str], ...] = ()
    """Some field of that kind holds that text, whatever its case; with an empty text: holds anything."""
    records: frozenset[tuple[str, str, str, str]] | None = None
    """Only records at these places: acquisition, artifact, file, locator."""


class Event(NamedTuple):
    """One dated field of one record."""

    time: int
    """Microseconds UTC."""
    field: str
    meaning: str
    """What the field's time is, in English as the artifact declares it."""
    table: Table
    row: dict[str, Any]


class Timeline:
    """The events that answer a question, in order of time; ties by acquisition, artifact, record and field."""

    def __init__(self, case: Case, question: Question) -> None:
        self._tables = [table for table in tables(case, question.acquisition) if _named(table, question)]
        self._dated = [table.dated for table in self._tables]
        parts = [
            part
            for number, table in enumerate(self._tables)
            for part in _events(table, number, self._dated[number], question)
        ]
        if not parts:
            parts = [pl.LazyFrame(schema=INDEX)]
        self._index = pl.concat(parts).sort(*INDEX).collect(engine="streaming")

    def __len__(self) -> int:
        return self._index.height

    @property
    def span(self) -> Span | None:
        """First and last event; None where there is none."""
        if not len(self):
            return None
        times = self._index["time"]
        return times[0], times[-1]

    def events(self, start: int = 0, count: int | None = None) -> Iterator[Event]:
        """The events from a position on; their records are read as they are walked through."""
        end = len(self) if count is None else min(len(self), start + count)
        for at in range(start, end, AT_ONCE):
            yield from self._read(self._index.slice(at, min(AT_ONCE, end - at)))

    def _read(self, index: pl.DataFrame) -> Iterator[Event]:
        rows: dict[tuple[int, int], dict[str, Any]] = {}
        for number in index["table"].unique().to_list():
            wanted = index.filter(pl.col("table") == number)["n"].unique().sort().to_list()
            rows |= {(number, row[N]): row for row in self._tables[number].at(wanted)}
        for time, number, position, field in index.iter_rows():
            table, name = self._tables[number], self._dated[number][field]
            yield Event(time, name, table.columns[name].meaning, table, rows[number, position])


def _named(table: Table, question: Question) -> bool:
    short = table.artifact.rpartition(".")[2]
    return not question.artifacts or bool({table.artifact, short} & set(question.artifacts))


def _events(table: Table, number: int, dated: Sequence[str], question: Question) -> Iterator[pl.LazyFrame]:
    """One narrow frame for each dated field: time, and where the record stands."""
    wanted = _wanted(table, question)
    if wanted is None:
        return
    inside = {name: _inside(name, question.spans) for name in dated}
    records = table.scan()
    if wanted and dated:  # looked through once, not once for each dated field
        some = reduce(or_, (one.fill_null(False) for one in inside.values()))
        records = records.filter(some, *wanted).select(N, *dated).collect(engine="streaming").lazy()
    for position, name in enumerate(dated):
        yield (
            records.filter(inside[name]).select(
                time=pl.col(name),
                table=pl.lit(number, pl.UInt16),
                n=pl.col(N).cast(pl.UInt32),
                field=pl.lit(position, pl.UInt8),
            )
        )


def _inside(name: str, spans: Sequence[Span]) -> pl.Expr:
    """Whether a dated field lies in one of the spans, or holds any time where there is none."""
    time = pl.col(name)
    return reduce(or_, (time.is_between(*span) for span in spans)) if spans else time.is_not_null()


def _wanted(table: Table, question: Question) -> list[pl.Expr] | None:
    """What a record must hold; None where no record of this table can."""
    conditions: list[pl.Expr | None] = []
    if question.records is not None:
        mine = [place for place in question.records if place[:2] == (table.acquisition, table.artifact)]
        conditions.append(table.among(mine) if mine else None)
    if question.text:
        texts = [name for name, column in table.columns.items() if column.python in (str, list)]
        conditions.append(_holds(table, texts, question.text))
    for kind, value in question.observables:
        conditions.append(_holds(table, table.observable(kind), value))
    return None if any(one is None for one in conditions) else [one for one in conditions if one is not None]


def _holds(table: Table, names: Sequence[str], text: str) -> pl.Expr | None:
    """One of some fields holds a text; None where there are no such fields."""
    pattern = f"(?i){re.escape(text)}"
    found = []
    for name in names:
        if table.columns[name].python is list:
            found.append(pl.col(name).list.eval(pl.element().str.contains(pattern)).list.any())
        else:
            found.append(pl.col(name).str.contains(pattern))
    return reduce(or_, (one.fill_null(False) for one in found)) if found else None
