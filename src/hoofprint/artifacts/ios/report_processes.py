"""Programs that a diagnostic report found running: memory events (Jetsam), stackshots and panics list them all.

Such a report is written when memory runs out, when the system hangs, or when a sysdiagnose is taken. It is a picture
of one moment, with the names of programs that write no record of their own. No backup holds it.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import REPORTED, Topic, reads
from hoofprint.artifacts.dates import dated, zoned_time
from hoofprint.artifacts.places import REPORTS
from hoofprint.formats import ips
from hoofprint.formats.plist import as_dict, as_float, as_int, as_list, as_text
from hoofprint.model.record import At, Count, Id, Process, Record, Seconds, Str, Text, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class ListedProcess(Record, frozen=True):
    """A program was running when a report was written; being listed says nothing against it.

    Names are cut at 16 or 32 characters by the system, and a name alone does not say which file ran.
    """

    time: Annotated[Time, "when the report was taken"] = None
    process: Annotated[Process, "name, as the system cuts it"] = None
    pid: Annotated[Id, "process id"] = None
    states: Annotated[Str, "how memory management counted it: daemon, frontmost, suspended"] = None
    reason: Annotated[Text, "why memory management ended it, where it did"] = None
    coalition: Annotated[Id, "number of the group of processes it belonged to"] = None
    pages: Annotated[Count, "memory pages it held"] = None
    cpu: Annotated[Seconds, "processor time it had used"] = None
    image: Annotated[Str, "identifier of the program's image"] = None
    report: Annotated[Str, "kind of report, as coded: 298 memory event, 288 stackshot, 210 panic"] = None
    incident: Annotated[Str, "identifier of the report"] = None


def _jetsam(one: dict[str, Any]) -> dict[str, Any]:
    """An entry of `processes`."""
    return {
        "process": as_text(one.get("name")),
        "pid": as_int(one.get("pid")),
        "states": ", ".join(state for state in as_list(one.get("states")) if isinstance(state, str)) or None,
        "reason": as_text(one.get("reason")),
        "coalition": as_int(one.get("coalition")),
        "pages": as_int(one.get("rpages")),
        "cpu": as_float(one.get("cpuTime")),
        "image": as_text(one.get("uuid")),
    }


def _snapshot(pid: str, one: dict[str, Any]) -> dict[str, Any]:
    """An entry of `processByPid`."""
    return {
        "process": as_text(one.get("procname")),
        "pid": as_int(one.get("pid", pid)),
        "image": as_text(one.get("uuid")),
    }


def _listed(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, one in enumerate(as_list(body.get("processes"))):
        yield f"processes.{number}", _jetsam(as_dict(one))
    for pid, one in as_dict(body.get("processByPid")).items():
        yield f"processByPid.{pid}", _snapshot(pid, as_dict(one))


@reads(
    ListedProcess,
    name=N_("programs named in reports"),
    topic=Topic.PROGRAMS,
    says=N_("{process} was running when a report was written"),
    files=REPORTS,
    kinds=REPORTED,
    sources=(
        "Apple, Identifying high-memory use with jetsam event reports",
        "https://github.com/EC-DIGIT-CSIRC/sysdiagnose (crash logs: processes, processByPid)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    report = ips.read(file.data)
    told = ips.facts(report)
    time = dated(file.notes, "time", told.captured, zoned_time)
    whole: dict[str, Any] = {"time": time, "report": report.bug_type, "incident": told.incident}
    for row, (key, values) in enumerate(_listed(report.body)):
        yield At(row, "process", key), ListedProcess(**values, **whole)
