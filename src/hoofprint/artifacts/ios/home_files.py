"""The files HomeKit's service keeps of homes and their accessories, by name, size and time; their content is not read.

A published chain of 2022 began with crashes of this service (`homed`). Whether homes were ever set up is one of the
ordinary explanations, and a store that changed in the same minutes another trace. What the files hold is not published.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, entries
from hoofprint.artifacts.places import MOBILE
from hoofprint.model.entry import FileEntry
from hoofprint.model.record import At, Bytes, Path, Record, Time
from hoofprint.model.words import N_

STORES = (f"{MOBILE}/Library/homed/**", f"{MOBILE}/Library/Preferences/com.apple.homed*.plist")


class HomeFile(Record, frozen=True):
    """A file of HomeKit's service; every phone has some, whether a home was set up or not."""

    path: Annotated[Path, "the file"] = None
    born: Annotated[Time, "when it was made"] = None
    modified: Annotated[Time, "when it was last written"] = None
    size: Annotated[Bytes, "its length"] = None


@entries(
    HomeFile,
    name=N_("files of HomeKit"),
    topic=Topic.SETTINGS,
    says=N_("HomeKit's service keeps {path}"),
    files=STORES,
    sources=(
        "Citizen Lab, Triple Threat: NSO Group's Pegasus Spyware Returns in 2022, 2023 (homed)",
        "Backup domains as listed by libimobiledevice (HomeKitDomain)",
    ),
)
def ARTIFACT(entry: FileEntry) -> tuple[At, Record] | None:
    if entry.kind != "file":
        return None
    made = HomeFile(path=entry.path, born=entry.born, modified=entry.modified, size=entry.size)
    return At(entry.inode or 0, "entry"), made
