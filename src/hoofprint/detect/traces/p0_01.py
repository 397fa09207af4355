"""A file of the watering-hole implant of 2016 to 2019."""

from collections.abc import Iterator

from hoofprint.detect.listed_files import placed
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A file at a place published for the watering-hole implant of 2019"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.E,
    attribution=Attribution.A2,
    versions="10-12",
    shows=N_(
        "The acquisition lists a file at exactly the place from which the implant that Google described in 2019 ran."
    ),
    does_not_show=N_("That it ran, or who put it there. The folder is emptied at every restart."),
    benign=(
        Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),
        Benign(
            "extraction",
            N_("left by a tool with which the phone was examined before"),
            untested=N_("the phone keeps no record of examinations"),
        ),
    ),
    raised_by=(N_("a program that ran from there"), N_("its content")),
    refuted_by=(
        N_("content that is something else"),
        N_("a jailbreak of the owner's"),
    ),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(
        Source(
            "Google Project Zero, A very deep dive into iOS Exploit chains found in the wild, 2019, as a public"
            " list of indicators gives it"
        ),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each entry at a listed place; the places are data (published.toml)."""
    yield from placed(files, "P0-01", TRACE)


__all__ = ["TRACE", "find", "try_jailbreak"]
