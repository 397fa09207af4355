"""Files that later versions of Predator keep."""

from collections.abc import Iterator

from hoofprint.detect.listed_files import placed
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A file or folder at a place published for Predator"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.E,
    attribution=Attribution.A2,
    versions="14-17",
    shows=N_(
        "The acquisition lists a file or folder at exactly a place where later versions of Predator keep theirs."
    ),
    does_not_show=N_(
        "What the file holds, or that anything ran. A name that only begins alike is another file."
    ),
    benign=(
        Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),
        Benign(
            "extraction",
            N_("left by a tool with which the phone was examined before"),
            untested=N_("the phone keeps no record of examinations"),
        ),
    ),
    raised_by=(
        N_("a program in the temporary folder"),
        N_("its content"),
    ),
    refuted_by=(
        N_("content that is something else"),
        N_("a jailbreak of the owner's"),
    ),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(
        Source("Public indicators for Predator (mvt-indicators, February 2026)"),
        Source("https://github.com/mvt-project/mvt (paths were once compared by their beginning only)"),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each entry at a listed place; the places are data (published.toml)."""
    yield from placed(files, "PRD-04", TRACE)


__all__ = ["TRACE", "find", "try_jailbreak"]
