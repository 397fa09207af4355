"""PWNYOURHOME, first step: a crash of the program behind Home accessories."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect.crashes import crashed
from hoofprint.detect.crashes import habit as try_habit
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.detect.versions import fixed
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The program behind Home accessories crashed"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    attribution=Attribution.A2,
    recalled=True,
    alone=False,
    versions="15-16.3",
    shows=N_(
        "homed, the system's program behind Home accessories, crashed. The exploit PWNYOURHOME began there."
    ),
    does_not_show=N_("Why: long names of accessories and test versions of iOS make it crash as well."),
    benign=(
        Benign("habit", N_("it crashes often on this phone")),
        Benign("version", N_("a version of iOS in which the flaw was closed")),
        Benign(
            "accessory",
            N_("an accessory with a name or state it cannot read"),
            untested=N_("what Home keeps is not read"),
        ),
    ),
    raised_by=(
        N_("a crash of the service that takes messages apart within an hour"),
        N_("a notice that Lockdown Mode blocked access to a Home"),
    ),
    refuted_by=(N_("accessories that make it crash again"),),
    next=N_("Look at messages and crash reports of the following hour."),
    sources=(
        Source(
            "Citizen Lab, Triple Threat, April 2023, as quoted in the press (HomeKit first, then iMessage)"
        ),
        Source(
            "The same report (name of the process and order of the crashes)",
            recalled=True,
            sought="November 2026",
        ),
    ),
)
try_version = fixed("16.3.1", at_most=Grade.G1)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """One hit for each crash; memory events are another kind of report."""
    yield from crashed(reports, "PEG-24", TRACE)


__all__ = ["TRACE", "find", "try_habit", "try_version"]
