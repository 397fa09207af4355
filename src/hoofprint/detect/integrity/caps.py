"""What a check of the acquisition says, and what it leaves open: one word each, so that none reads as another.

A check whose catalogue card caps grades *fails*; one that finds something worth reading and caps nothing *notes* it.
Whoever reads "failed" thinks of tampering, so the word is kept for what may be tampering.
"""

from collections.abc import Iterable, Mapping

from hoofprint.model.finding import Check, Checked
from hoofprint.model.grades import Grade

CAPPING: Mapping[str, Grade] = {
    "TI-01": Grade.G3,
    "TI-02": Grade.G3,
    "TI-03": Grade.G3,
    "TI-04": Grade.G3,
    "TI-05": Grade.G3,
    "TI-06": Grade.G2,
    "TI-21": Grade.G3,
}
"""What is left where a check fails; the others cap nothing (why: docs/reference/grading.md)."""


def passed(id_: str, why: str) -> Check:
    """Nothing was found; `why` says what was looked at, marked for translation."""
    return Check(id=id_, outcome=Checked.PASSED, why=why)


def found(id_: str, why: str) -> Check:
    """Something was found: the check failed where that caps grades, else it is noted."""
    return Check(id=id_, outcome=Checked.FAILED if id_ in CAPPING else Checked.NOTED, why=why)


def untestable(id_: str, why: str) -> Check:
    """The acquisition does not hold what the check needs."""
    return Check(id=id_, outcome=Checked.NOT_TESTABLE, why=why)


def cap(checks: Iterable[Check]) -> Grade:
    """The highest grade that the checks leave open."""
    caps = (CAPPING[check.id] for check in checks if check.outcome is Checked.FAILED)
    return min(caps, default=Grade.G5)
