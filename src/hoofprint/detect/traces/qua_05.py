"""An invitation called Meeting with the note Notes."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.calendar import CalendarItem
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TITLE, NOTE = "Meeting", "Notes"

TRACE = Trace(
    title=N_("An invitation called Meeting with the note Notes"),
    stage=Stage.S2,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.C,
    versions="14",
    shows=N_("Somebody else's invitation has the title and the note that a public tool looks for."),
    does_not_show=N_("Anything: both are words that calendars are full of."),
    benign=(Benign("words", N_("ordinary words")),),
    raised_by=(N_("made long after its own end"),),
    refuted_by=(N_("the owner knows the organizer"),),
    next=N_("See whether the invitation was made after its own end; otherwise nothing."),
    sources=(
        Source("https://docs.mvt.re/en/latest/ios/records/ (calendar) and its module, which rates it high"),
    ),
)


def find(items: Rows[CalendarItem]) -> Iterator[Hit]:
    """Both words whole, in an invitation of another's making."""
    words = (pl.col("summary") == TITLE, pl.col("description") == NOTE, pl.col("organizer").is_not_null())
    for row in items.where(*words):
        yield hit(row, row["created"], key=str(row["organizer"]), stage=TRACE.stage, grade=TRACE.grade)


def try_words(hit: Hit, world: World) -> Tried:
    """They say nothing by themselves."""
    return Tried(Outcome.POSSIBLE, N_("title and note are ordinary words"), at_most=Grade.G1)


__all__ = ["TRACE", "find", "try_words"]
