"""What programs used, as PowerLog accounts it: time on screen, processor time, bytes, in spans of minutes or hours.

The log covers some days, its archives a week or two. Names are those of processes, of launchd's jobs, or bundle ids;
which of them depends on the table. No backup holds it; a sysdiagnose does.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, powerlog, reads
from hoofprint.model.record import At, Bundle, Bytes, Id, Process, Real, Record, Seconds, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class PowerUse(Record, frozen=True):
    """A program used processor, screen or network within a span; which of them depends on the table."""

    time: Annotated[Time, "beginning of the span, corrected to wall time"] = None
    end: Annotated[Time, "end of the span"] = None
    process: Annotated[Process, "name of the process or of launchd's job"] = None
    bundle: Annotated[Bundle, "bundle id"] = None
    pid: Annotated[Id, "process id"] = None
    span: Annotated[Seconds, "length of the span, where it has no end of its own"] = None
    screen: Annotated[Seconds, "with the app on the screen"] = None
    background: Annotated[Seconds, "in the background"] = None
    location: Annotated[Seconds, "in the background for location"] = None
    audio: Annotated[Seconds, "in the background playing sound"] = None
    cpu: Annotated[Seconds, "processor time"] = None
    wifi_in: Annotated[Bytes, "received over Wi-Fi"] = None
    wifi_out: Annotated[Bytes, "sent over Wi-Fi"] = None
    cell_in: Annotated[Bytes, "received over the mobile network"] = None
    cell_out: Annotated[Bytes, "sent over the mobile network"] = None
    stored: Annotated[Real, "beginning as stored: seconds since 1970 of the log's own clock"] = None


MONITOR = "PLProcessMonitorAgent_EventInterval_ProcessMonitorInterval"
TABLES = {
    "PLAppTimeService_Aggregate_AppRunTime": {
        "time": "timestamp",
        "bundle": "BundleID",
        "span": "timeInterval",
        "screen": "ScreenOnTime",
        "background": "BackgroundTime",
        "location": "BackgroundLocationTime",
        "audio": "BackgroundAudioPlayingTime",
    },
    "PLProcessNetworkAgent_EventInterval_UsageDiff": {
        "time": "timestamp",
        "end": "timestampEnd",
        "process": "ProcessName",
        "bundle": "BundleName",
        "wifi_in": "WifiIn",
        "wifi_out": "WifiOut",
        "cell_in": "CellIn",
        "cell_out": "CellOut",
    },
    "PLCoalitionAgent_EventInterval_CoalitionInterval": {
        "time": "timestamp",
        "end": "timestampEnd",
        "process": "LaunchdName",
        "bundle": "BundleId",
        "cpu": "cpu_time",
    },
    f"{MONITOR}_Dynamic": {
        "time": f"FK_ID>{MONITOR}.timestamp",
        "end": f"FK_ID>{MONITOR}.timestampEnd",
        "process": "ProcessName",
        "bundle": "BundleID",
        "pid": "PID",
        "cpu": "value",
    },
}


@reads(
    PowerUse,
    name=N_("power used by programs (PowerLog)"),
    topic=Topic.PROGRAMS,
    says=N_("{process} {bundle} used power within a span"),
    files=powerlog.FILES,
    kinds=LOGGED,
    sources=powerlog.SOURCES,
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    return powerlog.read(file, PowerUse, TABLES)
