"""A program with a published name or place among those the system saw running."""

from collections.abc import Iterator
from typing import TypeAlias

from hoofprint.artifacts.ios.analytics import AnalyticsEvent
from hoofprint.artifacts.ios.crash_images import CrashImage
from hoofprint.artifacts.ios.crash_reporter_pref import CrashReporterSetting
from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.powerlog_processes import PowerProcess
from hoofprint.artifacts.ios.powerlog_sensors import SensorUse
from hoofprint.artifacts.ios.powerlog_use import PowerUse
from hoofprint.artifacts.ios.report_processes import ListedProcess
from hoofprint.artifacts.ios.running_processes import RunningProcess
from hoofprint.artifacts.ios.running_tasks import RunningTask
from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.detect.programs import named_programs
from hoofprint.detect.programs import system_place as try_system
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import developer as try_developer
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.signs import own_bundle as try_bundle
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

Ran: TypeAlias = (
    AnalyticsEvent
    | CrashImage
    | CrashReporterSetting
    | CrashReport
    | ListedProcess
    | PowerProcess
    | PowerUse
    | RunningProcess
    | RunningTask
    | SensorUse
    | Straggler
)
"""Every record that says a program was running."""

TRACE = Trace(
    title=N_("A program with a published name or place was running"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G4,
    family=Family.B,
    attribution=Attribution.A1,
    shows=N_(
        "A record of what ran (a crash report, the shutdown log, the accounting of power and sensors) names a program"
        " with a name or place that a loaded list gives as an attacker's."
    ),
    does_not_show=N_(
        "What the program did, or, where only the name is the same, that it is the same program."
    ),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign("system", N_("the system's own program of that name")),
        Benign("developer", N_("a program the phone's owner develops or side-loaded")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
    ),
    raised_by=(
        N_("the same place at two restarts or more"),
        N_("traffic by the same name"),
    ),
    refuted_by=(N_("the system's own updater, which runs from the same folder"),),
    next=N_("Look for the same name in network accounting, and for a system update on the same day."),
    sources=(
        Source("The list that gives name or place; it stands beside the sighting"),
        Source(
            "Kaspersky, A lightweight method to detect potential iOS malware, January 2024 (shutdown log)"
        ),
    ),
)


def find(records: Rows[Ran]) -> Iterator[Hit]:
    """Names and paths, of Pegasus as of every other tool."""
    yield from named_programs(records, TRACE)


__all__ = ["TRACE", "find", "try_bundle", "try_developer", "try_jailbreak", "try_system"]
