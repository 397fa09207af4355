"""Numbers of messages or attachments that are gone, more on one day than is usual on this phone."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.highest_rows import HighestRow
from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.artifacts.ios.message_deletions import DeletedMessage
from hoofprint.artifacts.ios.messages import Message
from hoofprint.detect.gaps import Gap, gaps
from hoofprint.detect.rows import ARTIFACT, N, Rows, World
from hoofprint.detect.trace import Benign, Hit, Ref, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

DAY = 86_400_000_000
MANY = 5
"""Missing numbers of one day below which nobody would wonder (ours)."""
RARE = 0.02
"""Share of the days with records that may have as many, where a day is to stand out (ours)."""
NARROW = 10 * 60_000_000
"""Microseconds between the neighbours up to which a gap tells of minutes (ours)."""
DATABASE = "/sms.db"
TABLES = ("message", "attachment")

TRACE = Trace(
    title=N_("Messages or attachments of one day are gone, more than is usual on this phone"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.C,
    attribution=Attribution.A0,
    shows=N_(
        "The message database gave numbers that no message or attachment has any more, and on that day many more of"
        " them than on nearly all other days of this phone. Spyware has removed the messages that brought it."
    ),
    does_not_show=N_(
        "Who removed them, or what they said: deleting a conversation, and sorting out junk, do the same."
    ),
    benign=(
        Benign("deleted", N_("somebody deleted messages on this phone or on another one of the account")),
        Benign(
            "junk",
            N_("junk, or codes that delete themselves"),
            untested=N_("what a removed row said is not kept"),
        ),
    ),
    raised_by=(N_("crashes of programs that read what others send, in the same minutes"),),
    refuted_by=(N_("the owner deleted a conversation of that day"),),
    next=N_("Ask whether conversations of that day were deleted; look at what else was recorded then."),
    sources=(
        Source("https://www.sqlite.org/autoinc.html (numbers are not given twice)"),
        Source("Kaspersky, The outstanding stealth of Operation Triangulation, 2023 (its eraser)"),
        Source(
            "Citizen Lab, FORCEDENTRY, 2021, as quoted in later reports (attachments removed after the attack)"
        ),
    ),
)


def find(messages: Rows[Message], attachments: Rows[Attachment], counted: Rows[HighestRow]) -> Iterator[Hit]:
    """One hit for each day that stands out in either table, and one for numbers given after the last row."""
    for rows, time, what in ((messages, "date", "messages"), (attachments, "created", "attachments")):
        for gap, missing in _outstanding(rows, time):
            exact = gap.until - gap.since <= NARROW
            yield _hit(Ref(gap.artifact, gap.n), gap.until, exact, what, missing)
    newest = (pl.col("table").is_in(TABLES), pl.col("highest") - pl.col("last").fill_null(0) >= MANY)
    for row in counted.where(*newest, pl.col("_file").str.ends_with(DATABASE)):
        missing = row["highest"] - (row["last"] or 0)
        yield _hit(Ref(row[ARTIFACT], row[N]), None, False, f"newest of {row['table']}", missing)


def _hit(ref: Ref, when: int | None, exact: bool, key: str, missing: int) -> Hit:
    return Hit(
        time=when,
        refs=(ref,),
        key=key,
        stage=TRACE.stage,
        grade=TRACE.grade,
        exact=exact,
        values={"missing": str(missing)},
    )


def _outstanding(rows: Rows[Message] | Rows[Attachment], time: str) -> Iterator[tuple[Gap, int]]:
    """The widest gap of each day that lacks many numbers, with how many, where hardly another day lacks as many."""
    missing: Counter[int] = Counter()
    widest: dict[int, Gap] = {}
    for gap in gaps(rows, time):
        if gap.until - gap.since <= DAY:  # a gap that covers more is no day's
            day = gap.until // DAY
            missing[day] += gap.missing
            widest[day] = max(gap, widest.get(day, gap), key=lambda one: one.missing)
    ordered = sorted(missing.values())
    if not ordered or ordered[-1] < MANY:
        return
    days = len({when // DAY for (when,) in rows.each(time) if when is not None})
    for day, count in sorted(missing.items()):
        others = len(ordered) - bisect_left(ordered, count) - 1
        if count >= MANY and others <= RARE * days:
            yield widest[day], count


def try_deleted(hit: Hit, world: World) -> Tried:
    """The database remembers some deletions by name, until other devices were told."""
    if reason := world.observable(DeletedMessage):
        why = N_("what the database remembers of deletions could not be read: {reason}")
        return Tried(Outcome.NOT_TESTABLE, why, {"reason": reason})
    count = world.fact(remembered)
    values = {"count": str(count), "missing": hit.values["missing"]}
    if count >= int(hit.values["missing"]):
        why = N_("{count} deletions are remembered, {missing} numbers are missing")
        return Tried(Outcome.POSSIBLE, why, values)
    why = N_("{count} deletions are remembered for {missing} numbers, but what is remembered is soon dropped")
    return Tried(Outcome.NOT_TESTABLE, why, values)


def remembered(world: World) -> int:
    """How many deletions of messages are on record."""
    return sum(1 for (kind,) in world.rows(DeletedMessage).each("kind") if kind != "chat")


__all__ = ["TRACE", "find", "try_deleted"]
