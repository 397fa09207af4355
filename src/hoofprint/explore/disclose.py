"""A case as one audience may see it. Exports of records take nothing else, so that none can show too much."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple

import polars as pl
import pyarrow.parquet as pq
from msgspec.structs import replace as changed

from hoofprint.case.folder import Case
from hoofprint.case.secrets import secret
from hoofprint.detect.describe import locator
from hoofprint.explore import veiled
from hoofprint.explore.audience import HARMLESS, KEY, Audience, Veil, from_owner
from hoofprint.explore.commitments import Commitments, Opening
from hoofprint.explore.tables import Table, tables
from hoofprint.explore.timeline import Event, Question, Timeline
from hoofprint.model.face import CheckResult
from hoofprint.model.record import RECOVERED


class Place(NamedTuple):
    """Where one record stands."""

    acquisition: str
    artifact: str
    file: str
    locator: str


class Disclosed:
    """A case through the eyes of one audience. The secret of the case is made and read only for the public form."""

    def __init__(self, case: Case, audience: Audience = Audience.ANALYST) -> None:
        """Raises `CaseError` where the secret is needed and cannot be had."""
        self.case, self.audience = case, audience
        self.commitments = Commitments(secret(case.folder) if audience is Audience.PUBLIC else b"")
        self._veil = Veil(self.commitments, veiled.published(case.result))

    @cached_property
    def result(self) -> CheckResult:
        """What was found, in the form for this audience."""
        if self.audience is Audience.PUBLIC:
            return veiled.veiled(self.case.result, self._veil)
        return changed(self.case.result, shown_for=self.audience.value)

    @cached_property
    def _findings(self) -> Mapping[Place, tuple[str, ...]]:
        """Every record that a finding lists, with the ids and rules of those findings."""
        found: dict[Place, list[str]] = {}
        for face in self.case.acquisitions:
            for finding in face.findings:
                for one in finding.evidence:
                    place = Place(face.id, one.artifact, one.file, one.locator)
                    found.setdefault(place, []).append(finding.id)
        return {place: tuple(dict.fromkeys(names)) for place, names in found.items()}

    def findings(self, event: Event) -> tuple[str, ...]:
        """Ids of the findings that rest on an event's record."""
        row = event.row
        if "_locator" in row:
            return tuple(row["_findings"])
        return self._findings.get(_place(event.table, row), ())

    def tables(self) -> list[Table]:
        """The tables this audience may see anything of."""
        every = tables(self.case)
        if self.audience is not Audience.PUBLIC:
            return every
        concerned = {(place.acquisition, place.artifact) for place in self._findings}
        return [table for table in every if (table.acquisition, table.artifact) in concerned]

    def timeline(self, question: Question | None = None) -> Timeline:
        """The events this audience may see, records as they are; show them through `events`."""
        question = question or Question()
        if self.audience is Audience.PUBLIC:
            question = replace(question, records=frozenset(self._findings))
        return Timeline(self.case, question)

    def events(self, timeline: Timeline, start: int = 0, count: int | None = None) -> Iterator[Event]:
        """Events with their records in the form for this audience, as `row` gives them."""
        for event in timeline.events(start, count):
            yield event._replace(row=self.row(event.table, event.row))

    def row(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        """One record in the form for this audience, with two keys more: `_locator`, and `_findings` resting on it."""
        names = self._findings.get(_place(table, row), ())
        shown = dict(row)
        if self.audience is Audience.OWNER and not names:
            hidden = {name for name, column in table.columns.items() if from_owner(column)}
            shown |= {name: None for name in hidden if row[name] not in HARMLESS_TEXTS}
            shown["_key"] = row["_key"] if row["_origin"] in RECOVERED else None
        elif self.audience is Audience.PUBLIC:
            shown |= {name: self._veil.field(column, row[name]) for name, column in table.columns.items()}
            if row["_origin"] not in RECOVERED:
                shown["_key"] = self._veil.text(KEY, row["_key"] or "") or None
            shown["_file"] = veiled.file(table.artifact, row["_file"], self._veil)
        return shown | {"_locator": locator(shown), "_findings": names}

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """Every record of a table that this audience may see, in its form, in the order they are stored."""
        if self.audience is Audience.PUBLIC:
            mine = table.scan().filter(table.among(self._findings)).collect().to_dicts()
            yield from (self.row(table, row) for row in mine)
            return
        with pq.ParquetFile(table.path) as file:
            for batch in file.iter_batches():
                yield from (self.row(table, row) for row in batch.to_pylist())

    def frame(self, table: Table) -> pl.LazyFrame:
        """All records of a table in the form for this audience."""
        if self.audience is Audience.ANALYST:
            return table.scan()
        concerned = table.among(self._findings)
        if self.audience is Audience.OWNER:
            hidden = [name for name, column in table.columns.items() if from_owner(column)] + ["_key"]
            return table.scan().with_columns(_unless(concerned, name, table) for name in hidden)
        rows = [self.row(table, row) for row in table.scan().filter(concerned).collect().to_dicts()]
        schema = table.scan().collect_schema()
        return pl.LazyFrame(rows, schema=schema)


HARMLESS_TEXTS = (None, *HARMLESS)


def _place(table: Table, row: Mapping[str, Any]) -> Place:
    return Place(table.acquisition, table.artifact, row["_file"], locator(row))


def _unless(concerned: pl.Expr, name: str, table: Table) -> pl.Expr:
    """A column that stays where a finding rests on the record, or where it holds a harmless word."""
    plain = name in table.columns and table.columns[name].python is str
    keep = reduce(or_, [concerned, *([pl.col(name).is_in(list(HARMLESS))] if plain else [])])
    return pl.when(keep).then(pl.col(name)).otherwise(None).alias(name)


def openings(case: Case) -> dict[str, Opening]:
    """What opens each code that any public form of a case holds, by code; raises `CaseError`."""
    public = Disclosed(case, Audience.PUBLIC)
    _ = public.result
    for table in public.tables():
        for _ in public.rows(table):
            pass
    return public.commitments.made
