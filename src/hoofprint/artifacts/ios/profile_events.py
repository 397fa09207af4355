"""Installations and removals of configuration profiles that the phone remembers: MCProfileEvents.plist.

The phone keeps the last twenty, and drops them after a while. Dates are those of a property list, UTC.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import ALWAYS, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import plist
from hoofprint.model.record import At, Process, ProfileId, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File

FOLDER = "Library/ConfigurationProfiles"


class ProfileEvent(Record, frozen=True):
    """A profile was installed, updated or removed by a process; the process is Settings as well as management."""

    profile: Annotated[ProfileId, "the profile, as the phone names it in its log"] = None
    operation: Annotated[Str, "what was done, as stored"] = None
    process: Annotated[Process, "the process that did it, as stored"] = None
    time: Annotated[Time, "when it was done"] = None


@reads(
    ProfileEvent,
    name=N_("profile installations"),
    topic=Topic.SETTINGS,
    says=N_("{process}: {operation} of configuration profile {profile}"),
    files=(
        f"/private/var/containers/Shared/SystemGroup/*/{FOLDER}/MCProfileEvents.plist",
        f"/private/var/mobile/{FOLDER}/MCProfileEvents.plist",
    ),
    kinds=ALWAYS,
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (profile_events)",
        "MCProfileEventsManager in the ManagedConfiguration framework (public decompilations)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    events = plist.as_list(plist.as_dict(file.plist()).get("ProfileEvents"))
    named = [
        (row, name, event) for row, one in enumerate(events) for name, event in plist.as_dict(one).items()
    ]

    def made(item: tuple[int, str, Any]) -> tuple[At, ProfileEvent]:
        row, name, event = item
        # The phone writes `Process`, published samples `process`: the spelling does not matter here.
        held = {str(key).lower(): value for key, value in plist.as_dict(event).items()}
        return At(row, key=f"ProfileEvents.{row}"), ProfileEvent(
            profile=name,
            operation=plist.as_text(held.get("operation")),
            process=plist.as_text(held.get("process")),
            time=dated(file.notes, "time", held.get("timestamp")),
        )

    return file.each(named, made)
