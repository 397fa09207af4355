"""HOMAGE: a page engine started under the daemon of shared photo streams."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.detect.crashes import habit as try_habit
from hoofprint.detect.crashes import started
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.detect.versions import fixed
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A page engine ran under the daemon of shared photo streams"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.B,
    attribution=Attribution.A1,
    recalled=True,
    versions="13.0-13.1",
    shows=N_(
        "A report says that mstreamd, which keeps shared photo streams, started a part of WebKit. The exploit"
        " called HOMAGE"
        " is remembered to have done this."
    ),
    does_not_show=N_("That the exploit worked, or who sent what."),
    benign=(
        Benign("habit", N_("it happens often on this phone")),
        Benign("version", N_("a version of iOS in which the flaw was closed")),
        Benign(
            "system",
            N_("a version of iOS in which the daemon itself does so"),
            untested=N_("no list says which programs start which on ordinary phones"),
        ),
    ),
    raised_by=(
        N_("a look-up of an unknown account for photo streams minutes before"),
        N_("traffic by a published process name minutes after"),
    ),
    refuted_by=(N_("the same report on ordinary phones of that version"),),
    next=N_("Look at look-ups of the minutes before and at network accounting of the minutes after."),
    sources=(
        Source("Citizen Lab, CatalanGate, April 2022, as quoted in the press (name, versions)"),
        Source("The same report (service and daemon)", recalled=True, sought="November 2026"),
    ),
)
try_version = fixed("13.2", less=1)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """The report's parent or responsible program; the pairs are data (published.toml)."""
    yield from started(reports, "PEG-20", TRACE)


__all__ = ["TRACE", "find", "try_habit", "try_version"]
