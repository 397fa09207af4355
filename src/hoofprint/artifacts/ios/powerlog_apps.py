"""Apps and extensions that PowerLog knows, with the time of their removal where they are gone. No backup holds it.

An app that was removed stays listed for some weeks. A sysdiagnose holds a copy.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, powerlog, reads
from hoofprint.model.record import At, Bundle, Flag, Process, Real, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class PowerApp(Record, frozen=True):
    """An app or extension was installed when the list was made; where `deleted` is filled it was gone by then."""

    time: Annotated[Time, "when the list was made, corrected to wall time"] = None
    bundle: Annotated[Bundle, "bundle id"] = None
    name: Annotated[Str, "name of the app"] = None
    executable: Annotated[Process, "name of its program"] = None
    version: Annotated[Str, "version"] = None
    parent: Annotated[Bundle, "app the extension belongs to"] = None
    kind: Annotated[Str, "kind of app (a code) or of extension (its name)"] = None
    third_party: Annotated[Flag, "not Apple's own"] = None
    deleted: Annotated[Time, "when it was removed, corrected to wall time"] = None
    stored: Annotated[Real, "time as stored: seconds since 1970 of the log's own clock"] = None


TABLES = {
    "PLApplicationAgent_EventNone_AllApps": {
        "time": "timestamp",
        "bundle": "AppBundleId",
        "name": "AppName",
        "executable": "AppExecutable",
        "version": "AppBundleVersion",
        "kind": "AppType",
        "third_party": "AppIs3rdParty",
        "deleted": "AppDeletedDate",
    },
    "PLApplicationAgent_EventNone_AllPlugins": {
        "time": "timestamp",
        "bundle": "PluginId",
        "executable": "PluginExecutableName",
        "parent": "PluginParentApp",
        "kind": "PluginType",
        "deleted": "PluginDeletedDate",
    },
}


@reads(
    PowerApp,
    name=N_("apps known to PowerLog"),
    topic=Topic.PROGRAMS,
    says=N_("{bundle} is known to PowerLog"),
    files=powerlog.FILES,
    kinds=LOGGED,
    sources=powerlog.SOURCES,
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    return powerlog.read(file, PowerApp, TABLES, text=("kind",))
