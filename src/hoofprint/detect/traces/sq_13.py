"""Several starts of the phone without an entry in the shutdown log, between others that have theirs."""

from collections.abc import Iterator
from dataclasses import replace

from hoofprint.artifacts.ios.container_log import ContainerEntry
from hoofprint.detect import starts
from hoofprint.detect.rows import Rows, World, hit, ref
from hoofprint.detect.starts import broke_down as try_forced
from hoofprint.detect.starts import often as try_often
from hoofprint.detect.starts import overwritten as try_overwritten
from hoofprint.detect.starts import ran_out as try_battery
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

SEVERAL = 2
LISTED = 10

TRACE = Trace(
    title=N_("Several starts of the phone, of which the shutdown log knows nothing"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.B,
    attribution=Attribution.A1,
    versions="15-18",
    shows=N_(
        "The phone started several times without a restart in the shutdown log that could belong to it, while the"
        " log has restarts from before and after, and no report of a breakdown, of a restart by force or of an update"
        " is near. Spyware has removed entries from that log."
    ),
    does_not_show=N_("Who removed entries, or that there were any. Nothing here names a tool."),
    benign=(
        Benign("forced", N_("breakdowns, or restarts by force")),
        Benign("often", N_("a worn battery, or a habit: most starts of the phone are like that")),
        Benign("overwritten", N_("iOS 26 and later keep the last restart only")),
        Benign("battery", N_("the battery was empty")),
    ),
    raised_by=(
        N_("traffic of a process whose row is gone, in the same weeks"),
        N_("crash reports that are missing from the same days"),
    ),
    refuted_by=(N_("an owner who remembers that the phone went off by itself on those days"),),
    next=N_("Ask how the phone was switched off in those days; take a second sysdiagnose before any update."),
    sources=(
        Source("iVerify, Key IOCs for Pegasus and Predator Spyware Cleaned With iOS 26 Update, 2025"),
        Source(
            "Public decompilations of containermanagerd (the line is written once for each start of the system)"
        ),
    ),
)


def find(entries: Rows[ContainerEntry], world: World) -> Iterator[Hit]:
    """One hit for all of them; where a breakdown or an empty battery would not have shown, it is less."""
    known = world.fact(starts.restarts)
    inside = [
        start
        for start in starts.unexplained(world, world.fact(starts.silent))
        if known and known[0] < start.earliest and start.latest < known[-1]
    ]
    if len(inside) >= SEVERAL:
        first, grade = inside[0].row, starts.weight(world, inside)
        made = hit(first, first["time"], key="starts", stage=TRACE.stage, grade=grade, exact=False)
        yield replace(made, refs=tuple(ref(start.row) for start in inside[:LISTED]))


__all__ = ["TRACE", "find", "try_battery", "try_forced", "try_often", "try_overwritten"]
