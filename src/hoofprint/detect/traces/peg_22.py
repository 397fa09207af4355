"""A burst of crashes of the program that converts received media: IMTranscoderAgent."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

PROCESS = "IMTranscoderAgent"
WITHIN = 10 * 60_000_000
MANY = 5
FREQUENT = 20
"""Crashes of it over all time from which on they are this phone's habit."""

TRACE = Trace(
    title=N_("A burst of crashes of the program that converts received media"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    versions="13-14",
    shows=N_("IMTranscoderAgent, which converts received media, crashed several times within ten minutes."),
    does_not_show=N_("Why: damaged pictures and test versions of iOS make it crash as well."),
    benign=(
        Benign("habit", N_("it crashes often on this phone")),
        Benign(
            "media",
            N_("damaged media somebody sent"),
            untested=N_("a report does not say what was being converted"),
        ),
    ),
    raised_by=(N_("files named as GIF images that are none, in the same minutes"),),
    refuted_by=(N_("a damaged picture that is still there"),),
    next=N_("Look at attachments received in the same minutes."),
    sources=(Source("Citizen Lab, FORCEDENTRY, 2021 (one crash for each of the files)"),),
)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """One hit for each crash of a burst; memory events are another kind of report."""
    rows = reports.where(
        pl.col("process") == PROCESS, pl.col("kind") == "crash", pl.col("time").is_not_null()
    )
    rows.sort(key=lambda row: (row["time"], row["_n"]))
    for row in rows:
        near = [other for other in rows if abs(other["time"] - row["time"]) <= WITHIN]
        if len(near) >= MANY:
            yield hit(row, row["time"], key=PROCESS, stage=TRACE.stage, grade=TRACE.grade, process=PROCESS)


def try_habit(hit: Hit, world: World) -> Tried:
    """A phone on which it crashes all the time."""
    rows = world.rows(CrashReport).where(pl.col("process") == PROCESS, columns=("time",))
    days = {row["time"] // 86_400_000_000 for row in rows if row["time"] is not None}
    if len(rows) >= FREQUENT and len(days) >= MANY:
        why = N_("{count} crashes of it on {days} days")
        values = {"count": str(len(rows)), "days": str(len(days))}
        return Tried(Outcome.POSSIBLE, why, values, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("it does not crash often on this phone"))


__all__ = ["TRACE", "find", "try_habit"]
