"""Numbers that a table gave and that no row has any more, with the moments between which their rows were made.

A table that counts up gives its numbers in order of time, so the rows before and after say when a missing one was
made. Where the numbers do not follow time (a store that was filled from elsewhere), nothing of the kind can be said.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from hoofprint.detect.rows import Rows

ORDERLY = 0.95
"""Share of neighbours that must follow each other in time (ours)."""


class Gap(NamedTuple):
    """Missing numbers between two neighbours of one file."""

    artifact: str
    n: int
    """Position of the record after the gap."""
    row: int
    """Its number."""
    missing: int
    since: int
    """When the row before was made, microseconds UTC."""
    until: int
    """When the row after was made: the missing ones are no younger."""

    def holds(self, numbers: Sequence[int]) -> bool:
        """Whether one of these, in order, is among the missing ones."""
        at = bisect_left(numbers, self.row - self.missing)
        return at < len(numbers) and numbers[at] < self.row


def gaps(rows: Rows[Any], time: str) -> Iterator[Gap]:
    """Every gap between two dated neighbours whose numbers follow time, in order of artifact, file and number."""
    for artifact, frame in rows.frames(columns=("_file", "_row", time)):
        for file in frame.partition_by("_file", maintain_order=True):
            yield from _of(artifact, file.sort("_row"), time)


def _of(artifact: str, frame: pl.DataFrame, time: str) -> Iterator[Gap]:
    pairs = frame.with_columns(before=pl.col("_row").shift(1), since=pl.col(time).shift(1)).filter(
        pl.col("since").is_not_null(), pl.col(time).is_not_null()
    )
    if not pairs.height or pairs.filter(pl.col(time) >= pl.col("since")).height < ORDERLY * pairs.height:
        return
    held = pairs.filter(pl.col("_row") - pl.col("before") > 1, pl.col(time) >= pl.col("since"))
    for n, row, until, before, since in held.select("_n", "_row", time, "before", "since").iter_rows():
        yield Gap(artifact, n, row, row - before - 1, since, until)
