"""Innocent causes that any dated record may have: it came from an older phone, or from a wrong clock (rule 9).

They are tried for every hit, beside those its trace names. A hit they explain is shown, and supports nothing.
"""

from collections.abc import Mapping

from hoofprint.detect.continuity import DAY, carried, first_use, restored, taken_over
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Benign, Hit, Tried, Try
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.times import rfc3339
from hoofprint.model.words import N_

PREDECESSOR, CLOCK = "predecessor", "clock"
COMMON = (
    Benign(PREDECESSOR, N_("the record was taken over from an older phone")),
    Benign(CLOCK, N_("the clock was wrong when the record was written")),
)


def try_predecessor(hit: Hit, world: World) -> Tried:
    """A restored backup brings the records of the phone before, with their right times.

    Where it can be either phone, nothing is taken from the grade: it was one of the owner's phones in any case.
    """
    first, set_up = world.fact(first_use), world.fact(restored)
    if hit.time is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the record has no date"))
    if first is None and set_up is None:
        return Tried(
            Outcome.NOT_TESTABLE,
            N_("the acquisition does not say which model it is of, or its first sale is not known"),
        )
    if first is not None and hit.time < first - DAY:
        values = {"first": rfc3339(first)}
        why = N_("dated before this model was sold ({first}): it tells of the phone before")
        return Tried(Outcome.POSSIBLE, why, values, at_most=Grade.G1)
    if not carried(hit):
        return Tried(Outcome.EXCLUDED, N_("no backup holds such logs, so it was not taken over with one"))
    if set_up is not None and hit.time < set_up:
        values = {"restored": rfc3339(set_up)}
        why = N_("dated before a backup was restored onto this phone ({restored}): it came with that backup")
        return Tried(Outcome.POSSIBLE, why, values)
    if world.fact(taken_over) and set_up is None:
        why = N_("records of an earlier phone were taken over, and nothing says when this one came into use")
        return Tried(Outcome.POSSIBLE, why)
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
