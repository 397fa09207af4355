"""Starts of the phone that no orderly restart can account for: the log of app folders beside the shutdown log.

The first states local time without its offset, so nothing here depends on a zone: a start is said to be silent only
where no zone there is lets a restart belong to it. Each restart accounts for one start at most, and an earlier one is
used up first, so the count errs low. The first start on record is never silent: an erased phone begins with one.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import polars as pl

from hoofprint.artifacts.duet import UseEvent
from hoofprint.artifacts.ios.container_log import ContainerEntry
from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.restarts import Restart
from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.detect import published
from hoofprint.detect.places import DAY, updates
from hoofprint.detect.rows import Row, World, ref
from hoofprint.detect.trace import Hit, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

HOUR = 60 * 60_000_000
AHEAD, BEHIND = 14 * HOUR, 12 * HOUR
"""How far local time can be ahead of UTC, and behind it."""
SAME = 10 * 60_000_000
"""Two services note a start, each in a log of its own: lines this near tell of one start (ours)."""
OVERWRITES = 26
"""From this version of iOS on the shutdown log keeps the last restart only."""
FORCED = ("panic", "reset")
"""Kinds of report that a start leaves which nobody ordered."""
MANY = 3
"""Starts that nothing can exclude an empty battery for, from which on they are more than a note (ours)."""
EMPTY = 5
"""Per cent of its charge at or below which a battery may have given out (ours)."""
NONE = N_("no starts of the phone are on record that could be compared")


class Start(NamedTuple):
    """A start of the phone, with the earliest and the latest moment it can have been, in UTC."""

    row: Row
    earliest: int
    latest: int


def starts(world: World) -> list[Start]:
    """Every start on record, in order; lines that two services wrote of one are one."""
    told = (pl.col("event") == "start", pl.col("time").is_not_null())
    rows = world.rows(ContainerEntry).where(*told, columns=("time",))
    found: list[Row] = []
    for row in sorted(rows, key=lambda row: (row["time"], ref(row))):
        if not found or row["time"] - found[-1]["time"] > SAME:
            found.append(row)
    return [Start(row, row["time"] - AHEAD, row["time"] + BEHIND) for row in found]


def restarts(world: World) -> list[int]:
    """When the phone was restarted or switched off in order, as far as its log says."""
    return sorted(world.rows(Restart).distinct("time") | world.rows(Straggler).distinct("restarted"))


def silent(world: World) -> list[Start]:
    """Starts for which no restart is left since the start before: the phone may have been off for long between."""
    left = list(world.fact(restarts))
    found: list[Start] = []
    before: Start | None = None
    for start in world.fact(starts):
        since = before.earliest if before else None
        while left and since is not None and left[0] < since:
            left.pop(0)
        if left and left[0] <= start.latest + SAME:
            left.pop(0)
        elif before:
            found.append(start)
        before = start
    return found


def forced(world: World) -> list[int]:
    """When the phone wrote that it had broken down or was restarted by force."""
    kinds = (pl.col("kind").is_in(FORCED), pl.col("time").is_not_null())
    return [row["time"] for row in world.rows(CrashReport).where(*kinds, columns=("time",))]


def levels(world: World) -> list[tuple[int, int]]:
    """What the phone noted of its battery's charge: when, and per cent; it keeps that for about four weeks."""
    noted = (
        pl.col("stream").is_in(list(published.names("stream", "SQ-13"))),
        pl.col("start").is_not_null() & pl.col("number").is_not_null(),
    )
    return [
        (row["start"], row["number"])
        for row in world.rows(UseEvent).where(*noted, columns=("start", "number"))
    ]


def near(start: Start, times: Iterable[int], slack: int = HOUR) -> bool:
    """Whether a moment can belong to a start."""
    return any(start.earliest - slack <= time <= start.latest + slack for time in times)


def unexplained(world: World, found: Sequence[Start]) -> list[Start]:
    """Those that neither a breakdown, a restart by force, an empty battery nor an update can have caused."""
    low = [time for time, level in world.fact(levels) if level <= EMPTY]
    other, changed = [*world.fact(forced), *low], world.fact(updates)
    return [start for start in found if not near(start, other) and not near(start, changed, DAY)]


def certain(world: World, found: Sequence[Start]) -> bool:
    """Whether the acquisition could have shown a breakdown and an empty battery, for each of the starts."""
    noted = [time for time, _ in world.fact(levels)]
    return not world.observable(CrashReport) and all(near(start, noted) for start in found)


def weight(world: World, found: Sequence[Start]) -> Grade:
    """What so many silent starts weigh: batteries run empty, so little where nothing could have shown that."""
    if certain(world, found):
        return Grade.G3
    return Grade.G2 if len(found) >= MANY else Grade.G1


def of_hit(hit: Hit, world: World) -> list[Start]:
    """The starts a hit rests on."""
    return [start for start in world.fact(starts) if ref(start.row) in hit.refs]


def broke_down(hit: Hit, world: World) -> Tried:
    """A breakdown, or buttons held down, restarts the phone without a word in the shutdown log, and leaves a report."""
    if reason := world.observable(CrashReport):
        why = N_("reports of breakdowns could not be read: {reason}")
        return Tried(Outcome.NOT_TESTABLE, why, {"reason": reason})
    mine = of_hit(hit, world)
    if not mine:
        return Tried(Outcome.NOT_TESTABLE, NONE)
    if any(near(start, world.fact(forced)) for start in mine):
        why = N_("a report of a breakdown or of a restart by force is near it")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("no report of a breakdown or of a restart by force is near it"))


def ran_out(hit: Hit, world: World) -> Tried:
    """An empty battery ends the phone without a word; the charge it noted before says so."""
    mine = of_hit(hit, world)
    if not mine:
        return Tried(Outcome.NOT_TESTABLE, NONE)
    noted = [(time, level) for time, level in world.fact(levels) if any(near(one, [time]) for one in mine)]
    if not all(near(start, (time for time, _ in noted)) for start in mine):
        return Tried(Outcome.NOT_TESTABLE, N_("the charge of the battery is not on record for those days"))
    lowest = str(min((level for _, level in noted), default=0))
    if any(level <= EMPTY for _, level in noted):
        why = N_("the battery was down to {lowest} per cent near it")
        return Tried(Outcome.POSSIBLE, why, {"lowest": lowest}, at_most=Grade.G1)
    why = N_("the battery was never below {lowest} per cent near it")
    return Tried(Outcome.EXCLUDED, why, {"lowest": lowest})


def overwritten(hit: Hit, world: World) -> Tried:
    """From iOS 26 on the log begins anew at each restart."""
    version = (world.device.os_version or "").partition(".")[0]
    if not version.isdigit():
        return Tried(Outcome.NOT_TESTABLE, N_("the version of iOS is not known"))
    if int(version) >= OVERWRITES:
        return Tried(Outcome.POSSIBLE, N_("this version of iOS overwrites the log"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("this version of iOS keeps the log"))


def often(hit: Hit, world: World) -> Tried:
    """A worn battery, or a habit of holding the buttons down, makes such starts the rule."""
    every, quiet = len(world.fact(starts)), len(world.fact(silent))
    if quiet * 2 > every:
        why = N_("{quiet} of {every} starts of this phone are without an entry")
        return Tried(Outcome.POSSIBLE, why, {"quiet": str(quiet), "every": str(every)}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("most starts of this phone have their entry"))
