"""The records of one artifact, in a file or in memory: a small table is read once, a large one as needed."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from hoofprint.model.arrow import Array
from hoofprint.model.record import IN_TABLE

SMALL = 64 * 1024
"""Bytes of a file up to which its table is kept in memory: rules ask of it dozens of times."""
N = "_n"
"""Position of a record in its artifact's table."""
Record = dict[str, Any]
"""Fields and provenance columns by name."""


class Part(NamedTuple):
    """Some rows in a stretch."""

    rows: int
    column: Callable[[str], Array]
    """A column of them by name; texts may come by dictionary."""


class Stored:
    """One artifact's table."""

    def __init__(self, place: Path | pa.Table) -> None:
        self._memory = place if isinstance(place, pa.Table) else None
        self._file = place if isinstance(place, Path) else Path()

    def parts(self, repeated: Sequence[str]) -> Iterator[Part]:
        """The table from its first row to its last; of `repeated` columns it is known that texts recur."""
        if (table := self._table) is not None:
            yield Part(table.num_rows, lambda name: table[name].combine_chunks())
            return
        with pq.ParquetFile(self._file, read_dictionary=list(repeated)) as file:
            for group in range(file.num_row_groups):
                yield Part(file.metadata.row_group(group).num_rows, _reader(file, group))

    def at(self, wanted: Sequence[int], names: list[str] | None = None) -> dict[int, Record]:
        """A few records by position, in rising order; all columns, or those named."""
        if not wanted:
            return {}
        if (table := self._table) is not None:
            chosen = table if names is None else table.select(names)
            return dict(zip(wanted, chosen.take(wanted).to_pylist(), strict=True))
        out: dict[int, Record] = {}
        start = 0
        with pq.ParquetFile(self._file) as file:
            for group in range(file.num_row_groups):
                size = file.metadata.row_group(group).num_rows
                inside = [n for n in wanted if start <= n < start + size]
                if inside:
                    rows = file.read_row_group(group, columns=names).take([n - start for n in inside])
                    out |= dict(zip(inside, rows.to_pylist(), strict=True))
                start += size
        return out

    @cached_property
    def live(self) -> pl.DataFrame | pl.LazyFrame:
        """The rows that are in their table, with their position `_n`."""
        return self.every.filter(pl.col("_origin").is_in(IN_TABLE))

    @property
    def every(self) -> pl.DataFrame | pl.LazyFrame:
        """The same with those that are no longer in their table."""
        if self._table is not None:
            return pl.DataFrame(self._table).with_row_index(N)
        return pl.scan_parquet(self._file).with_row_index(N)

    @cached_property
    def _table(self) -> pa.Table | None:
        """All of it, where it is small or in memory anyway."""
        if self._memory is not None:
            return self._memory
        if self._file.stat().st_size > SMALL:
            return None
        with pq.ParquetFile(self._file) as file:
            return file.read(use_threads=False)


def _reader(file: pq.ParquetFile, group: int) -> Callable[[str], Array]:
    def column(name: str) -> Array:
        return file.read_row_group(group, columns=[name])[0].unify_dictionaries().combine_chunks()

    return column


def collected(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """What was asked of a table, worked out."""
    return frame.collect() if isinstance(frame, pl.LazyFrame) else frame
