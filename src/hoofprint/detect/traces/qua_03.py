"""An invitation of whose organizer nothing is left."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.calendar import CalendarItem
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

MANY = 5
"""Organizers without address and name from which on an account that was removed explains them better (ours)."""
GONE = (
    pl.col("organizer_ref") > 0,
    pl.col("organizer").is_null(),
    pl.col("organizer_name").is_null(),
    pl.col("participants").list.len().fill_null(0) == 0,
)

TRACE = Trace(
    title=N_("An invitation of whose organizer nothing is left"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.C,
    attribution=Attribution.A1,
    versions="14",
    shows=N_(
        "A calendar item names an organizer by number, and neither address nor name nor any other guest is there"
        " any more."
        " QuaDream's implant could remove from the calendar whatever belonged to one organizer's address."
    ),
    does_not_show=N_(
        "Who removed it. Accounts that are removed, and calendars that are loaded anew, leave the same."
    ),
    benign=(
        Benign("account", N_("an account or a calendar that was removed or loaded anew")),
        Benign(
            "migration",
            N_("a change of the database with an update of the system"),
            untested=N_("the database does not say when it was rebuilt"),
        ),
    ),
    raised_by=(
        N_("a program at a place published for QuaDream within a month"),
        N_("only one organizer is gone"),
    ),
    refuted_by=(N_("the owner removed an account by that time"),),
    next=N_("Keep the calendar database; look at shutdown records and crash reports of the following weeks."),
    sources=(
        Source("Microsoft and Citizen Lab, Black Hat Europe 2023 (removal by the organizer's address)"),
        Source("Citizen Lab, Sweet QuaDreams, 2023"),
    ),
)


def find(items: Rows[CalendarItem]) -> Iterator[Hit]:
    """One hit for each such item; the organizer's number groups them."""
    for row in items.where(*GONE):
        number = str(row["organizer_ref"])
        yield hit(row, row["created"], key=number, stage=TRACE.stage, grade=TRACE.grade, organizer=number)


def try_account(hit: Hit, world: World) -> Tried:
    """Who removes an account removes many people at once."""
    count = len({row["organizer_ref"] for row in world.rows(CalendarItem).where(*GONE)})
    if count >= MANY:
        why = N_("of {count} organizers nothing is left")
        return Tried(Outcome.POSSIBLE, why, {"count": str(count)}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("of few organizers nothing is left"))


__all__ = ["TRACE", "find", "try_account"]
