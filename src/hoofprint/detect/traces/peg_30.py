"""Pegasus of 2016: the link by which it started at boot."""

from collections.abc import Iterator

from hoofprint.detect import published
from hoofprint.detect.listed_files import placed
from hoofprint.detect.marks import below
from hoofprint.detect.rows import Rows, World
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A file named as the boot option Pegasus of 2016 used"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.E,
    attribution=Attribution.A2,
    versions="9.0-9.3.4",
    shows=N_(
        "The acquisition lists a file whose name is a boot option. Pegasus of 2016 replaced a program of the"
        " system by a script engine and gave it its script under this name."
    ),
    does_not_show=N_("What the file holds. Only the content of the replaced program would show more."),
    benign=(
        Benign("untether", N_("a public jailbreak that starts at boot in the same way")),
        Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),
        Benign(
            "extraction",
            N_("left by a tool with which the phone was examined before"),
            untested=N_("the phone keeps no record of examinations"),
        ),
    ),
    raised_by=(N_("a system program with other content than that build has"),),
    refuted_by=(N_("a public jailbreak of that time"),),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(
        Source("Lookout, Technical analysis of Pegasus spyware, 2016"),
        Source("Citizen Lab, The Million Dollar Dissident, 2016"),
        Source(
            "NSSpiral/Blackb0x and the package net.tihmstar.etasonuntether (iOS 8.4.1, after 2016): a public untether"
            " puts the same script engine in the place of rtbuddyd and links its own script as /--early-boot"
        ),
        Source("The first two (the folder in which the file lay)", recalled=True, sought="November 2026"),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each entry at a listed place; the places are data (published.toml)."""
    yield from placed(files, "PEG-30", TRACE)


def try_untether(hit: Hit, world: World) -> Tried:
    """Public untethers keep their script in a folder of their own."""
    folders = frozenset(published.names("untether", "PEG-30", "path"))
    found = world.rows(FileEntry).where(below(folders), columns=("path",))
    if found:
        why = N_("the acquisition lists {path}, which public untethers bring along")
        return Tried(Outcome.POSSIBLE, why, {"path": found[0]["path"]}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("no file of a public untether is listed"))


__all__ = ["TRACE", "find", "try_jailbreak", "try_untether"]
