"""Diagnostic reports (`.ips`): crashes, memory events, panics, resets, resource limits. No backup holds them.

Every time is local with its offset, so it is exact. The capture time is that of the event; the `timestamp` of the
first line and the file's own time can be later. iOS keeps some reports of each program and drops the oldest; all go
when they are deleted in Settings, when the phone is erased, or when a computer has fetched them.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import REPORTED, Topic, reads
from hoofprint.artifacts.dates import dated, zoned_time
from hoofprint.artifacts.places import REPORTS
from hoofprint.formats import ips
from hoofprint.formats.plist import as_text
from hoofprint.model.record import At, Bundle, Executable, Id, Process, Record, Seconds, Str, Text, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class CrashReport(Record, frozen=True):
    """The phone wrote a report about one program, or about itself; what caused a crash is not in it.

    Programs crash every day of themselves. What counts is which one, when, how often, and what else happened then.
    """

    time: Annotated[Time, "when it happened; where the body does not say, when the report was written"] = None
    kind: Annotated[Str, "crash, memory, panic and others, from the code of the report"] = None
    bug_type: Annotated[Str, "that code as stored"] = None
    process: Annotated[Process, "the program the report is about"] = None
    executable: Annotated[Executable, "where it lay"] = None
    bundle: Annotated[Bundle, "bundle id of the app or service"] = None
    version: Annotated[Str, "its version"] = None
    pid: Annotated[Id, "its process id"] = None
    parent: Annotated[Process, "the program that started it"] = None
    responsible: Annotated[Process, "the program on whose behalf it ran, where stated"] = None
    exception: Annotated[Str, "kind of exception, and signal"] = None
    codes: Annotated[Str, "codes of the exception"] = None
    reason: Annotated[Text, "why it was ended, what a panic says, what a reset counter counted"] = None
    image: Annotated[Str, "program or library in which it stopped"] = None
    image_path: Annotated[Executable, "where that lay"] = None
    stack: Annotated[Str, "programs and libraries of the crashed thread, innermost first"] = None
    launched: Annotated[Time, "when the program was started"] = None
    uptime: Annotated[Seconds, "how long the phone had been running, rounded by the system"] = None
    incident: Annotated[Str, "identifier of this report"] = None
    reporter: Annotated[Str, "crash reporter key: one phone's until it is erased"] = None
    os_version: Annotated[Str, "version of iOS that ran then"] = None
    hardware: Annotated[Str, "product type of the phone"] = None


KINDS = {
    "109": "crash",
    "115": "reset",
    "142": "disk writes",
    "202": "processor use",
    "210": "panic",
    "288": "stackshot",
    "298": "memory",
    "309": "crash",
}


@reads(
    CrashReport,
    name=N_("crash reports"),
    topic=Topic.PROGRAMS,
    says=N_("Report ({kind}) about {process}"),
    files=REPORTS,
    kinds=REPORTED,
    sources=(
        "Apple, Interpreting the JSON format of a crash report; Examining the fields in a crash report",
        "https://docs.mvt.re/en/latest/ios/records/ (bug types of a sysdiagnose's reports)",
        "https://github.com/EC-DIGIT-CSIRC/sysdiagnose (crash logs, panics, reset counters)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    report = ips.read(file.data)
    if report.broken:
        file.notes["body of the report is cut or damaged"] += 1
    told, stack, bug_type = ips.facts(report), report.stack, report.bug_type
    yield (
        At(0, "report"),
        CrashReport(
            time=dated(file.notes, "time", told.captured, zoned_time),
            kind=KINDS.get(bug_type or "", "other"),
            bug_type=bug_type,
            process=told.process.strip() if told.process else None,
            executable=told.path,
            bundle=told.bundle,
            version=as_text(report.header.get("app_version")),
            pid=told.pid,
            parent=told.parent,
            responsible=told.responsible,
            exception=told.exception,
            codes=told.codes,
            reason=told.reason,
            image=stack[0].name if stack else None,
            image_path=stack[0].path if stack else None,
            stack=" < ".join(one.name or "?" for one in stack) or None,
            launched=dated(file.notes, "launched", told.launched, zoned_time),
            uptime=told.uptime,
            incident=told.incident,
            reporter=told.reporter,
            os_version=told.system,
            hardware=told.hardware,
        ),
    )
