"""What the phone noted about its own backups: when each iCloud backup ended and how, when they were switched
on, and when one was restored onto it.

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
NESTED = "RestoreInfo.RestoreDate"
"""Where newer systems keep that date, beside the builds and whether the backup came from iCloud."""


def _events(file: File, whole: dict[str, Any]) -> Iterator[tuple[str, BackupEvent]]:
    for key, event in NOTED.items():
        if (time := dated(file.notes, event, whole.get(key))) is not None:
            yield key, BackupEvent(event=event, time=time)
    kept = plist.as_dict(whole.get("RestoreInfo")).get("RestoreDate")
    if (time := dated(file.notes, "restored", kept)) is not None:
        yield NESTED, BackupEvent(event="restored", time=time)
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
    files=tuple(
        f"/private/var/{home}/Library/Preferences/com.apple.MobileBackup.plist" for home in ("mobile", "root")
    ),
    sources=(
        "https://plaso.readthedocs.io/ (iOS MobileBackup property list plugin)",
        "https://github.com/abrignoni/iLEAPP (mobileBackup: RestoreInfo)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for row, (key, event) in enumerate(_events(file, plist.as_dict(file.plist()))):
        yield At(row, key=key), event
