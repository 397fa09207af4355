"""Crashes of single programs of the system, as published sequences contain them: shared by their traces."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect import published
from hoofprint.detect.rows import Row, Rows, World, hit
from hoofprint.detect.trace import Hit, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

DAY = 86_400_000_000
CRASH = pl.col("kind") == "crash"
"""Memory events, panics and resource limits are other kinds of report."""
HABIT_DAYS, HABIT_COUNT = 4, 5
"""Other days with crashes of one program, and crashes on them, from which on they are this phone's habit (ours)."""


def crashed(reports: Rows[CrashReport], rule: str, trace: Trace) -> Iterator[Hit]:
    """One hit for each crash of a program that `published.toml` lists for the trace."""
    names = list(published.names("process", rule))
    for row in reports.where(CRASH, pl.col("process").is_in(names)):
        yield _hit(row, trace)


def _hit(row: Row, trace: Trace) -> Hit:
    return hit(
        row, row["time"], key=row["process"], stage=trace.stage, grade=trace.grade, process=row["process"]
    )


def started(reports: Rows[CrashReport], rule: str, trace: Trace) -> Iterator[Hit]:
    """One hit for each report that says a program ran under another one that has no ordinary reason to start it."""
    for pair in published.rows("child", rule):
        under = pl.any_horizontal(pl.col("parent") == pair["parent"], pl.col("responsible") == pair["parent"])
        for row in reports.where(under.fill_null(False), pl.col("process").str.starts_with(pair["child"])):
            key = f"{row['process']} under {pair['parent']}"
            yield hit(row, row["time"], key=key, stage=trace.stage, grade=trace.grade, process=row["process"])


def habit(hit: Hit, world: World) -> Tried:
    """A program that crashes all the time on this phone: it is the rate that tells, not the count."""
    process = hit.values["process"]
    times = world.fact(crash_times).get(process, [])
    others = [time for time in times if hit.time is None or abs(time - hit.time) > DAY]
    days = {time // DAY for time in others}
    if len(days) >= HABIT_DAYS and len(others) >= HABIT_COUNT:
        why = N_("{count} crashes of it on {days} other days")
        values = {"count": str(len(others)), "days": str(len(days))}
        return Tried(Outcome.POSSIBLE, why, values, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("it does not crash often on this phone"))


def crash_times(world: World) -> dict[str, list[int]]:
    """When each program crashed."""
    found: dict[str, list[int]] = {}
    dated = (CRASH, pl.col("time").is_not_null(), pl.col("process").is_not_null())
    for row in world.rows(CrashReport).where(*dated, columns=("process", "time")):
        found.setdefault(row["process"], []).append(row["time"])
    return found
