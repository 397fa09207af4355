"""Versions of iOS that wrote analytics: the first line of each journal and of each report made of one. No backup holds
them; a sysdiagnose holds the reports.

The time is local with its offset, so it is exact; the version is the one that ran then.
"""

import json
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, reads
from hoofprint.artifacts.dates import dated, zoned_time
from hoofprint.formats import plist
from hoofprint.model.record import At, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class OsVersion(Record, frozen=True):
    """A version of iOS ran on the phone at a time."""

    time: Annotated[Time, "when the journal or report was begun"] = None
    version: Annotated[Str, "version and build: `iPhone OS 17.4 (21E219)`"] = None


@reads(
    OsVersion,
    name=N_("system versions"),
    topic=Topic.SETTINGS,
    says=N_("{version} ran on the phone"),
    files=(
        "/private/var/db/analyticsd/Analytics-Journal-*.ips",
        *(
            f"/private/var/mobile/Library/Logs/CrashReporter/**/Analytics-*.ips.ca{sent}"
            for sent in ("", ".synced")
        ),
    ),
    kinds=LOGGED,
    sources=("https://docs.mvt.re/en/latest/ios/records/ (ios_version_history)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    number, line = next(file.lines(), (0, ""))
    try:
        head = plist.as_dict(json.loads(line))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    version = plist.as_text(head.get("os_version"))
    if version:
        yield (
            At(number, "line"),
            OsVersion(time=dated(file.notes, "time", head.get("timestamp"), zoned_time), version=version),
        )
