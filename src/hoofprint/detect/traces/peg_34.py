"""A message or attachment from a stranger, near a crash of a program that handles messages."""

from bisect import bisect_left
from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.artifacts.ios.messages import Message
from hoofprint.detect import published
from hoofprint.detect.crashes import CRASH
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.strangers import conversation as try_conversation
from hoofprint.detect.strangers import from_strangers
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

NEAR = 2 * 60 * 60_000_000
"""Only what lies near a crash can be a step of anything; the rest is mail like any other."""
PROGRAMS = ("PEG-24", "PEG-25", "PEG-35", "PEG-36")
SERVICE = "iMessage"

TRACE = Trace(
    title=N_("Something came in from somebody unknown"),
    stage=Stage.S1,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.C,
    alone=False,
    shows=N_(
        "A message or an attachment came over iMessage from an account that is in no contact and was never"
        " written to."
    ),
    does_not_show=N_("What it was for: advertising comes the same way."),
    benign=(
        Benign("conversation", N_("somebody the owner came to know")),
        Benign(
            "advertising",
            N_("advertising"),
            untested=N_("most of it looks like any message from somebody unknown"),
        ),
    ),
    raised_by=(N_("crashes of programs that handle messages in the same minutes"),),
    refuted_by=(N_("the owner knows who sent it"),),
    next=N_("Ask the owner whether they know the sender; keep the message."),
    sources=(
        Source("Citizen Lab, Triple Threat, April 2023, as quoted in the press (second step in iMessage)"),
    ),
)


def find(
    messages: Rows[Message], attachments: Rows[Attachment], reports: Rows[CrashReport], world: World
) -> Iterator[Hit]:
    """One hit for each message or attachment within two hours of such a crash."""
    names = [name for rule in PROGRAMS for name in published.names("process", rule)]
    crashes = (CRASH, pl.col("process").is_in(names), pl.col("time").is_not_null())
    times = sorted(row["time"] for row in reports.where(*crashes, columns=("time",)))
    came = (pl.col("direction") == "incoming", pl.col("service") == SERVICE)
    for rows, time in ((messages, "date"), (attachments, "created")):
        kept = rows.where(*came, columns=(time, "handle", "direction")) if times else []
        near = [row for row in kept if row[time] is not None and _near(row[time], times)]
        for row in from_strangers(near, time, world):
            sender = row["handle"]
            yield hit(row, row[time], key=sender, stage=TRACE.stage, grade=TRACE.grade, sender=sender)


def _near(when: int, times: list[int]) -> bool:
    at = bisect_left(times, when - NEAR)
    return at < len(times) and times[at] <= when + NEAR


__all__ = ["TRACE", "find", "try_conversation"]
