"""Files that the kit Coruna keeps."""

from collections.abc import Iterator

from hoofprint.detect.listed_files import placed
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A file at a place published for Coruna"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.E,
    attribution=Attribution.A2,
    versions="13-17.2",
    shows=N_(
        "The acquisition lists a file at exactly a place where the kit called Coruna keeps its locks, caches and"
        " settings."
    ),
    does_not_show=N_("That the kit worked. Some of its files have ordinary names; those weigh little."),
    benign=(
        Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),
        Benign(
            "extraction",
            N_("left by a tool with which the phone was examined before"),
            untested=N_("the phone keeps no record of examinations"),
        ),
    ),
    raised_by=(
        N_("a page of a published delivery host before it"),
        N_("its content"),
    ),
    refuted_by=(
        N_("content that is something else"),
        N_("a jailbreak of the owner's"),
    ),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(
        Source(
            "Google Threat Intelligence Group, https://cloud.google.com/blog/topics/threat-intelligence/"
            "coruna-powerful-ios-exploit-kit, and iVerify, https://iverify.io/blog/"
            "coruna-inside-the-nation-state-grade-ios-exploit-kit-we-ve-been-tracking, March 2026"
        ),
        Source(
            "Public indicators for Coruna (mvt-indicators: 2026-03-03_coruna_cryptowaters, with its notes)"
        ),
    ),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each entry at a listed place; the places are data (published.toml)."""
    yield from placed(files, "COR-01", TRACE)


__all__ = ["TRACE", "find", "try_jailbreak"]
