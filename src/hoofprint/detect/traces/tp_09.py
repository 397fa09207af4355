"""A shutdown log that breaks off before the end of its last restart."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.detect.rows import Row, Rows, World, hit
from hoofprint.detect.starts import restarts
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The shutdown log breaks off before the end of a restart"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.B,
    attribution=Attribution.A0,
    shows=N_(
        "The last entries of a shutdown log are not closed, so nothing says when they were written. They stay"
        " evidence: what they name was still running while the phone shut down."
    ),
    does_not_show=N_("Why the log ends there. A copy that was made while the phone shut down ends so too."),
    benign=(
        Benign("power", N_("the phone lost its power while it shut down")),
        Benign(
            "copy", N_("the log was cut when it was copied"), untested=N_("a copy does not say how it ended")
        ),
    ),
    raised_by=(N_("a program in a folder that holds no programs among these entries"),),
    refuted_by=(N_("a second copy of the log that goes on"),),
    next=N_("Look at the programs in these entries as in any other; take a second sysdiagnose."),
    sources=(
        Source("https://github.com/KasperskyLab/iShutdown (entries without a closing line have no time)"),
        Source("Kaspersky, A lightweight method to detect potential iOS malware, 2024"),
    ),
)


def find(rows: Rows[Straggler]) -> Iterator[Hit]:
    """One hit for each log that ends so, at the first entry that is not closed."""
    first: dict[str, Row] = {}
    named = (pl.col("restarted").is_null(), pl.col("executable").is_not_null())
    for row in rows.where(*named, columns=("_file",)):
        first.setdefault(row["_file"], row)
    for row in first.values():
        yield hit(row, None, key="open", stage=TRACE.stage, grade=TRACE.grade)


def try_power(hit: Hit, world: World) -> Tried:
    """It happens once; the log of a phone with a worn battery has other restarts that were closed."""
    if world.fact(restarts):
        return Tried(Outcome.POSSIBLE, N_("other restarts in the log were closed"), at_most=Grade.G1)
    return Tried(Outcome.NOT_TESTABLE, N_("the log has no other restart to compare with"))


__all__ = ["TRACE", "find", "try_power"]
