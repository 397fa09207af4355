"""Folders of message attachments that are empty."""

from collections.abc import Iterator

import polars as pl

from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

ROOT = "/private/var/mobile/Library/SMS/Attachments/"
BUCKET = f"^{ROOT}[0-9a-f]{{2}}(/[0-9]{{2}})?$"
"""The two levels of folders into which attachments are sorted."""

TRACE = Trace(
    title=N_("A folder of message attachments was emptied"),
    stage=Stage.S2,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.E,
    alone=False,
    versions="15",
    shows=N_(
        "A folder for message attachments holds none, and was changed in content and status at one moment."
    ),
    does_not_show=N_("Who emptied it: deleting a conversation does the same."),
    benign=(
        Benign(
            "deleted",
            N_("the owner deleted a conversation, or messages expire after thirty days"),
            untested=N_("the folder does not say what lay in it"),
        ),
    ),
    raised_by=(N_("several in one minute, beside changed settings and network use of system processes"),),
    refuted_by=(N_("a file below it"),),
    next=N_("Look at what else the phone recorded in the same minutes."),
    sources=(
        Source("Kaspersky, How to catch a wild triangle, 2023 (a weak sign, in the authors' words)"),
        Source("https://github.com/KasperskyLab/triangle_check, 2023"),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """Folders of both levels without a file below, whose times are equal; an archive states one time only."""
    kept = files.where(pl.col("path").str.starts_with(ROOT), pl.col("kind") == "file", columns=("path",))
    held = {folder for row in kept for folder in _above(row["path"])}
    same = (
        pl.col("modified").is_not_null(),
        pl.col("changed").is_null() | (pl.col("modified") == pl.col("changed")),
    )
    for row in files.where(pl.col("path").str.contains(BUCKET), pl.col("kind") == "folder", *same):
        if row["path"] not in held:
            yield hit(row, row["modified"], key=row["path"], stage=TRACE.stage, grade=TRACE.grade)


def _above(path: str) -> Iterator[str]:
    parts = path.removeprefix(ROOT).split("/")
    yield ROOT + parts[0]
    yield ROOT + "/".join(parts[:2])


__all__ = ["TRACE", "find"]
