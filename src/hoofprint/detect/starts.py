"""Starts of the phone that no orderly restart can account for: the log of app folders beside the shutdown log.

The first states local time without its offset, so nothing here depends on a zone: a start is said to be silent only
where no zone there is lets a restart belong to it. Each restart accounts for one start at most, and an earlier one is
used up first, so the count errs low. The first start on record is never silent: an erased phone begins with one.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
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
from hoofprint.detect.trace import Hit, Ref, Tried
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
    left = deque(world.fact(restarts))
    found: list[Start] = []
    before: Start | None = None
    for start in world.fact(starts):
        while left and before and left[0] < before.earliest:
            left.popleft()
        if left and left[0] <= start.latest + SAME:
            left.popleft()
        elif before:
            found.append(start)
        before = start
    return found


def forced(world: World) -> list[int]:
    """When the phone wrote that it had broken down or was restarted by force, in order."""
    kinds = (pl.col("kind").is_in(FORCED), pl.col("time").is_not_null())
    return sorted(row["time"] for row in world.rows(CrashReport).where(*kinds, columns=("time",)))


def charged(world: World) -> list[int]:
    """When the phone noted the charge of its battery, in order; it keeps that for about four weeks."""
    return _charges(world, pl.col("number").is_not_null())


def drained(world: World) -> list[int]:
    """When it noted that hardly any was left."""
    return _charges(world, pl.col("number") <= EMPTY)


def _charges(world: World, which: pl.Expr) -> list[int]:
    named = pl.col("stream").is_in(list(published.names("stream", "SQ-13")))
    noted = (named, pl.col("start").is_not_null(), which)
    return sorted(row["start"] for row in world.rows(UseEvent).where(*noted, columns=("start",)))


def near(start: Start, times: Sequence[int], slack: int = HOUR) -> bool:
    """Whether one of these moments, in order, can belong to a start."""
    at = bisect_left(times, start.earliest - slack)
    return at < len(times) and times[at] <= start.latest + slack


def unexplained(world: World, found: Sequence[Start]) -> list[Start]:
    """Those that neither a breakdown, a restart by force, an empty battery nor an update can have caused."""
    causes = ((world.fact(forced), HOUR), (world.fact(drained), HOUR), (world.fact(updates), DAY))
    return [start for start in found if not any(near(start, times, slack) for times, slack in causes)]


def certain(world: World, found: Sequence[Start]) -> bool:
    """Whether the acquisition could have shown a breakdown and an empty battery, for each of the starts."""
    noted = world.fact(charged)
    return not world.observable(CrashReport) and all(near(start, noted) for start in found)


def weight(world: World, found: Sequence[Start]) -> Grade:
    """What so many silent starts weigh: batteries run empty, so little where nothing could have shown that."""
    if certain(world, found):
        return Grade.G3
    return Grade.G2 if len(found) >= MANY else Grade.G1


def of_hit(hit: Hit, world: World) -> list[Start]:
    """The starts a hit rests on."""
    known = world.fact(by_ref)
    return [known[one] for one in hit.refs if one in known]


def by_ref(world: World) -> dict[Ref, Start]:
    """Each start by its record."""
    return {ref(start.row): start for start in world.fact(starts)}


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
    least = {"least": str(EMPTY)}
    if any(near(start, world.fact(drained)) for start in mine):
        why = N_("the battery was down to {least} per cent or less near it")
        return Tried(Outcome.POSSIBLE, why, least, at_most=Grade.G1)
    if not all(near(start, world.fact(charged)) for start in mine):
        return Tried(Outcome.NOT_TESTABLE, N_("the charge of the battery is not on record for those days"))
    return Tried(Outcome.EXCLUDED, N_("the battery held more than {least} per cent near it"), least)


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
