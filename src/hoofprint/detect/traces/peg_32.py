"""A received attachment that was stored below the temporary folder."""

import re
from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

SHAPE = r"^(?:/private)?/var/tmp/.*-1$"
MANY = 5
"""Such files from which on transfers that break off are this phone's habit (ours)."""

TRACE = Trace(
    title=N_("A received attachment was stored below the temporary folder"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.C,
    shows=N_(
        "The message database says that a received file was put below the temporary folder, under a name that"
        " ends in -1."
    ),
    does_not_show=N_(
        "Why. A transfer that broke off leaves the same; what made a public tool look for it is not published."
    ),
    benign=(
        Benign("contact", N_("somebody the owner knows sent it")),
        Benign("habit", N_("transfers that break off often on this phone")),
    ),
    raised_by=(
        N_("a sender nobody knows"),
        N_("a crash of a program that handles messages in the same minutes"),
    ),
    refuted_by=(N_("the file itself, if it is what its name says"),),
    next=N_("Look at crash reports and messages of the same minutes."),
    sources=(Source("https://docs.mvt.re/en/latest/ios/records/ (sms_attachments) and its module"),),
)


def find(attachments: Rows[Attachment]) -> Iterator[Hit]:
    """One hit for each such file that came in."""
    shaped = pl.col("filename").str.contains(SHAPE)
    for row in attachments.where(shaped, pl.col("direction") == "incoming"):
        sender = str(row["handle"] or "")
        yield hit(row, row["created"], key=sender, stage=TRACE.stage, grade=TRACE.grade, sender=sender)


def try_habit(hit: Hit, world: World) -> Tried:
    """One is odd; many are a weak network."""
    names = world.rows(Attachment).distinct("filename")
    count = sum(re.search(SHAPE, name) is not None for name in names)
    if count >= MANY:
        why = N_("{count} files of messages were stored so")
        return Tried(Outcome.POSSIBLE, why, {"count": str(count)}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("few files of messages were stored so"))


__all__ = ["TRACE", "find", "try_contact", "try_habit"]
