"""Crash reports that are missing from days on which this phone should have written some."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.messages import Message
from hoofprint.detect import published
from hoofprint.detect.rows import Row, Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

DAY = 86_400_000_000
RHYTHM = 20
"""Days with reports from which on a rhythm can be spoken of (ours)."""
SHORTEST = 3
"""Days without reports below which nobody would wonder (ours)."""
CHANCE = 0.001
"""How seldom chance alone may leave such a hole anywhere in the span (ours)."""
ALL, NAMED = "all", "named"

TRACE = Trace(
    title=N_("Crash reports are missing from several days in a row"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.B,
    attribution=Attribution.A0,
    shows=N_(
        "This phone wrote reports on so many days before and after that chance alone would hardly leave such a hole."
        " Three kinds of spyware are known to remove reports."
    ),
    does_not_show=N_("Who removed them, or that there were any: a phone that lies in a drawer writes none."),
    benign=(
        Benign("unused", N_("the phone was off or lay unused")),
        Benign("erased", N_("the phone was erased in between")),
        Benign("update", N_("another version of iOS, which crashes more or less often")),
        Benign("sync", N_("a computer fetched the reports")),
        Benign("dropped", N_("the phone keeps some reports of each program, and drops the oldest")),
    ),
    raised_by=(
        N_("only reports of programs are missing that attacks go through, while others go on"),
        N_("an attack's other records in those days"),
    ),
    refuted_by=(N_("the owner did not use the phone on those days"),),
    next=N_("Ask what happened to the phone on those days; look at everything else that is dated then."),
    sources=(
        Source("The technical author's account of the 2019 case in Morocco, 2019 (reports removed at once)"),
        Source("Kaspersky, The outstanding stealth of Operation Triangulation, 2023 (its eraser)"),
        Source("Reports on DarkSword, 2026, as summed up in a public digest (reports of chosen programs)"),
        Source(
            "Apple, Interpreting the JSON format of a crash report (a phone's key, until it is erased; kinds)"
        ),
    ),
)


class Hole(NamedTuple):
    """Days without reports, between the last before and the first after."""

    before: Row
    after: Row
    days: int
    lasting: bool
    """Whether one program wrote reports both before and after: what is dropped for age leaves no such hole."""


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """One hit for each hole in all reports, and one for each in those of chosen programs while others go on."""
    fields = ("time", "process", "reporter", "os_version")
    rows = sorted(reports.where(pl.col("time").is_not_null(), columns=fields), key=_order)
    names = set(published.names("process", "TP-07"))
    chosen = [row for row in rows if row["process"] in names]
    every = [row["time"] for row in rows]
    for hole in _holes(rows):
        yield _hit(hole, ALL, TRACE.grade)
    for hole in _holes(chosen):
        if _days(every, hole) >= SHORTEST:
            yield _hit(hole, NAMED, TRACE.cap)


def _order(row: Row) -> tuple[int, str, int]:
    return row["time"], row["_artifact"], row["_n"]


def _holes(rows: Sequence[Row]) -> Iterator[Hole]:
    """Runs of empty days that the phone's own rate makes unlikely, wherever in the span they lay."""
    days = len({row["time"] // DAY for row in rows})
    if days < RHYTHM:
        return
    first = {row["process"]: row["time"] for row in reversed(rows)}
    last = {row["process"]: row["time"] for row in rows}
    rate = days / (rows[-1]["time"] // DAY - rows[0]["time"] // DAY + 1)
    for before, after in pairwise(rows):
        empty = after["time"] // DAY - before["time"] // DAY - 1
        if empty >= SHORTEST and (1 - rate) ** empty * days < CHANCE:
            start, end = before["time"], after["time"]
            lasting = any(first[name] <= start and last[name] >= end for name in first)
            yield Hole(before, after, empty, lasting)


def _days(times: Sequence[int], hole: Hole) -> int:
    """Days within the hole on which other reports were written."""
    start = bisect_left(times, (hole.before["time"] // DAY + 1) * DAY)
    end = bisect_left(times, hole.after["time"] // DAY * DAY)
    return len({time // DAY for time in times[start:end]})


def _hit(hole: Hole, what: str, grade: Grade) -> Hit:
    before, after = hole.before, hole.after
    return hit(
        after,
        after["time"],
        key=what,
        stage=TRACE.stage,
        grade=grade,
        exact=False,
        what=what,
        since=str(before["time"]),
        days=str(hole.days),
        lasting="yes" if hole.lasting else "no",
        key_kept=_agree(before["reporter"], after["reporter"]),
        version_kept=_agree(before["os_version"], after["os_version"]),
    )


def _agree(one: str | None, other: str | None) -> str:
    return "" if not one or not other else "yes" if one == other else "no"


def try_unused(hit: Hit, world: World) -> Tried:
    """Other reports, or messages that were written, say that the phone was in use."""
    if hit.values["what"] == NAMED:
        return Tried(Outcome.EXCLUDED, N_("other programs wrote reports on those days"))
    within = pl.col("date").is_between(int(hit.values["since"]) + DAY, (hit.time or 0) - DAY)
    sent = pl.col("direction") == "outgoing"
    if world.rows(Message).where(within, sent, columns=("date",)):
        return Tried(Outcome.EXCLUDED, N_("messages were written from this phone on those days"))
    why = N_("no message was written from this phone on those days")
    return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)


def try_erased(hit: Hit, world: World) -> Tried:
    """The reporter's key of a phone changes when it is erased."""
    kept = hit.values["key_kept"]
    if not kept:
        return Tried(Outcome.NOT_TESTABLE, N_("the reports do not state their key"))
    if kept == "no":
        return Tried(Outcome.POSSIBLE, N_("the key of the reports is another one after it"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the key of the reports is the same before and after"))


def try_update(hit: Hit, world: World) -> Tried:
    """With another version, another rate."""
    kept = hit.values["version_kept"]
    if not kept:
        return Tried(Outcome.NOT_TESTABLE, N_("the report does not name the version of iOS"))
    if kept == "no":
        return Tried(Outcome.POSSIBLE, N_("another version of iOS ran after it"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the same version of iOS ran before and after"))


def try_sync(hit: Hit, world: World) -> Tried:
    """A computer takes all that are there, the older ones as well."""
    return Tried(Outcome.EXCLUDED, N_("older reports are still there"))


def try_dropped(hit: Hit, world: World) -> Tried:
    """What is dropped for its age is the oldest of a program, never what lies between."""
    if hit.values["lasting"] == "no":
        why = N_("no program has reports from before and from after")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("a program has reports from before and from after"))


__all__ = ["TRACE", "find", "try_dropped", "try_erased", "try_sync", "try_unused", "try_update"]
