"""Unanswered WhatsApp calls from strangers in the weeks of the missed-call attack of 2019."""

from collections.abc import Iterator
from datetime import UTC, datetime

import polars as pl

from hoofprint.artifacts.ios.whatsapp_calls import WhatsappCall
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.strangers import stranger
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.times import moment
from hoofprint.model.words import N_

SINCE, UNTIL = moment(datetime(2019, 4, 1, tzinfo=UTC)), moment(datetime(2019, 5, 14, tzinfo=UTC))
"""From the first month named in the published cases to the day after WhatsApp had closed the flaw."""

TRACE = Trace(
    title=N_("Unanswered WhatsApp calls from unknown numbers in the weeks of the attack of 2019"),
    stage=Stage.S1,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.C,
    attribution=Attribution.A1,
    shows=N_(
        "Somebody unknown called over WhatsApp and was not answered, in the weeks in which calls that nobody had"
        " to answer"
        " were used to attack phones."
    ),
    does_not_show=N_(
        "That a call was more than a call. Advertising calls look the same; the attack often removed its own."
    ),
    benign=(
        Benign(
            "advertising",
            N_("advertising, or a wrong number"),
            untested=N_("the list of calls does not say what a call was for"),
        ),
    ),
    raised_by=(
        N_("a notification by WhatsApp or Citizen Lab"),
        N_("calls at odd hours from one foreign prefix"),
    ),
    refuted_by=(N_("the owner knows the number"),),
    next=N_("Ask whether WhatsApp or Citizen Lab wrote to the owner in 2019."),
    sources=(
        Source("Citizen Lab, CatalanGate, April 2022 (its opening); press on the cases of 2019"),
        Source(
            "Which platforms, and that calls were removed from the list",
            recalled=True,
            sought="November 2026",
        ),
    ),
)


def find(calls: Rows[WhatsappCall], world: World) -> Iterator[Hit]:
    """One hit for each such call; together they are one finding."""
    missed = (pl.col("incoming"), pl.col("missed"), pl.col("date") >= SINCE, pl.col("date") < UNTIL)
    for row in calls.where(*missed):
        if stranger(row["creator"], row["date"], world):
            yield hit(
                row, row["date"], key="calls", stage=TRACE.stage, grade=TRACE.grade, sender=row["creator"]
            )


__all__ = ["TRACE", "find"]
