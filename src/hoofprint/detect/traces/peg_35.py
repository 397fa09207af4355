"""A crash of the service in which the system takes received messages apart."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect.crashes import crashed
from hoofprint.detect.crashes import habit as try_habit
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The service that takes received messages apart crashed"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    alone=False,
    versions="14-18",
    shows=N_(
        "BlastDoor, the closed room in which the system takes received messages apart, crashed on what it was given."
    ),
    does_not_show=N_("What it was given, or that anything got out of the room."),
    benign=(
        Benign("habit", N_("it crashes often on this phone")),
        Benign(
            "media",
            N_("damaged media somebody sent"),
            untested=N_("a report does not say what was being taken apart"),
        ),
    ),
    raised_by=(
        N_("a crash of another part of the system within the hour before"),
        N_("a sender nobody knows"),
    ),
    refuted_by=(N_("a damaged picture that is still there"),),
    next=N_("Look at messages received in the same minutes."),
    sources=(
        Source("Citizen Lab, Triple Threat, April 2023, as quoted in the press (second step in iMessage)"),
    ),
)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """One hit for each crash; memory events are another kind of report."""
    yield from crashed(reports, "PEG-35", TRACE)


__all__ = ["TRACE", "find", "try_habit"]
