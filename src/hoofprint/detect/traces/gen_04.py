"""A start of the phone without an entry in the shutdown log."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.container_log import ContainerEntry
from hoofprint.detect import starts
from hoofprint.detect.places import update_day as try_update
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.starts import broke_down as try_forced
from hoofprint.detect.starts import often as try_often
from hoofprint.detect.starts import overwritten as try_overwritten
from hoofprint.detect.starts import ran_out as try_battery
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The phone started, and the shutdown log has no restart that belongs to it"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    attribution=Attribution.A0,
    versions="15-18",
    shows=N_(
        "The log of app folders notes a start of the phone, and the shutdown log, which goes back further, has no"
        " restart that could belong to it, in whatever zone the phone was. Spyware has emptied that log."
    ),
    does_not_show=N_(
        "Who removed an entry, or that there was one: a phone that breaks down, is restarted by force or runs out"
        " of power writes none."
    ),
    benign=(
        Benign("forced", N_("a breakdown, or a restart by force")),
        Benign("often", N_("a worn battery, or a habit: most starts of the phone are like that")),
        Benign("update", N_("a system update on that day")),
        Benign("overwritten", N_("iOS 26 and later keep the last restart only")),
        Benign("battery", N_("the battery was empty")),
    ),
    raised_by=(N_("several such starts between others that have their entry"),),
    refuted_by=(N_("an owner who remembers that the phone went off by itself"),),
    next=N_("Ask how the phone was switched off in those days; keep both logs."),
    sources=(
        Source("iVerify, Key IOCs for Pegasus and Predator Spyware Cleaned With iOS 26 Update, 2025"),
        Source(
            "Public decompilations of containermanagerd (the line is written once for each start of the system)"
        ),
    ),
)


def find(entries: Rows[ContainerEntry], world: World) -> Iterator[Hit]:
    """One hit for each silent start after the first restart on record; a note where an empty battery would not show."""
    known = world.fact(starts.restarts)
    for start in world.fact(starts.silent):
        if known and known[0] < start.earliest:
            time, grade = start.row["time"], min(TRACE.grade, starts.weight(world, [start]))
            yield hit(start.row, time, key="start", stage=TRACE.stage, grade=grade, exact=False)


__all__ = ["TRACE", "find", "try_battery", "try_forced", "try_often", "try_overwritten", "try_update"]
