"""What the kit DarkSword leaves after collecting."""

from collections.abc import Iterator

from hoofprint.detect.listed_files import placed
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("Copies of keys and passwords at places published for DarkSword"),
    stage=Stage.S4,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.E,
    attribution=Attribution.A2,
    versions="18.4-18.7",
    shows=N_(
        "The acquisition lists files at places where the kit called DarkSword puts copies of keys and passwords"
        " while it collects."
    ),
    does_not_show=N_(
        "That they left the phone. A jailbreak of the owner's, or a tool for extraction, leaves files of such names."
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
        N_("a page of a published delivery host within the hour before"),
        N_("its content"),
    ),
    refuted_by=(
        N_("an examination of the phone by that time"),
        N_("a jailbreak of the owner's"),
    ),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(
        Source(
            "Google Threat Intelligence Group, https://cloud.google.com/blog/topics/threat-intelligence/"
            "darksword-ios-exploit-chain, iVerify, https://iverify.io/blog/darksword-ios-exploit-kit-explained, and"
            " Lookout, https://www.lookout.com/blog/darksword, March 2026, as the list names them"
        ),
        Source(
            "Public indicators for DarkSword (mvt-indicators: 2026-03-30_darksword, with its notes: iOS 18.4 to 18.7)"
        ),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each entry at a listed place; the places are data (published.toml)."""
    yield from placed(files, "DRK-01", TRACE)


__all__ = ["TRACE", "find", "try_jailbreak"]
