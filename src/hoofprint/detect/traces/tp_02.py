"""A row of network accounting's list of processes is gone, made within minutes of its neighbours."""

from collections.abc import Iterator

from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.gaps import Gap, gaps
from hoofprint.detect.rows import Rows, World
from hoofprint.detect.trace import Benign, Hit, Ref, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

NARROW = 10 * 60_000_000
"""Microseconds between the neighbours up to which a gap tells of minutes (ours)."""
USUAL = 0.05
"""Share of the numbers that are missing from which on gaps are this phone's habit (ours)."""
DAY = 86_400_000_000

TRACE = Trace(
    title=N_("A process is missing from the list of network accounting, from between two others"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.A,
    attribution=Attribution.A0,
    alone=False,
    shows=N_(
        "The list of processes that used the network lacks numbers between two rows that were made within minutes:"
        " rows of those minutes were removed, and no traffic refers to them."
    ),
    does_not_show=N_(
        "Which processes they were. Resetting the statistics, removing apps and the system's own tidying leave such"
        " gaps on every phone."
    ),
    benign=(
        Benign("usual", N_("gaps are usual in this list")),
        Benign("setup", N_("the first days of the phone, in which the list is rebuilt")),
        Benign(
            "app",
            N_("an app that was removed, or statistics that were reset"),
            untested=N_("what a removed row said is not kept"),
        ),
    ),
    raised_by=(N_("an attack's other records in the same minutes"),),
    refuted_by=(N_("an app that was installed in those minutes and removed later"),),
    next=N_("Look at what else the phone recorded in those minutes."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (removed processes)"
        ),
        Source("https://docs.mvt.re/en/latest/ios/records/ (datausage: missing ids are of low weight)"),
    ),
)


def find(processes: Rows[NetworkProcess], world: World) -> Iterator[Hit]:
    """One hit for each narrow gap that no traffic refers to; one that some refers to is PEG-23."""
    for gap in world.fact(missing):
        if gap.until - gap.since <= NARROW:
            yield Hit(
                time=gap.until,
                refs=(Ref(gap.artifact, gap.n),),
                key="gap",
                stage=TRACE.stage,
                grade=TRACE.grade,
                values={"missing": str(gap.missing)},
            )


def missing(world: World) -> list[Gap]:
    """Gaps in the lists that no reference to a removed row was left of."""
    uses = world.rows(NetworkUse)
    left = sorted(uses.distinct("process_ref") - uses.distinct("process_row"))
    return [gap for gap in gaps(world.rows(NetworkProcess), "first") if not gap.holds(left)]


def try_usual(hit: Hit, world: World) -> Tried:
    """The list's own rate: where many numbers are missing, one more says nothing."""
    gone = sum(gap.missing for gap in world.fact(missing))
    held = world.fact(listed)
    values = {"gone": str(gone), "held": str(held)}
    if gone > USUAL * (gone + held):
        why = N_("{gone} numbers are missing beside {held} that are there")
        return Tried(Outcome.POSSIBLE, why, values, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("only {gone} numbers are missing beside {held} that are there"), values)


def listed(world: World) -> int:
    """How many processes the lists hold."""
    return sum(1 for _ in world.rows(NetworkProcess).each("_row"))


def try_setup(hit: Hit, world: World) -> Tried:
    """When a phone is set up or restored, the list is filled and tidied within hours."""
    first = world.fact(begins)
    if first is None or hit.time is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the list states no time"))
    if hit.time - first <= DAY:
        return Tried(
            Outcome.POSSIBLE, N_("it is within a day of the first entry of the list"), at_most=Grade.G1
        )
    return Tried(Outcome.EXCLUDED, N_("the list is older by more than a day"))


def begins(world: World) -> int | None:
    """The first moment in the lists."""
    return min(world.rows(NetworkProcess).distinct("first"), default=None)


__all__ = ["TRACE", "find", "try_setup", "try_usual"]
