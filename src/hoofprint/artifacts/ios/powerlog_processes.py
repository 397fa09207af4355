"""Processes and apps as PowerLog noticed them: a new process id, an app that changed its state. No backup holds it.

The log notes a process when it first counts it, which can be after its start. A sysdiagnose holds a copy.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, powerlog, reads
from hoofprint.model.record import At, Bundle, Id, Int, Process, Real, Record, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class PowerProcess(Record, frozen=True):
    """PowerLog noticed a process, or an app coming, going or ending; a name does not say which file ran."""

    time: Annotated[Time, "when it was noticed, corrected to wall time"] = None
    process: Annotated[Process, "name of the process"] = None
    bundle: Annotated[Bundle, "bundle id of app, extension or service"] = None
    pid: Annotated[Id, "process id"] = None
    coalition: Annotated[Id, "number of the group of processes it belonged to"] = None
    state: Annotated[
        Int, "state of the app as coded: 8 in front, 4 in the background, 2 suspended, 1 ended"
    ] = None
    reason: Annotated[Int, "why it changed or ended, as coded"] = None
    stored: Annotated[Real, "time as stored: seconds since 1970 of the log's own clock"] = None


TABLES = {
    "PLProcessMonitorAgent_EventForward_ProcessID": {
        "time": "timestamp",
        "process": "ProcessName",
        "bundle": "BundleID",
        "pid": "PID",
        "coalition": "CoalitionID",
    },
    "PLApplicationAgent_EventForward_Application": {
        "time": "timestamp",
        "bundle": "Identifier",
        "pid": "pid",
        "state": "State",
        "reason": "Reason",
    },
    "PLApplicationAgent_EventPoint_ApplicationExitReason": {
        "time": "timestamp",
        "bundle": "Identifier",
        "reason": "Reason",
    },
}


@reads(
    PowerProcess,
    name=N_("programs noticed by PowerLog"),
    topic=Topic.PROGRAMS,
    says=N_("PowerLog noticed {process} {bundle}"),
    files=powerlog.FILES,
    kinds=LOGGED,
    sources=powerlog.SOURCES,
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    return powerlog.read(file, PowerProcess, TABLES)
