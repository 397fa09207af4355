"""Preferences of the crash reporter: whether reports may leave the phone, and what it noted about processes.

The file itself is ordinary: updates make it, developers have it, and newer systems fill it with
`ExcResourceDiagInfo_<process>` dates. `ShouldSubmit` false keeps reports on the phone; device management and the
person's own choice for analytics are ordinary causes. Its birth and change times are in `ios.files`.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.settings import Setting, settings
from hoofprint.model.record import At, Process, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File

NOTED = "ExcResourceDiagInfo_"


class CrashReporterSetting(Setting, frozen=True):
    """One key of the crash reporter's preferences. What it holds now; not when the key was written, nor by whom."""

    process: Annotated[Process, "the process a noted resource report is about"] = None


@reads(
    CrashReporterSetting,
    name=N_("crash reporter settings"),
    topic=Topic.SETTINGS,
    says=N_("Crash reporter preference {key}: {value}"),
    files=(
        "/private/var/root/Library/Preferences/com.apple.CrashReporter.plist",
        "/private/var/mobile/Library/Preferences/com.apple.CrashReporter.plist",
    ),
    sources=(
        "Amnesty International Security Lab, Forensic Methodology Report: How to catch NSO Group's Pegasus, 2021",
        "https://github.com/AmnestyTech/investigations/issues/19 (ordinary causes of the file)",
        "ReportCrash writes ExcResourceDiagInfo_<process> (public decompilations and differences of builds)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for at, one in settings(file.plist()):
        process = one.key.removeprefix(NOTED) if one.key and one.key.startswith(NOTED) else None
        yield (
            at,
            CrashReporterSetting(
                key=one.key,
                value=one.value,
                type=one.type,
                enabled=one.enabled,
                time=one.time,
                process=process,
            ),
        )
