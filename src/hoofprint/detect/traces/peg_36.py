"""A crash of a program that decodes received pictures or passes."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect.crashes import crashed
from hoofprint.detect.crashes import habit as try_habit
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A program that decodes received pictures or passes crashed"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.B,
    alone=False,
    versions="13-18",
    shows=N_("A program of the system that decodes what is received crashed on it."),
    does_not_show=N_("What it was given, or that anything ran."),
    benign=(
        Benign("habit", N_("it crashes often on this phone")),
        Benign(
            "media",
            N_("damaged media somebody sent"),
            untested=N_("a report does not say what was being decoded"),
        ),
    ),
    raised_by=(N_("passes or pictures from somebody unknown minutes before"),),
    refuted_by=(N_("a damaged picture that is still there"),),
    next=N_("Look at attachments received in the same minutes."),
    sources=(
        Source("Citizen Lab, FORCEDENTRY, September 2021 (IMTranscoderAgent)"),
        Source("Apple, security content of iOS 16.6.1, September 2023 (ImageIO and Wallet)"),
    ),
)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """One hit for each crash; memory events are another kind of report."""
    yield from crashed(reports, "PEG-36", TRACE)


__all__ = ["TRACE", "find", "try_habit"]
