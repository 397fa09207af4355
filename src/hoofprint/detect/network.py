"""Published process names in network accounting: shared by the traces that differ in nothing but the names."""

from collections.abc import Callable, Iterator

from hoofprint.artifacts.ios.addaily import DailyUse
from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.campaigns import claimed_for
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.record import Observable

COLUMNS = ("process", "daemon")


def named_traffic(
    uses: Rows[NetworkUse],
    processes: Rows[NetworkProcess],
    daily: Rows[DailyUse],
    trace: Trace,
    wanted: Callable[[str], bool],
    tool: str | None,
) -> Iterator[Hit]:
    """A hit for each row whose process is a listed one; `tool` None takes every tool without traces of its own.

    A process is dated by its first use, and again by its last. The daily totals carry a day without a zone: they
    are echoes, and no sequence counts on them.
    """
    stores = ((processes, ("first", "last"), True), (uses, ("since",), True), (daily, ("since",), False))
    for rows, times, exact in stores:
        for row, position, sighting in rows.sighted(
            Observable.PROCESS, columns=COLUMNS, which=claimed_for(tool)
        ):
            name = sighting.indicator.value
            if not wanted(name):
                continue
            moments = dict.fromkeys(row[time] for time in times if row[time] is not None)
            for when in moments or (None,):
                yield hit(
                    row,
                    when,
                    key=name,
                    stage=trace.stage,
                    grade=trace.grade,
                    sightings=(position,),
                    exact=exact,
                    process=str(row["daemon"] or row["process"]),
                    bundle=str(row["bundle"] or ""),
                )
