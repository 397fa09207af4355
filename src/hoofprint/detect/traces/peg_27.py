"""BLASTPASS: passes for the Wallet from an unknown mail address, over iMessage."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.artifacts.ios.messages import Message
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.strangers import conversation as try_conversation
from hoofprint.detect.strangers import from_strangers, mailed
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.detect.versions import fixed
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.indicator import How
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

TYPES = ("com.apple.pkpass", "com.apple.pkpass-data", "com.apple.pkpasses")
MIMES = ("application/vnd.apple.pkpass", "application/vnd.apple.pkpasses")
ENDINGS = (".pkpass", ".pkpasses")
"""What Apple calls files of the Wallet."""
SEVERAL, WITHIN = 2, 10 * 60_000_000
"""Published: attachments, in the plural; how many is not. The window is ours."""
LISTED = 20
BLANK = " \t\r\n\ufffc"
"""What a message without words holds: U+FFFC stands for each attachment."""

TRACE = Trace(
    title=N_("Passes for the Wallet came over iMessage from an unknown mail address"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G4,
    family=Family.C,
    attribution=Attribution.A1,
    versions="16.0-16.6",
    shows=N_(
        "Passes for the Wallet came over iMessage from a mail address that is in no contact and was never"
        " written to. The"
        " exploit BLASTPASS came as passes that held prepared pictures."
    ),
    does_not_show=N_(
        "What the passes held, or that anything ran. Tickets and boarding passes come as passes too."
    ),
    benign=(
        Benign("contact", N_("somebody the owner knows sent tickets")),
        Benign("conversation", N_("somebody the owner came to know")),
        Benign("version", N_("a version of iOS in which the flaw was closed")),
        Benign("ticket", N_("a seller of tickets")),
    ),
    raised_by=(
        N_("several within minutes"),
        N_("a crash of a program that decodes pictures or passes within minutes"),
        N_("the same account on another person's phone, or published as an attacker's"),
    ),
    refuted_by=(N_("the owner bought tickets from that sender"),),
    next=N_(
        "Keep the passes; look at crash reports of the following minutes, and compare the sender with other phones."
    ),
    sources=(
        Source(
            "Citizen Lab, BLASTPASS, September 2023, as quoted word for word: PassKit attachments with pictures, from"
            " an attacker's iMessage account, against iOS 16.6, without a tap"
        ),
        Source("Apple, security content of iOS 16.6.1, September 2023"),
        Source(
            "Amnesty International, India, December 2023, and its indicators of January 2024 (one account)"
        ),
        Source("How many came, and what happened in which minute", recalled=True, sought="November 2026"),
    ),
)
try_version = fixed("16.6.1", less=1)


def find(attachments: Rows[Attachment], world: World) -> Iterator[Hit]:
    """One hit for each sender; several within minutes are moderate, a published account strong."""
    listed = {
        ref(row): position
        for row, position, sighting in attachments.sighted(
            Observable.EMAIL, Observable.ACCOUNT, columns=("handle",)
        )
        if sighting.how is How.EXACT
    }
    a_pass = pl.any_horizontal(
        pl.col("uti").is_in(TYPES).fill_null(False),
        pl.col("mime").is_in(MIMES).fill_null(False),
        *(pl.col("transfer_name").str.ends_with(end).fill_null(False) for end in ENDINGS),
    )
    by_sender: dict[str, list[Row]] = defaultdict(list)
    rows = attachments.where(a_pass, pl.col("service") == "iMessage")
    for row in from_strangers(rows, "created", world):
        if mailed(row["handle"]):
            by_sender[row["handle"]].append(row)
    for sender, found in sorted(by_sender.items()):
        found.sort(key=lambda row: (row["created"] or 0, row["_n"]))
        positions = tuple(dict.fromkeys(listed[ref(row)] for row in found if ref(row) in listed))
        made = hit(
            found[0],
            found[0]["created"],
            key=sender,
            stage=TRACE.stage,
            grade=TRACE.cap if positions else Grade.G3 if _several(found) else TRACE.grade,
            sightings=positions,
            sender=sender,
            account=sender,
            messages=" ".join(sorted({str(row["message"]) for row in found if row["message"] is not None})),
        )
        yield replace(
            made,
            refs=tuple(ref(row) for row in found[:LISTED]),
            until=found[-1]["created"],
            attribution=Attribution.A3 if positions else None,
        )


def _several(found: list[Row]) -> bool:
    times = [row["created"] for row in found if row["created"] is not None]
    return any(later - time <= WITHIN for time, later in zip(times, times[SEVERAL - 1 :], strict=False))


def try_ticket(hit: Hit, world: World) -> Tried:
    """Who sells a ticket writes what it is for; the published account showed the owner no conversation."""
    numbers = [int(number) for number in hit.values["messages"].split()]
    if hit.sightings or not numbers:
        return Tried(Outcome.NOT_TESTABLE, N_("what a pass is for is not read"))
    texts = [row["text"] for row in world.rows(Message).where(pl.col("_row").is_in(numbers))]
    if any(str(text or "").strip(BLANK) for text in texts):
        return Tried(Outcome.POSSIBLE, N_("words came with the passes, as with tickets"), at_most=Grade.G2)
    return Tried(Outcome.NOT_TESTABLE, N_("no words came with the passes; what they are for is not read"))


__all__ = ["TRACE", "find", "try_contact", "try_conversation", "try_ticket", "try_version"]
