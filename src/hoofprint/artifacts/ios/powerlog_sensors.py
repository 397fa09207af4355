"""Camera, sound and location in use, as PowerLog noted it with the app, where it knew the app. No backup holds it.

A sysdiagnose holds a copy.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, powerlog, reads
from hoofprint.model.record import At, Bundle, Id, Process, Real, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class SensorUse(Record, frozen=True):
    """Camera, sound or location changed its state for a client; `_table` says which of them."""

    time: Annotated[Time, "when it changed, corrected to wall time"] = None
    end: Annotated[Time, "when it ended, where the table has that"] = None
    bundle: Annotated[Bundle, "the app"] = None
    client: Annotated[Process, "the client, where it is no app"] = None
    executable: Annotated[Process, "its program"] = None
    pid: Annotated[Id, "its process id"] = None
    kind: Annotated[Str, "which camera, or kind of location service, as stored"] = None
    state: Annotated[Str, "state as stored; 0 is off"] = None
    stored: Annotated[Real, "time as stored: seconds since 1970 of the log's own clock"] = None


TABLES = {
    "PLCameraAgent_EventForward_Camera": {
        "time": "timestamp",
        "bundle": "BundleId",
        "kind": "CameraType",
        "state": "State",
    },
    "PLAudioAgent_EventPoint_AudioApp": {
        "time": "timestamp",
        "bundle": "ApplicationName",
        "pid": "PID",
        "state": "Operation",
    },
    "PLLocationAgent_EventForward_ClientStatus": {
        "time": "timestamp",
        "end": "timestampEnd",
        "bundle": "BundleId",
        "client": "Client",
        "executable": "Executable",
        "kind": "Type",
        "state": "InUseLevel",
    },
}


@reads(
    SensorUse,
    name=N_("camera, sound and location (PowerLog)"),
    topic=Topic.PROGRAMS,
    says=N_("{bundle} {client}: camera, sound or location changed"),
    files=powerlog.FILES,
    kinds=LOGGED,
    sources=powerlog.SOURCES,
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    return powerlog.read(file, SensorUse, TABLES, text=("kind", "state"))
