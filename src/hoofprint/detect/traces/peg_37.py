"""A notice that Lockdown Mode kept somebody from a Home."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.biome_notifications import NotificationEvent
from hoofprint.artifacts.ios.delivered_notifications import DeliveredNotification
from hoofprint.detect import published
from hoofprint.detect.rows import Row, Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A notice that Lockdown Mode kept somebody from a Home"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.C,
    alone=False,
    versions="16-",
    shows=N_("The system told whoever held the phone that Lockdown Mode blocked access to a Home."),
    does_not_show=N_("Who tried, or why: invitations of friends are blocked as well."),
    benign=(
        Benign(
            "invitation",
            N_("an invitation by somebody the owner knows"),
            untested=N_("the notice does not name an account that could be compared"),
        ),
    ),
    raised_by=(N_("a crash of homed within the hour"),),
    refuted_by=(N_("somebody who says that they sent an invitation"),),
    next=N_("Ask who might have sent an invitation to a Home at that time."),
    sources=(
        Source(
            "Citizen Lab, Triple Threat, April 2023, as quoted in the press (notices about blocked access to a Home)"
        ),
        Source("The notice's exact words", recalled=True, sought="November 2026"),
    ),
)


def find(delivered: Rows[DeliveredNotification], events: Rows[NotificationEvent]) -> Iterator[Hit]:
    """Notices of the Home app that name the mode; its names are data (published.toml)."""
    apps, words = published.names("app", "PEG-37"), published.names("word", "PEG-37", "text")
    for rows in (delivered, events):
        for row in rows.where(pl.col("bundle").is_in(list(apps))):
            if any(word in _text(row) for word in words):
                key = str(row["bundle"])
                yield hit(row, row["time"], key=key, stage=TRACE.stage, grade=TRACE.grade, bundle=key)


def _text(row: Row) -> str:
    parts = [row.get(name) or "" for name in ("title", "subtitle", "message")]
    return " ".join((*parts, *(row.get("details") or ()), *(row.get("texts") or ()))).casefold()


__all__ = ["TRACE", "find"]
