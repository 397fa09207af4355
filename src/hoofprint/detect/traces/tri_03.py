"""Settings files that Triangulation changed."""

from collections.abc import Iterator

from hoofprint.detect.ordinary import changed
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A settings file of the system was changed"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.E,
    alone=False,
    versions="15",
    shows=N_("A settings file that Operation Triangulation changed was last changed at the time stated."),
    does_not_show=N_("Anything by itself: these files are on every phone and change with ordinary use."),
    benign=(Benign("daily", N_("ordinary use"), untested=N_("every phone has these files")),),
    raised_by=(
        N_(
            "network use of system processes, a stopped location client and empty attachment folders in the"
            " same minutes"
        ),
    ),
    refuted_by=(N_("nothing else of the sequence near it"),),
    next=N_("Look at what else the phone recorded in the same minutes."),
    sources=(
        Source("https://github.com/KasperskyLab/triangle_check, 2023"),
        Source("Kaspersky, How to catch a wild triangle, 2023"),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """The last change of each."""
    yield from changed(files, "TRI-03", TRACE)


__all__ = ["TRACE", "find"]
