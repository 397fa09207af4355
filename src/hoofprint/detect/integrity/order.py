"""Records in the order of their ids, held against their times: rows that were put in later, and clocks that went back.

Tables of these kinds number their rows as they are written. Where a table as a whole keeps that order, a row with a
high number and an old date was written long after that date, or while the clock was wrong. Where it does not keep it
(messages that came down from a cloud, a parser that orders otherwise) nothing follows.
"""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from hoofprint.artifacts.ios.calls import Call
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.artifacts.shapes import NetworkProcess
from hoofprint.detect.continuity import DAY
from hoofprint.detect.rows import N, World
from hoofprint.model.record import Record

WRITTEN: Mapping[type[Record], str] = {
    Call: "date",
    HistoryVisit: "time",
    Message: "date",
    NetworkProcess: "first",
    WhatsappMessage: "date",
}
"""Records whose table numbers them as they are written, and when each was written."""
ENOUGH = 30
"""Rows from which on an order can be told."""
ORDERLY = 0.97
"""Share of neighbours in order from which on a table keeps its order. Both edges are ours."""
TIME, LENGTH = "time", "length"
BLOCK = 5
"""Neighbours that go back together: a clock, not a row."""


class Table(NamedTuple):
    """One table: its records in the order of their ids."""

    artifact: str
    rows: pl.DataFrame
    """Position in the artifact's table (`N`) and time (`TIME`) of each."""

    @property
    def keeps_order(self) -> bool:
        """Whether nearly every row is later than the one numbered before it."""
        steps = self.rows[TIME].diff().drop_nulls() >= -DAY
        return len(self.rows) >= ENOUGH and int(steps.sum()) >= ORDERLY * len(steps)

    def late(self) -> pl.DataFrame:
        """Position (`N`) and length of its run (`LENGTH`), for each row that is dated more than a day before what
        stands before it.

        The rows after it go on at the later time, so it was written then; runs of such rows have one length.
        """
        late = pl.col(TIME) < pl.col(TIME).cum_max() - DAY
        runs = self.rows.with_columns(late.alias("late"), late.rle_id().alias("run"))
        return runs.select(N, "late", pl.len().over("run").alias(LENGTH)).filter("late").select(N, LENGTH)


def tables(world: World) -> list[Table]:
    """Every table of these kinds, by artifact and file."""
    found: dict[tuple[str, str], Table] = {}
    for record, column in WRITTEN.items():
        dated = (pl.col(column).is_not_null(), pl.col("_row").is_not_null(), pl.col("_origin") == "live")
        for artifact, frame in world.rows(record).frames(*dated, columns=("_row", "_file", column)):
            for (file,), rows in frame.partition_by("_file", as_dict=True).items():
                ordered = rows.sort("_row", N).select(N, pl.col(column).alias(TIME))
                found[artifact, str(file)] = Table(artifact, ordered)
    return [table for _, table in sorted(found.items(), key=lambda item: item[0])]


def orderly(world: World) -> list[Table]:
    """Those that keep their order."""
    return [table for table in world.fact(tables) if table.keeps_order]
