"""Which apps may show notifications: VersionedSectionInfo.plist, one keyed archive for each app.

An app stands in it from its first question on, and for a while after it was removed.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated, written
from hoofprint.formats import archiver
from hoofprint.formats.plist import as_bytes, as_dict, as_int, as_text
from hoofprint.model.record import At, Bundle, Flag, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class NotificationSetting(Record, frozen=True):
    """An app asked to show notifications, with the settings that hold now; not when it was asked."""

    bundle: Annotated[Bundle, "the app"] = None
    name: Annotated[Str, "its name"] = None
    authorization: Annotated[Str, "the answer"] = None
    allowed: Annotated[Flag, "notifications are on (older versions)"] = None
    granted: Annotated[Time, "when it was allowed last, where that is kept"] = None
    until: Annotated[Str, "when an answer for a time ends"] = None


GRANTED = "lastUserGrantedAuthorizationDate"
ANSWERS = {0: "not asked", 1: "denied", 2: "allowed", 3: "quietly", 4: "for a time"}


def _first(value: Any, *keys: str) -> Any:
    """The first of these keys in the section or the settings inside it."""
    inside = as_dict(value.get("sectionInfoSettings"))
    return next((held[key] for held in (value, inside) for key in keys if held.get(key) is not None), None)


def _setting(file: File, row: int, bundle: str, blob: Any) -> tuple[At, Record]:
    held = as_dict(archiver.unarchive(as_bytes(blob) or b"", file.notes))
    code = as_int(_first(held, "authorizationStatus"))
    allowed = _first(held, "allowsNotifications")
    return At(row, key=bundle), NotificationSetting(
        bundle=bundle,
        name=as_text(_first(held, "displayName", "appName")),
        authorization=None if code is None else ANSWERS.get(code, str(code)),
        allowed=bool(allowed) if isinstance(allowed, int) else None,
        granted=dated(file.notes, "granted", _first(held, GRANTED)),
        until=written(dated(file.notes, "until", _first(held, "authorizationExpirationDate"))),
    )


@reads(
    NotificationSetting,
    name=N_("apps that asked to notify"),
    topic=Topic.APPS,
    says=N_("{bundle} asked to show notifications: {authorization}"),
    files=(
        "/private/var/mobile/Library/BulletinBoard/VersionedSectionInfo.plist",
        "/private/var/mobile/Library/BulletinBoard/SectionInfo.plist",
    ),
    sources=(
        "BulletinBoard's section archives (BBSectionInfo, BBSectionInfoSettings; public decompilations)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    whole = as_dict(file.plist())
    sections = as_dict(whole.get("sectionInfo")) or {k: v for k, v in whole.items() if isinstance(v, bytes)}
    return file.each(enumerate(sections.items()), lambda item: _setting(file, item[0], *item[1]))
