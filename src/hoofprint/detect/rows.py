"""A case's records as a rule sees them: lazy columns of a record type, and which of them hold a sighting."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

import polars as pl

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.stored import N as N
from hoofprint.detect.stored import Stored, collected
from hoofprint.detect.trace import Hit, Ref
from hoofprint.model.coverage import Coverage, Status
from hoofprint.model.entry import Device
from hoofprint.model.finding import Sighting
from hoofprint.model.grades import Grade, Stage
from hoofprint.model.record import IN_TABLE, Observable, Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")
READ = (Status.READ, Status.PARTIAL, Status.EMPTY)
UNREAD = (Status.PARTIAL, Status.FAILED, Status.UNKNOWN_SCHEMA)
"""There, but not or not wholly read; a partial source is in both."""
ARTIFACT = "_artifact"
Row = dict[str, Any]
"""A record as a dict: its fields, its provenance columns, `_n` and `_artifact`."""


@dataclass(frozen=True)
class Seen:
    """A sighting at one record."""

    artifact: str
    n: int
    column: str
    sighting: int
    """Position in the list of sightings."""


class Rows(Generic[R]):
    """All records of one type, or of a few, over every artifact that yields them.

    Questions see rows that are in their table; only published values are looked for in recovered rows too.
    """

    def __init__(
        self, files: Mapping[str, Stored], seen: Sequence[Seen], sightings: Sequence[Sighting]
    ) -> None:
        self._files, self._seen, self._sightings = dict(sorted(files.items())), seen, sightings

    def __bool__(self) -> bool:
        return bool(self._files)

    def where(self, *conditions: pl.Expr, columns: Sequence[str] = ()) -> list[Row]:
        """The rows in their table that meet all conditions, in order of artifact and position.

        With `columns`, only those fields of them.
        """
        found: list[Row] = []
        for artifact, frame in self.frames(*conditions, columns=columns):
            found += [{**row, ARTIFACT: artifact} for row in frame.to_dicts()]
        return found

    def frames(self, *conditions: pl.Expr, columns: Sequence[str] = ()) -> Iterator[tuple[str, pl.DataFrame]]:
        """The same as one frame for each artifact: for questions about all rows of a table, which may be a million."""
        for artifact, stored in self._files.items():
            frame = stored.live.filter(*conditions)
            yield artifact, collected(frame.select(N, *columns) if columns else frame)

    def each(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """These fields of every row in its table, in order: for questions that look at all of a large table."""
        for stored in self._files.values():
            yield from collected(stored.live.select(*columns)).iter_rows()

    def distinct(self, column: str) -> set[Any]:
        """Every value of a column in rows that are in their table, once; without NULL."""
        found: set[Any] = set()
        for stored in self._files.values():
            values = collected(stored.live.select(pl.col(column).drop_nulls().unique()))
            found.update(values.to_series().to_list())
        return found

    def sighted(
        self,
        *kinds: Observable,
        columns: Sequence[str] = (),
        which: Callable[[Sighting], bool] = lambda sighting: True,
    ) -> Iterator[tuple[Row, int, Sighting]]:
        """Each row that holds an indicator of one of the kinds: the row, the sighting's position, the sighting.

        `which` is asked once for each sighting, not for each row. An older form of a row that still holds the
        indicator is left out: it is the same record.
        """
        wanted = {
            position
            for position in {seen.sighting for seen in self._seen}
            if (one := self._sightings[position]).indicator.kind in kinds
            and (not columns or one.column in columns)
            and which(one)
        }
        fits = [seen for seen in self._seen if seen.sighting in wanted]
        rows = self.at([Ref(seen.artifact, seen.n) for seen in fits])
        met = [(rows[at], seen.sighting) for seen in fits if (at := Ref(seen.artifact, seen.n)) in rows]
        there = {_stored(row, position) for row, position in met if row["_origin"] in IN_TABLE}
        for row, position in met:
            if row["_origin"] in IN_TABLE or _stored(row, position) not in there:
                yield row, position, self._sightings[position]

    def at(self, refs: Sequence[Ref]) -> dict[Ref, Row]:
        """Records by reference."""
        out: dict[Ref, Row] = {}
        for artifact in sorted({ref.artifact for ref in refs} & set(self._files)):
            wanted = sorted({ref.n for ref in refs if ref.artifact == artifact})
            for n, row in self._files[artifact].at(wanted).items():
                out[Ref(artifact, n)] = {**row, N: n, ARTIFACT: artifact}
        return out


def _stored(row: Mapping[str, Any], position: int) -> tuple[object, ...]:
    """What an older form of a row shares with it."""
    return row[ARTIFACT], row["_file"], row["_table"], row["_row"], position


def recovered(world: "World") -> Mapping[str, frozenset[int]]:
    """Positions of the records that are no longer in their table, by artifact."""
    there = pl.col("_origin").is_in(IN_TABLE)
    return {
        artifact: frozenset(collected(stored.every.filter(~there).select(N))[N])
        for artifact, stored in world.files.items()
        if artifact not in world.coverage or set(world.coverage[artifact].origins) - set(IN_TABLE)
    }


def record_type(row: Mapping[str, Any]) -> type[Record]:
    """The record type of a row that `Rows` handed out."""
    return artifacts()[row[ARTIFACT]].record


def ref(row: Mapping[str, Any]) -> Ref:
    """The reference of a row that `Rows` handed out."""
    return Ref(row[ARTIFACT], row[N])


def hit(
    row: Mapping[str, Any],
    when: int | None,
    key: str,
    stage: Stage,
    grade: Grade,
    sightings: tuple[int, ...] = (),
    exact: bool = True,
    **values: str,
) -> Hit:
    """A hit at one row, dated by `when`; `values` are what sequences and tests compare."""
    return Hit(
        time=when,
        refs=(ref(row),),
        key=key,
        stage=stage,
        grade=grade,
        sightings=sightings,
        exact=exact,
        values=values,
    )


@dataclass(frozen=True)
class World:
    """Everything rules and tests of innocent causes may ask: records, sightings, coverage, the device."""

    device: Device
    kind: str
    encrypted: bool
    coverage: Mapping[str, Coverage]
    types: Mapping[str, type[Record]]
    """Artifact id to its record type."""
    files: Mapping[str, Stored]
    """Artifact id to its table, where it has records."""
    sightings: Sequence[Sighting]
    seen: Sequence[Seen]
    _facts: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, *records: type[Record]) -> Rows[Any]:
        """All records of a type, or of several."""
        if records not in self._facts:
            names = [name for name, kind in self.types.items() if kind in records]
            files = {name: self.files[name] for name in names if name in self.files}
            seen = [one for name in names for one in self._seen_in.get(name, [])]
            self._facts[records] = Rows(files, seen, self.sightings)
        return cast(Rows[Any], self._facts[records])

    @cached_property
    def _seen_in(self) -> dict[str, list[Seen]]:
        out: dict[str, list[Seen]] = {}
        for seen in self.seen:
            out.setdefault(seen.artifact, []).append(seen)
        return out

    def fact(self, make: "Callable[[World], T]") -> T:
        """What a function says of this world, worked out once: tests ask the same for every hit."""
        if make not in self._facts:
            self._facts[make] = make(self)
        return cast(T, self._facts[make])

    def observable(self, *records: type[Record]) -> str:
        """Empty where at least one artifact of the types was read; otherwise why none was."""
        lines = [
            self.coverage[name]
            for name, kind in self.types.items()
            if kind in records and name in self.coverage
        ]
        if any(line.status in READ for line in lines):
            return ""
        reasons = [f"{line.artifact}: {line.reason or line.status.value}" for line in lines]
        return "; ".join(reasons) or "no artifact"


@dataclass(frozen=True)
class Rest:
    """Records with a published value that no rule took up in any record."""

    world: World
    taken: frozenset[str]
    """Ids of the indicators some rule took up."""

    def sighted(self) -> Iterator[tuple[Row, int, Sighting]]:
        """Like `Rows.sighted`, over all record types."""
        for record in dict.fromkeys(self.world.types[seen.artifact] for seen in self.world.seen):
            for row, position, sighting in self.world.rows(record).sighted(*Observable):
                if sighting.indicator.id not in self.taken:
                    yield row, position, sighting
