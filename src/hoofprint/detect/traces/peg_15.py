"""A look-up of an address with NUL bytes in it."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.id_status import IdStatus
from hoofprint.detect import published
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

BYTES = 2
"""So many NUL bytes, as the public tool asks for; one may end a text that was stored with its end."""
HOUR = 60 * 60_000_000
MANY = 5
"""Such addresses from which on a damaged file, or a gateway that writes them, explains them better (ours)."""

TRACE = Trace(
    title=N_("The phone looked up an address with NUL bytes in it"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.C,
    versions="12-14",
    shows=N_(
        "The phone asked Apple about an address that holds bytes no address holds, as malformed messages make it."
    ),
    does_not_show=N_("Who sent what. Damaged files and gateways of other services write such addresses too."),
    benign=(
        Benign("damage", N_("a damaged file, or a gateway that writes such addresses")),
        Benign(
            "gateway",
            N_("a single message through another operator's gateway"),
            untested=N_("the look-up does not say what made the phone ask"),
        ),
    ),
    raised_by=(N_("a crash of the service that takes messages apart in the same hour"),),
    refuted_by=(N_("many such addresses over a long time"),),
    next=N_("Look at messages, crash reports and network accounting of the same hour."),
    sources=(
        Source(
            "https://docs.mvt.re/en/latest/ios/records/ (id_status_cache) and its module, which rates it high"
        ),
        Source("The rate of such addresses on ordinary phones is not published"),
    ),
)


def find(lookups: Rows[IdStatus], reports: Rows[CrashReport]) -> Iterator[Hit]:
    """One hit for each such address; moderate where the message parser crashed in the same hour."""
    parsers = [*published.names("process", "PEG-35"), *published.names("process", "PEG-36")]
    times = [
        row["time"]
        for row in reports.where(pl.col("process").is_in(parsers), columns=("time",))
        if row["time"]
    ]
    for row in lookups.where(pl.col("nul_bytes") >= BYTES):
        when = row["looked_up"]
        near = when is not None and any(abs(time - when) <= HOUR for time in times)
        grade = TRACE.cap if near else TRACE.grade
        yield hit(
            row,
            when,
            key=str(row["handle"]),
            stage=TRACE.stage,
            grade=grade,
            service=str(row["service"] or ""),
        )


def try_damage(hit: Hit, world: World) -> Tried:
    """One malformed message makes one address; a damaged file makes many."""
    count = len(world.rows(IdStatus).where(pl.col("nul_bytes") >= BYTES, columns=("nul_bytes",)))
    if count >= MANY:
        why = N_("{count} addresses of the file hold such bytes")
        return Tried(Outcome.POSSIBLE, why, {"count": str(count)}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("few addresses of the file hold such bytes"))


__all__ = ["TRACE", "find", "try_damage"]
