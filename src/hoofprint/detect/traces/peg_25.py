"""FINDMYPWN, first step: a crash of the program behind finding friends."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect.crashes import crashed
from hoofprint.detect.crashes import habit as try_habit
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The program behind Find My ended and was started again"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    recalled=True,
    alone=False,
    versions="15",
    shows=N_("fmfd, a program of the system behind Find My, crashed. The exploit FINDMYPWN began there."),
    does_not_show=N_("Why: it also ends at updates and when accounts change."),
    benign=(
        Benign("habit", N_("it crashes often on this phone")),
        Benign(
            "account",
            N_("a change of the account or of what is shared"),
            untested=N_("the phone keeps no dated record of that"),
        ),
    ),
    raised_by=(
        N_(
            "a message from somebody unknown, then a crash of the service that takes messages apart, within hours"
        ),
    ),
    refuted_by=(N_("crashes of it at every change of the account"),),
    next=N_("Look at messages and crash reports of the following hours."),
    sources=(
        Source(
            "Citizen Lab, Triple Threat, April 2023, as quoted in the press (Find My first, then iMessage)"
        ),
        Source(
            "The same report (name of the process and order of the crashes)",
            recalled=True,
            sought="November 2026",
        ),
        Source("The program is part of iOS up to 18.3: public listing of 15 iPhone builds from 15.0 to 26.2"),
    ),
)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """One hit for each crash; memory events are another kind of report."""
    yield from crashed(reports, "PEG-25", TRACE)


__all__ = ["TRACE", "find", "try_habit"]
