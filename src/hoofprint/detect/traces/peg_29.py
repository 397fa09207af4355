"""A shutdown log without content, or one that begins after starts of the phone that it should know."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.container_log import ContainerEntry
from hoofprint.detect import starts
from hoofprint.detect.rows import Rows, World, hit, ref
from hoofprint.detect.starts import broke_down as try_forced
from hoofprint.detect.starts import overwritten as try_overwritten
from hoofprint.detect.starts import ran_out as try_battery
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

PATH = "/private/var/db/diagnostics/shutdown.log"
SEVERAL = 2
"""Starts without an entry from which on the log should not be as it is."""
LISTED = 10
BEGINS_LATER = Grade.G2
"""How far back the log goes on a phone that nobody touched is not published."""

TRACE = Trace(
    title=N_("The shutdown log is empty, or begins after starts of the phone"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G3,
    family=Family.B,
    versions="15-18",
    shows=N_(
        "The log of restarts is there and holds nothing, or nothing of several starts that another log notes."
    ),
    does_not_show=N_("Who emptied it: a phone that was never restarted has none, and iOS 26 overwrites it."),
    benign=(
        Benign("overwritten", N_("iOS 26 and later keep the last restart only")),
        Benign("new", N_("the phone is new, was erased or never restarted")),
        Benign("forced", N_("breakdowns, or restarts by force")),
        Benign("battery", N_("the battery was empty")),
    ),
    raised_by=(N_("several starts of the phone on record without an entry"),),
    refuted_by=(N_("no restart since the phone was set up"),),
    next=N_("Ask when the phone was last restarted."),
    sources=(Source("iVerify, Key IOCs for Pegasus and Predator Spyware Cleaned With iOS 26 Update, 2025"),),
)


def find(files: Rows[FileEntry], entries: Rows[ContainerEntry], world: World) -> Iterator[Hit]:
    """The file without a byte; moderate where starts on record should stand in it. Or one that begins after starts."""
    missed = starts.unexplained(world, world.fact(starts.silent))
    for row in files.where(pl.col("path") == PATH, pl.col("kind") == "file", pl.col("size") == 0):
        grade = starts.weight(world, missed) if len(missed) >= SEVERAL else TRACE.grade
        made = hit(row, row["modified"], key=PATH, stage=TRACE.stage, grade=grade)
        yield replace(made, refs=(*made.refs, *(ref(start.row) for start in missed[:LISTED])))
    first = min(world.fact(starts.restarts), default=None)
    before = [start for start in missed if first is not None and start.latest + starts.SAME < first]
    if len(before) >= SEVERAL:
        grade = min(BEGINS_LATER, starts.weight(world, before))
        made = hit(before[-1].row, first, key="begins", stage=TRACE.stage, grade=grade, exact=False)
        yield replace(made, refs=tuple(ref(start.row) for start in before[-LISTED:]))


def try_new(hit: Hit, world: World) -> Tried:
    """Starts on record say that the phone was restarted since it was set up."""
    count = len(world.fact(starts.starts))
    if count > 1:
        return Tried(Outcome.EXCLUDED, N_("{count} starts of the phone are on record"), {"count": str(count)})
    return Tried(Outcome.NOT_TESTABLE, starts.NONE)


__all__ = ["TRACE", "find", "try_battery", "try_forced", "try_new", "try_overwritten"]
