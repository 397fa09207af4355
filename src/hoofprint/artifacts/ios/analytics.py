"""Events and failures that parts of the system noted for analytics: Keychains/Analytics. Not in backups.

Times are seconds since 1970-01-01 UTC. Each event is a property list whose keys differ; its values are kept as text,
so that a process name or an address in any of them can be found. `build` says which system wrote it.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.artifacts.rows import Row, opened, rows
from hoofprint.artifacts.settings import leaves, text
from hoofprint.formats import plist
from hoofprint.model.record import At, Process, Record, Str, Text, Time
from hoofprint.model.times import unix
from hoofprint.model.words import N_
from hoofprint.workers.file import File

TABLES = ("hard_failures", "soft_failures", "all_events", "notes")
"""Those that hold events; the third became the fourth. `samples` has numbers of the system's own only."""


class AnalyticsEvent(Record, frozen=True):
    """Something a part of the system noted for analytics; ordinary failures make up most of them."""

    time: Annotated[Time, "when it was noted"] = None
    event: Annotated[Str, "name of the event"] = None
    process: Annotated[Process, "process it is about, where it names one"] = None
    build: Annotated[Str, "build of the system that noted it"] = None
    values: Annotated[Text, "all its values, `key: value` in lines"] = None


def _held(file: File, data: object) -> dict[str, Any]:
    """The values of an event; one that cannot be read keeps its time."""
    if not isinstance(data, bytes):
        return {}
    try:
        return plist.as_dict(plist.load(data, file.notes))
    except plist.DamagedPlist:
        file.notes["event is no property list"] += 1
        return {}


def _event(file: File, row: Row) -> tuple[At, AnalyticsEvent]:
    time, data = row.values["timestamp"], row.values["data"]
    held = _held(file, data)
    return row.at, AnalyticsEvent(
        time=dated(file.notes, "time", time, unix),
        event=plist.as_text(held.get("eventName")) or plist.as_text(held.get("event")),
        process=plist.as_text(held.get("process")) or plist.as_text(held.get("processName")),
        build=plist.as_text(held.get("build")),
        values="\n".join(f"{key}: {text(value)}" for key, value in leaves(held)) or None,
    )


@reads(
    AnalyticsEvent,
    name=N_("system analytics"),
    topic=Topic.PROGRAMS,
    says=N_("Analytics noted {event}"),
    files="/private/var/Keychains/Analytics/*.db",
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (analytics, analytics_ios_versions)",
        "https://github.com/apple-oss-distributions/Security (SFAnalytics: the tables, older and newer)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        present = [table for table in TABLES if table in database.tables] or TABLES[:1]
        for table in present:
            yield from file.each(
                rows(file, database, table, "timestamp data", gone=True), lambda row: _event(file, row)
            )
