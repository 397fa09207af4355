"""Marks of a jailbreak."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.applications import Application
from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.artifacts.shapes import NetworkProcess
from hoofprint.detect import marks
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("Marks of a jailbreak"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.E,
    attribution=Attribution.A0,
    shows=N_("The phone holds, or has run, what jailbreaks bring along."),
    does_not_show=N_(
        "Who jailbroke the phone, or that anything else ran on it. Such a phone can be attacked as well."
    ),
    benign=(
        Benign(
            "owner",
            N_("the owner, or who had the phone before, jailbroke it"),
            untested=N_("nothing in an acquisition says who did it"),
        ),
    ),
    raised_by=(N_("an owner who knows nothing of it"),),
    refuted_by=(N_("an owner who did it"),),
    next=N_("Ask the owner. Traces of programs in unusual places weigh one grade less on such a phone."),
    sources=(
        Source(
            "Lists of paths that jailbreak detection looks for; each mark has its own (detect/data/marks.toml)"
        ),
    ),
)


def find(
    files: Rows[FileEntry], apps: Rows[Application], used: Rows[NetworkProcess], ran: Rows[Straggler]
) -> Iterator[Hit]:
    """Package managers and their folders, servers they bring, and copies in the system's staging folder."""

    def marked(row: dict[str, object], when: object, key: str) -> Hit:
        return hit(
            row, when if isinstance(when, int) else None, key=key, stage=TRACE.stage, grade=TRACE.grade
        )

    for path in sorted(marks.listed(marks.JAILBREAK, "path")):
        for row in files.where(marks.below(frozenset((path,))) & pl.col("path").is_not_null())[:1]:
            yield marked(row, row["modified"], path)
    for row in marks.app_rows(apps, marks.JAILBREAK):
        yield marked(row, row["purchased"], row["bundle"])
    for row in marks.process_rows(used, marks.JAILBREAK):
        yield marked(row, row["first"], row["process"])
    for row, path in marks.copied(ran):
        yield marked(row, row["restarted"], path)


__all__ = ["TRACE", "find"]
