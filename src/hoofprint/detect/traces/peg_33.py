"""The folders of crash reports were emptied."""

from collections.abc import Iterator

import polars as pl

from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

FOLDERS = ("/private/var/mobile/Library/Logs/CrashReporter", "/private/var/logs/CrashReporter")

TRACE = Trace(
    title=N_("The folders of crash reports are empty"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.E,
    versions="12",
    shows=N_(
        "A folder in which the phone keeps crash reports was changed at the time stated and holds none."
    ),
    does_not_show=N_("Who emptied it. Synchronising with a computer moves the reports off the phone."),
    benign=(
        Benign("reports", N_("reports lie in the folder after all")),
        Benign(
            "sync",
            N_("a computer fetched the reports, or the storage was cleaned"),
            untested=N_("the phone keeps no record of that"),
        ),
    ),
    raised_by=(N_("emptied within a minute of a redirect to a published address"),),
    refuted_by=(N_("a synchronisation with a computer on the same day"),),
    next=N_("Ask whether the phone was connected to a computer on that day."),
    sources=(Source("The technical author's account of the 2019 case in Morocco, 2019"),),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each crash-report folder without a report; absence alone is only noted (rule 1)."""
    for folder in FOLDERS:
        below = (pl.col("path").str.starts_with(f"{folder}/"), pl.col("kind") == "file")
        for row in files.where(pl.col("path") == folder, pl.col("kind") == "folder"):
            if not files.where(*below):
                yield hit(row, row["modified"], key=folder, stage=TRACE.stage, grade=TRACE.grade)


def try_reports(hit: Hit, world: World) -> Tried:
    """Asked once when the trace was found: it is one only where no report lies there."""
    return Tried(Outcome.EXCLUDED, N_("no report lies in the folder"))


__all__ = ["TRACE", "find", "try_reports"]
