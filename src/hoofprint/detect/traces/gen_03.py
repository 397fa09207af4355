"""A restart was held up more than four times."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.detect.indicators import known
from hoofprint.detect.indicators.paths import normal
from hoofprint.detect.places import UPDATER, cause_of
from hoofprint.detect.places import update_day as try_update
from hoofprint.detect.rows import Row, Rows, World, hit
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

OFTEN = 4
"""Looks from above which a delay is unusual; the vendor's own script alerts from three on, its article says four."""
APPS = "/private/var/containers/Bundle/Application/"

TRACE = Trace(
    title=N_("A restart was held up more than four times"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    attribution=Attribution.A0,
    shows=N_("While the phone shut down it looked more than four times whether this program had ended."),
    does_not_show=N_(
        "Why the program did not end. Synchronising, restoring and worn batteries hold restarts up too."
    ),
    benign=(
        Benign("system", N_("a program of the system or of an app, which may be slow to end")),
        Benign("update", N_("a system update on that day")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
        Benign(
            "busy",
            N_("the phone was synchronising or being restored"),
            untested=N_("the log does not say what the phone was doing"),
        ),
    ),
    raised_by=(
        N_("the same program at several restarts"),
        N_("a program that ran from a folder that holds no programs"),
    ),
    refuted_by=(N_("a program of the system at its own place"),),
    next=N_("See from where the programs that held the restart up were run."),
    sources=(
        Source(
            "Kaspersky, A lightweight method to detect potential iOS malware, 2024 (more than four delays)"
        ),
        Source("https://github.com/KasperskyLab/iShutdown (its script alerts from three delays on)"),
    ),
)


def find(rows: Rows[Straggler]) -> Iterator[Hit]:
    """One hit for each program that was still there at a fifth look of one restart."""
    seen: dict[tuple[str, int | None], Row] = {}
    for row in rows.where(pl.col("looks") > OFTEN, pl.col("executable").is_not_null()):
        seen.setdefault((row["executable"], row["restarted"]), row)
    for (path, restarted), row in seen.items():
        yield hit(row, restarted, key=normal(path), stage=TRACE.stage, grade=TRACE.grade, path=path)


def try_system(hit: Hit, world: World) -> Tried:
    """The system's programs and those of apps are known by their places."""
    path = normal(hit.values["path"])
    if path in known.paths() or cause_of(path) == UPDATER:
        return Tried(Outcome.POSSIBLE, N_("the system keeps a program at that place"), at_most=Grade.G1)
    if path.startswith(APPS):
        return Tried(Outcome.POSSIBLE, N_("it lies in the folder of an app"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("neither the system nor an app keeps a program at that place"))


__all__ = ["TRACE", "find", "try_jailbreak", "try_system", "try_update"]
