"""The settings of the update service were changed."""

from collections.abc import Iterator

from hoofprint.detect.ordinary import changed
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The settings of the update service were changed"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.E,
    alone=False,
    versions="15",
    shows=N_("The settings of the service that updates the system were last changed at the time stated."),
    does_not_show=N_("That updates were prevented, or by whom."),
    benign=(
        Benign(
            "daily",
            N_("a full storage, a beta profile, ordinary use"),
            untested=N_("every phone has this file"),
        ),
    ),
    raised_by=(N_("the owner remembers that updates failed"),),
    refuted_by=(N_("nothing else of the sequence near it"),),
    next=N_("Look at what else the phone recorded in the same minutes."),
    sources=(
        Source("Kaspersky, Operation Triangulation, 2023"),
        Source("Withdrawal as an indicator of Pegasus, 2021-07-19: history of the public indicator files"),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """The last change."""
    yield from changed(files, "TRI-06", TRACE)


__all__ = ["TRACE", "find"]
