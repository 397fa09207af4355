"""A shutdown log without content."""

from collections.abc import Iterator

import polars as pl

from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

PATH = "/private/var/db/diagnostics/shutdown.log"
OVERWRITES = 26

TRACE = Trace(
    title=N_("The shutdown log is empty"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G3,
    family=Family.B,
    versions="15-18",
    shows=N_("The log of restarts is there and holds nothing."),
    does_not_show=N_("Who emptied it: a phone that was never restarted has none, and iOS 26 overwrites it."),
    benign=(
        Benign("overwritten", N_("iOS 26 and later keep the last restart only")),
        Benign(
            "new",
            N_("the phone is new, was erased or never restarted"),
            untested=N_("records of starts are not read yet"),
        ),
    ),
    raised_by=(N_("several starts of the phone on record without an entry"),),
    refuted_by=(N_("no restart since the phone was set up"),),
    next=N_("Ask when the phone was last restarted."),
    sources=(Source("iVerify, Key IOCs for Pegasus and Predator Spyware Cleaned With iOS 26 Update, 2025"),),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """The file, without a byte."""
    for row in files.where(pl.col("path") == PATH, pl.col("kind") == "file", pl.col("size") == 0):
        yield hit(row, row["modified"], key=PATH, stage=TRACE.stage, grade=TRACE.grade)


def try_overwritten(hit: Hit, world: World) -> Tried:
    """From iOS 26 on the log begins anew at each restart."""
    version = (world.device.os_version or "").partition(".")[0]
    if not version.isdigit():
        return Tried(Outcome.NOT_TESTABLE, N_("the version of iOS is not known"))
    if int(version) >= OVERWRITES:
        return Tried(Outcome.POSSIBLE, N_("this version of iOS overwrites the log"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("this version of iOS keeps the log"))


__all__ = ["TRACE", "find", "try_overwritten"]
