"""The records of a case, table by table: lazily for questions, by position for the rows that are shown."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from hoofprint.artifacts.registry import artifacts
from hoofprint.case.folder import Case
from hoofprint.model.record import RECOVERED, Column, Observable, Record, Unit, columns
from hoofprint.model.words import N_

N = "_n"
"""Position of a record in its table."""
UNKNOWN = N_("a record of {artifact}")
"""The sentence for an artifact that this version does not know."""

_ROW = pl.col("_table") + " row " + pl.col("_row").cast(pl.String)
_KEYED = pl.col("_key").is_not_null() & (pl.col("_key") != "")
_ORIGIN = pl.when(pl.col("_origin") == "live").then(pl.lit("")).otherwise(" (" + pl.col("_origin") + ")")
_GONE = pl.col("_origin").is_in(list(RECOVERED))
LOCATOR = (
    pl.when(_KEYED & _GONE)
    .then(_ROW + " (" + pl.col("_origin") + ", " + pl.col("_key") + ")")
    .otherwise(pl.when(_KEYED).then("key " + pl.col("_key")).otherwise(_ROW) + _ORIGIN)
)
"""`detect.describe.locator` as a column; a test holds both together."""


@dataclass(frozen=True)
class Table:
    """All records of one artifact in one acquisition."""

    acquisition: str
    artifact: str
    path: Path

    @property
    def record(self) -> type[Record] | None:
        """The record type; None for an artifact that this version does not know."""
        known = artifacts().get(self.artifact)
        return known.record if known else None

    @property
    def says(self) -> str:
        """The artifact's sentence, marked for translation."""
        known = artifacts().get(self.artifact)
        return known.says if known else UNKNOWN

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Fields with meaning, as far as this version knows the artifact and the file has them."""
        stored = set(pq.read_schema(self.path).names)
        known = columns(self.record) if self.record else ()
        return {column.name: column for column in known if column.name in stored}

    @cached_property
    def dated(self) -> list[str]:
        """Fields that are events on the timeline."""
        return [name for name, column in self.columns.items() if column.unit is Unit.TIME]

    @cached_property
    def rows(self) -> int:
        """How many records there are."""
        return int(pq.read_metadata(self.path).num_rows)

    def observable(self, kind: Observable | None = None) -> list[str]:
        """Fields of one kind of observable, or of any."""
        return [
            name
            for name, column in self.columns.items()
            if column.observable is not None and kind in (None, column.observable)
        ]

    def scan(self) -> pl.LazyFrame:
        """The records with their position."""
        return pl.scan_parquet(self.path, row_index_name=N)

    def among(self, places: Iterable[tuple[str, str, str, str]]) -> pl.Expr:
        """Whether a record stands at one of some places: acquisition, artifact, file, locator."""
        mine = [
            f"{file}\0{locator}"
            for acquisition, artifact, file, locator in places
            if (acquisition, artifact) == (self.acquisition, self.artifact)
        ]
        if not mine:
            return pl.lit(False)
        return (pl.col("_file") + "\0" + LOCATOR).is_in(mine).fill_null(False)

    def at(self, positions: Sequence[int]) -> Iterator[dict[str, Any]]:
        """Records by position, in the order asked; only the groups of rows they stand in are read."""
        with pq.ParquetFile(self.path) as file:
            sizes = [file.metadata.row_group(i).num_rows for i in range(file.metadata.num_row_groups)]
            starts = list(accumulate(sizes, initial=0))
            found: dict[int, dict[str, Any]] = {}
            by_group: dict[int, list[int]] = {}
            for position in positions:
                by_group.setdefault(bisect_right(starts, position) - 1, []).append(position)
            for group, wanted in by_group.items():
                rows = file.read_row_group(group).take([position - starts[group] for position in wanted])
                found |= dict(zip(wanted, rows.to_pylist(), strict=True))
        for position in positions:
            yield {**found[position], N: position}


def tables(case: Case, acquisition: str = "") -> list[Table]:
    """Every table of a case, by acquisition and artifact; of one acquisition where it is named."""
    return [
        Table(face.id, path.name.removesuffix(".parquet"), path)
        for face in case.acquisitions
        if acquisition in ("", face.id)
        for path in sorted((case.folder / "acquisitions" / face.id / "records").glob("*.parquet"))
    ]
