"""What the phone noted about its own backups: when each iCloud backup ended and how, and when they were switched on.

Dates are those of a property list, UTC. Backups to a computer are not listed here.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import plist
from hoofprint.model.record import At, Int, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class BackupEvent(Record, frozen=True):
    """Something the backup service noted, with its date."""

    event: Annotated[Str, "`enabled`, `started`, `ended`, or the key it was noted under"] = None
    time: Annotated[Time, "when"] = None
    outcome: Annotated[Str, "how it ended, in the phone's words"] = None
    code: Annotated[Int, "0 for success, else the error's number"] = None
    error_domain: Annotated[Str, "which part of the system the error is of"] = None


NOTED = {"AccountEnabledDate": "enabled", "RestoreDate": "restored"}


def _events(file: File, whole: dict[str, Any]) -> Iterator[tuple[str, BackupEvent]]:
    for key, event in NOTED.items():
        if (time := dated(file.notes, event, whole.get(key))) is not None:
            yield key, BackupEvent(event=event, time=time)
    state = plist.as_dict(whole.get("BackupStateInfo"))
    if (time := dated(file.notes, "started", state.get("date"))) is not None:
        yield "BackupStateInfo.date", BackupEvent(event="started", time=time)
    for number, item in enumerate(plist.as_list(state.get("errors"))):
        held = plist.as_dict(item)
        yield (
            f"BackupStateInfo.errors.{number}",
            BackupEvent(
                event="ended",
                time=dated(file.notes, "time", held.get("date")),
                outcome=plist.as_text(held.get("localizedDescription")),
                code=plist.as_int(held.get("code")),
                error_domain=plist.as_text(held.get("domain")),
            ),
        )


@reads(
    BackupEvent,
    name=N_("backup events"),
    topic=Topic.SETTINGS,
    says=N_("Backup {event}: {outcome}"),
    files="/private/var/mobile/Library/Preferences/com.apple.MobileBackup.plist",
    sources=("https://plaso.readthedocs.io/ (iOS MobileBackup property list plugin)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for row, (key, event) in enumerate(_events(file, plist.as_dict(file.plist()))):
        yield At(row, key=key), event
