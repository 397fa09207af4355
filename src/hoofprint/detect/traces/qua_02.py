"""An invitation that was made long after its own end."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.calendar import CalendarItem
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

DAY = 86_400_000_000
LATE = 30 * DAY
"""How long after its end; the published ones were more than half a year late."""
FRAGMENTS = ("<![CDATA[", "]]>")
"""Pieces of markup that calendars do not write into texts; the exploit closed and opened them."""
TOGETHER = 60 * 60_000_000
BULK = 5

TRACE = Trace(
    title=N_("An invitation made long after its own end"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G4,
    family=Family.C,
    attribution=Attribution.A1,
    versions="14",
    shows=N_(
        "Somebody else's invitation was put into the calendar long after the event had ended, so that no"
        " notice was"
        " shown. QuaDream's exploit came so, with pieces of markup in its texts."
    ),
    does_not_show=N_("That anything ran. Calendars are also imported, moved and filled in afterwards."),
    benign=(
        Benign("contact", N_("somebody the owner knows noted it afterwards")),
        Benign("import", N_("old calendars were imported or moved at once")),
    ),
    raised_by=(N_("pieces of markup in its texts"), N_("a program in the staging folder within a month")),
    refuted_by=(N_("the owner knows the organizer"), N_("many such items made within an hour")),
    next=N_("Keep the calendar database; look at shutdown records and crash reports of the following weeks."),
    sources=(
        Source("Citizen Lab, Sweet QuaDreams, 2023; Microsoft, DEV-0196, 2023"),
        Source("Microsoft and Citizen Lab, Black Hat Europe 2023"),
    ),
)


def find(items: Rows[CalendarItem]) -> Iterator[Hit]:
    """Items of another's making; half a year late is moderate, with markup strong."""
    late = pl.col("created") - pl.col("end")
    for row in items.where(late > LATE, pl.col("organizer").is_not_null()):
        texts = (row["summary"], row["description"], row["url"], row["organizer"])
        marked = any(piece in str(text) for text in texts if text for piece in FRAGMENTS)
        months = row["created"] - row["end"] > 6 * LATE
        yield hit(
            row,
            row["created"],
            key=str(row["organizer"]),
            stage=TRACE.stage,
            grade=Grade.G4 if marked and months else Grade.G3 if months else TRACE.grade,
            sender=str(row["organizer"]),
        )


def try_import(hit: Hit, world: World) -> Tried:
    """An import makes many items within an hour."""
    near = [time for time in world.fact(made_late) if hit.time and abs(time - hit.time) <= TOGETHER]
    if len(near) >= BULK:
        why = N_("{count} items of the past were made within an hour")
        return Tried(Outcome.POSSIBLE, why, {"count": str(len(near))}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("few items of the past were made then"))


def made_late(world: World) -> list[int]:
    """When items were made whose event was over."""
    over = pl.col("created") > pl.col("end")
    return [row["created"] for row in world.rows(CalendarItem).where(over, columns=("created",))]


__all__ = ["TRACE", "find", "try_contact", "try_import"]
