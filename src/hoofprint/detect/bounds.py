"""Innocent causes that any dated record may have: it came from an older phone, or from a wrong clock (rule 9).

They are tried for every hit, beside those its trace names. A hit they explain is shown, and supports nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from hoofprint.detect.indicators.known import rows
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Benign, Hit, Tried, Try
from hoofprint.model import times
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.times import rfc3339
from hoofprint.model.words import N_

DAY = 86_400_000_000
"""Microseconds by which clocks and zones may differ before a time is out of bounds."""
PREDECESSOR, CLOCK = "predecessor", "clock"
COMMON = (
    Benign(PREDECESSOR, N_("the record was taken over from an older phone")),
    Benign(CLOCK, N_("the clock was wrong when the record was written")),
)


def first_use(world: World) -> int | None:
    """The earliest moment this very phone can have recorded anything: the first sale of its model.

    No acquisition says when a phone was first used: activation leaves no date behind that is read, the set-up
    assistant runs again after updates, and a restored backup brings its files' dates of birth along.
    """
    return releases().get(world.device.product or "")


@cache
def releases() -> dict[str, int]:
    """Product type to the first day of sale."""
    found = ((product, times.moment(datetime.fromisoformat(f"{day}T00:00:00Z"))) for product, day in _sales())
    return {product: sold for product, sold in found if sold is not None}


def _sales() -> list[tuple[str, str]]:
    return [(product, day) for product, day, _ in rows("iphone_releases.tsv")]


def try_predecessor(hit: Hit, world: World) -> Tried:
    """A restored backup brings the records of the phone before, with their right times."""
    first = world.fact(first_use)
    if hit.time is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the record has no date"))
    if first is None:
        return Tried(
            Outcome.NOT_TESTABLE,
            N_("the acquisition does not say which model it is of, or its first sale is not known"),
        )
    if hit.time < first - DAY:
        values = {"first": rfc3339(first)}
        why = N_("dated before this model was sold ({first}): it tells of the phone before")
        return Tried(Outcome.POSSIBLE, why, values, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("dated after this phone can first have been used"))


def try_clock(hit: Hit, world: World) -> Tried:
    """Nothing can have happened after the acquisition was made."""
    made = world.device.backup_time
    if hit.time is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the record has no date"))
    if made is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the acquisition does not say when it was made"))
    if hit.time > made + DAY:
        values = {"made": rfc3339(made)}
        return Tried(
            Outcome.POSSIBLE, N_("dated after the acquisition was made ({made})"), values, at_most=Grade.G1
        )
    return Tried(Outcome.EXCLUDED, N_("dated before the acquisition was made"))


TRIES: Mapping[str, Try] = {PREDECESSOR: try_predecessor, CLOCK: try_clock}
