"""KISMET: a page engine started under the program that converts received media."""

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
    title=N_("A page engine ran under the program that converts received media"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.B,
    attribution=Attribution.A1,
    versions="13",
    shows=N_(
        "A report says that IMTranscoderAgent, which converts received media, started a part of WebKit. It has"
        " no page to"
        " show; the exploit called KISMET did this."
    ),
    does_not_show=N_("That the exploit worked, or who sent what."),
    benign=(
        Benign("habit", N_("it happens often on this phone")),
        Benign("version", N_("a version of iOS in which the flaw was closed")),
        Benign(
            "preview",
            N_("a kind of attachment for which the system itself draws a page"),
            untested=N_("a report does not say what was being converted"),
        ),
    ),
    raised_by=(
        N_("traffic by an invented process name in the same hour"),
        N_("pictures received in the same minutes"),
    ),
    refuted_by=(N_("the same report on ordinary phones of that version"),),
    next=N_("Look at attachments and network accounting of the same hour."),
    sources=(
        Source("Citizen Lab, The Great iPwn, December 2020, as quoted in its later reports and in the press"),
        Source(
            "Citizen Lab and Access Now, Project Torogoz, January 2022, as quoted word for word by ZDNet, 13 January"
            " 2022: pictures as attachments, and IMTranscoderAgent starting an instance of WebKit"
        ),
        Source(
            "Citizen Lab, GeckoSpy, July 2022, as quoted: used from July to December 2020, by pictures that took"
            " control of IMTranscoderAgent"
        ),
    ),
)
try_version = fixed("14", less=1)


def find(reports: Rows[CrashReport]) -> Iterator[Hit]:
    """The report's parent or responsible program; the pairs are data (published.toml)."""
    yield from started(reports, "PEG-19", TRACE)


__all__ = ["TRACE", "find", "try_habit", "try_version"]
