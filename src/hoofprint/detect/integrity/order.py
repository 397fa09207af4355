"""Records in the order of their ids, held against their times: rows that were put in later, and clocks that went back.

Tables of these kinds number their rows as they are written. Where a table as a whole keeps that order, a row with a
high number and an old date was written long after that date, or while the clock was wrong. Where it does not keep it
(messages that came down from a cloud, a parser that orders otherwise) nothing follows.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from hoofprint.artifacts.ios.calls import Call
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.artifacts.shapes import NetworkProcess
from hoofprint.detect.bounds import DAY
from hoofprint.detect.rows import ARTIFACT, N, World
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
BLOCK = 5
"""Neighbours that go back together: a clock, not a row."""


class Table(NamedTuple):
    """One table: positions of its records in the order of their ids, with their times."""

    artifact: str
    rows: tuple[tuple[int, int], ...]
    """Position in the artifact's table, time."""

    @property
    def keeps_order(self) -> bool:
        """Whether nearly every row is later than the one numbered before it."""
        steps = [later >= earlier - DAY for (_, earlier), (_, later) in pairwise(self.rows)]
        return len(self.rows) >= ENOUGH and sum(steps) >= ORDERLY * len(steps)

    def late(self) -> Iterator[tuple[int, int]]:
        """Position and length of its run, for each row that is dated more than a day before what stands before it.

        The rows after it go on at the later time, so it was written then; runs of such rows have one length.
        """
        newest, run = self.rows[0][1], list[int]()
        for position, time in self.rows:
            if time < newest - DAY:
                run.append(position)
                continue
            yield from ((one, len(run)) for one in run)
            newest, run = max(newest, time), []
        yield from ((one, len(run)) for one in run)


def tables(world: World) -> list[Table]:
    """Every table of these kinds, by artifact and file."""
    found: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for record, column in WRITTEN.items():
        dated = (pl.col(column).is_not_null(), pl.col("_row").is_not_null(), pl.col("_origin") == "live")
        for row in world.rows(record).where(*dated, columns=("_row", "_file", column)):
            key = row[ARTIFACT], row["_file"]
            found.setdefault(key, []).append((row["_row"], row[N], row[column]))
    return [
        Table(artifact, tuple((position, time) for _, position, time in sorted(rows)))
        for (artifact, _), rows in sorted(found.items())
    ]


def orderly(world: World) -> list[Table]:
    """Those that keep their order."""
    return [table for table in world.fact(tables) if table.keeps_order]
