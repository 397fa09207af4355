"""A case's records as a rule sees them: lazy columns of one record type, and which of them hold a sighting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import polars as pl

from hoofprint.detect.trace import Hit, Ref
from hoofprint.model.coverage import Coverage, Status
from hoofprint.model.entry import Device
from hoofprint.model.finding import Sighting
from hoofprint.model.grades import Grade, Stage
from hoofprint.model.record import Observable, Record

R = TypeVar("R", bound=Record)
READ = (Status.READ, Status.PARTIAL, Status.EMPTY)
N = "_n"
"""Position of a record in its artifact's table."""
ARTIFACT = "_artifact"


@dataclass(frozen=True)
class Seen:
    """A sighting at one record."""

    artifact: str
    n: int
    column: str
    sighting: int
    """Position in the list of sightings."""


class Rows(Generic[R]):
    """All records of one type, over every artifact that yields it."""

    def __init__(
        self, files: Mapping[str, Path], seen: Sequence[Seen], sightings: Sequence[Sighting]
    ) -> None:
        self._files, self._seen, self._sightings = dict(files), list(seen), sightings

    @property
    def frame(self) -> pl.LazyFrame:
        """The records with their provenance columns, `_n` and `_artifact`; lazy, read only as far as asked."""
        parts = [
            pl.scan_parquet(path).with_row_index(N).with_columns(pl.lit(artifact).alias(ARTIFACT))
            for artifact, path in sorted(self._files.items())
        ]
        return pl.concat(parts, how="vertical") if parts else pl.LazyFrame()

    def __bool__(self) -> bool:
        return bool(self._files)

    def where(self, *conditions: pl.Expr) -> list[dict[str, Any]]:
        """The rows that meet all conditions, as dicts, in order of artifact and position."""
        if not self._files:
            return []
        return self.frame.filter(*conditions).collect().to_dicts()

    def sighted(
        self, *kinds: Observable, columns: Sequence[str] = ()
    ) -> Iterator[tuple[dict[str, Any], int, Sighting]]:
        """Each row that holds an indicator of one of the kinds: the row, the sighting's position, the sighting."""
        fits = [
            seen
            for seen in self._seen
            if self._sightings[seen.sighting].indicator.kind in kinds
            and (not columns or seen.column in columns)
        ]
        rows = self.at([Ref(seen.artifact, seen.n) for seen in fits])
        for seen in fits:
            row = rows.get((seen.artifact, seen.n))
            if row is not None:
                yield row, seen.sighting, self._sightings[seen.sighting]

    def at(self, refs: Sequence[Ref]) -> dict[tuple[str, int], dict[str, Any]]:
        """Records by reference."""
        out: dict[tuple[str, int], dict[str, Any]] = {}
        for artifact in sorted({ref.artifact for ref in refs} & set(self._files)):
            wanted = sorted({ref.n for ref in refs if ref.artifact == artifact})
            frame = pl.scan_parquet(self._files[artifact]).with_row_index(N).filter(pl.col(N).is_in(wanted))
            for row in frame.collect().to_dicts():
                out[artifact, row[N]] = {**row, ARTIFACT: artifact}
        return out


def ref(row: Mapping[str, Any]) -> Ref:
    """The reference of a row that `Rows` handed out."""
    return Ref(row[ARTIFACT], row[N])


def hit(
    row: Mapping[str, Any],
    time: str | None,
    key: str,
    stage: Stage,
    grade: Grade,
    sightings: tuple[int, ...] = (),
    reasons: tuple[str, ...] = (),
    **values: str,
) -> Hit:
    """A hit at one row; `time` names the field that dates it."""
    when = row[time] if time else None
    return Hit(
        time=when,
        refs=(ref(row),),
        key=key,
        stage=stage,
        grade=grade,
        sightings=sightings,
        reasons=reasons,
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
    files: Mapping[str, Path]
    """Artifact id to its table, where it has records."""
    sightings: Sequence[Sighting]
    seen: Sequence[Seen]

    def rows(self, record: type[R]) -> Rows[R]:
        """All records of a type."""
        names = [name for name, kind in self.types.items() if kind is record]
        files = {name: self.files[name] for name in names if name in self.files}
        return Rows(files, self._seen_by.get(record, []), self.sightings)

    @cached_property
    def _seen_by(self) -> dict[type[Record], list[Seen]]:
        out: dict[type[Record], list[Seen]] = {}
        for seen in self.seen:
            out.setdefault(self.types[seen.artifact], []).append(seen)
        return out

    def observable(self, record: type[Record]) -> str:
        """Empty where at least one artifact of the type was read; otherwise why none was."""
        lines = [
            self.coverage[name]
            for name, kind in self.types.items()
            if kind is record and name in self.coverage
        ]
        if any(line.status in READ for line in lines):
            return ""
        return (
            "; ".join(f"{line.artifact}: {line.reason or line.status.value}" for line in lines)
            or "no artifact"
        )
