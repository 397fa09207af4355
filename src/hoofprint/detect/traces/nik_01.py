"""A crash of the messaging daemon while it handled a contact's nickname."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect import published
from hoofprint.detect.crashes import crashed
from hoofprint.detect.crashes import habit as try_habit
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.detect.versions import fixed
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The messaging daemon crashed while it handled a nickname"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    versions="17-18.1.1",
    shows=N_(
        "imagent crashed in a part that handles nicknames of contacts. Such crashes were found on six phones of"
        " prominent"
        " people; one of them had a notification by Apple a month later."
    ),
    does_not_show=N_(
        "That anybody caused it. Apple says that this is an ordinary fault, closed in iOS 18.3, and disputes"
        " that it was"
        " used against anybody."
    ),
    benign=(
        Benign("habit", N_("it crashes often on this phone")),
        Benign("version", N_("a version of iOS in which the flaw was closed")),
        Benign(
            "fault",
            N_("the ordinary fault Apple speaks of"),
            untested=N_("a crash does not say what it was given"),
        ),
    ),
    raised_by=(N_("a notification by the vendor in the months after"),),
    refuted_by=(N_("the same crash on phones of people nobody is after"),),
    next=N_("Note it; by itself it calls for nothing."),
    sources=(Source("iVerify, NICKNAME, June 2025, and Apple's statement on it, as quoted in the press"),),
)
try_version = fixed("18.3", at_most=Grade.G1)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """Crashes of the daemon whose report has the word; both are data (published.toml)."""
    words = published.names("word", "NIK-01", "text")
    columns = ("reason", "image", "image_path", "stack")
    told = pl.any_horizontal(
        *(
            pl.col(column).str.to_lowercase().str.contains(word, literal=True)
            for column in columns
            for word in words
        )
    )
    wanted = {row["_n"] for row in reports.where(told.fill_null(False))}
    yield from (hit for hit in crashed(reports, "NIK-01", TRACE) if hit.refs[0].n in wanted)


__all__ = ["TRACE", "find", "try_habit", "try_version"]
