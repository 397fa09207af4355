"""Published process names in network accounting: shared by the traces that differ in nothing but the names."""

from collections.abc import Callable, Iterator

from hoofprint.artifacts.ios.addaily import DailyUse
from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.campaigns import claimed
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.finding import Sighting
from hoofprint.model.record import Observable

KINDS = (Observable.PROCESS,)


def named_traffic(
    uses: Rows[NetworkUse],
    processes: Rows[NetworkProcess],
    daily: Rows[DailyUse],
    trace: Trace,
    wanted: Callable[[str], bool],
    tool: str | None,
) -> Iterator[Hit]:
    """A hit for each row whose process is a listed one; `tool` None takes every tool without traces of its own.

    The daily totals carry a date without a zone: they are echoes, undated for any sequence.
    """
    for rows, time in ((processes, "first"), (uses, "since"), (daily, None)):
        for row, position, sighting in rows.sighted(*KINDS, columns=("process", "daemon")):
            name = sighting.indicator.value
            if wanted(name) and _ours(sighting, tool):
                yield hit(
                    row,
                    time,
                    key=name,
                    stage=trace.stage,
                    grade=trace.grade,
                    sightings=(position,),
                    process=name,
                    bundle=row["bundle"] or "",
                )


def _ours(sighting: Sighting, tool: str | None) -> bool:
    return not claimed(sighting, "pegasus") if tool is None else claimed(sighting, tool)
