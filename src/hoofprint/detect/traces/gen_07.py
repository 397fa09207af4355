"""Several programs that take apart what others send crashed within minutes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.detect.indicators.known import table
from hoofprint.detect.people import known
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

MINUTE = 60_000_000
TOGETHER = 10 * MINUTE
"""Crashes within that span belong together; the edge is ours."""
NEAR = 5 * MINUTE
"""How near a message must be to a cluster; the edge is ours."""
OTHERS = 3
"""Days with crashes of the same programs from which on they crash of themselves; the edge is ours."""
AROUND = 30
"""Days before and after within which those days lie: a rate, and no count over years; the edge is ours."""
DAY = 86_400_000_000

TRACE = Trace(
    title=N_("Programs that read what others send crashed together"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.B,
    attribution=Attribution.A0,
    shows=N_(
        "Two or more programs that take apart messages, pictures or sound crashed within ten minutes. Exploits that"
        " need no tap have left such clusters."
    ),
    does_not_show=N_(
        "What made them crash. A damaged picture, or an unfinished version of iOS, does the same."
    ),
    benign=(
        Benign("rate", N_("they crash on this phone on other days too")),
        Benign("beta", N_("an unfinished version of iOS")),
        Benign("sender", N_("something a known sender sent")),
        Benign(
            "media",
            N_("a damaged file"),
            untested=N_("the file that was being read is not named in the report"),
        ),
    ),
    raised_by=(
        N_("a message from an unknown sender in the same minutes"),
        N_("traffic of an unknown program after it"),
    ),
    refuted_by=(N_("the same crashes on other days"), N_("a damaged file that crashes them again")),
    next=N_("Look at messages, look-ups of accounts and new processes of the same minutes."),
    sources=(
        Source("Apple, Examining the fields in a crash report (times, kinds)"),
        Source("Citizen Lab, FORCEDENTRY, 2021 (crashes of the program that converts attachments)"),
        Source(
            "Citizen Lab, Triple Threat, 2023 (crashes of homed and of the parser of messages)",
            recalled=True,
            sought="November 2026",
        ),
    ),
)


@cache
def parsers() -> frozenset[str]:
    """Names of such programs."""
    return frozenset(row["name"] for row in table("parsers.toml")["parser"])


def find(
    reports: Rows[CrashReport], messages: Rows[Message | WhatsappMessage], world: World
) -> Iterator[Hit]:
    """Clusters of two different programs; with a message from a stranger in the same minutes it is moderate."""
    crashed = (
        pl.col("kind") == "crash",
        pl.col("process").is_in(sorted(parsers())),
        pl.col("time").is_not_null(),
    )
    rows = sorted(reports.where(*crashed), key=lambda row: (row["time"], row["_n"]))
    for cluster in _clusters(rows):
        start, end = cluster[0]["time"], cluster[-1]["time"]
        strangers = _strangers(messages, start - NEAR, end + NEAR, world)
        found = hit(
            cluster[0],
            start,
            key="+".join(sorted({row["process"] for row in cluster})),
            stage=TRACE.stage,
            grade=TRACE.cap if strangers else TRACE.grade,
            stranger="yes" if strangers else "no",
            version=str(cluster[0]["os_version"] or ""),
        )
        yield replace(found, refs=tuple(ref(row) for row in (*cluster, *strangers[:1])), until=end)


def _clusters(rows: list[Row]) -> Iterator[list[Row]]:
    """Runs of crashes, each within the span after the one before, of two programs at least."""
    run: list[Row] = []
    for row in rows:
        if run and row["time"] - run[0]["time"] > TOGETHER:
            yield from _told(run)
            run = []
        run.append(row)
    yield from _told(run)


def _told(run: list[Row]) -> Iterator[list[Row]]:
    if len({row["process"] for row in run}) > 1:
        yield run


def _strangers(messages: Rows[Message | WhatsappMessage], start: int, end: int, world: World) -> list[Row]:
    near = (pl.col("date").is_between(start, end), pl.col("direction") == "incoming")
    found = []
    for row in messages.where(*near):
        sender = row.get("handle") or row.get("sender")
        if sender and known(sender, row["date"], world) is False:
            found.append(row)
    return found


def crash_days(world: World) -> frozenset[int]:
    """Days on which such a program crashed."""
    crashed = (pl.col("kind") == "crash", pl.col("process").is_in(sorted(parsers())))
    rows = world.rows(CrashReport).where(*crashed, columns=("time",))
    return frozenset(row["time"] // DAY for row in rows if row["time"] is not None)


def try_rate(hit: Hit, world: World) -> Tried:
    """The phone's own rate, not a count, says whether a cluster is unusual."""
    day = (hit.time or 0) // DAY
    others = {other for other in world.fact(crash_days) if 0 < abs(other - day) <= AROUND}
    if len(others) >= OTHERS:
        why = N_("they crashed on {count} other days as well")
        return Tried(Outcome.POSSIBLE, why, {"count": str(len(others))}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("they hardly crash on other days"))


def try_beta(hit: Hit, world: World) -> Tried:
    """Builds of unfinished versions end in a small letter."""
    stated = hit.values["version"].rstrip(")").rpartition("(")[2] or world.device.build or ""
    if not stated:
        return Tried(Outcome.NOT_TESTABLE, N_("the report does not name the version of iOS"))
    if stated[-1].islower():
        return Tried(Outcome.POSSIBLE, N_("the build is one of an unfinished version"), less=1)
    return Tried(Outcome.EXCLUDED, N_("the build is one of a finished version"))


def try_sender(hit: Hit, world: World) -> Tried:
    """Messages of the same minutes say who sent something."""
    if not world.rows(Message) and not world.rows(WhatsappMessage):
        return Tried(Outcome.NOT_TESTABLE, N_("neither contacts nor messages could be read"))
    if hit.values["stranger"] == "yes":
        return Tried(Outcome.EXCLUDED, N_("a sender who is not known wrote in the same minutes"))
    return Tried(Outcome.POSSIBLE, N_("no unknown sender wrote in the same minutes"))


__all__ = ["TRACE", "find", "try_beta", "try_rate", "try_sender"]
