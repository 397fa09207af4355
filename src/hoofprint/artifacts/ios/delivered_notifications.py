"""Notifications that still stood in the notification centre: one keyed archive for each app. No backup holds them.

The folder's name is an identifier of the app or its bundle id; a notification leaves the file when it is cleared.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.artifacts.settings import leaves
from hoofprint.formats import archiver
from hoofprint.formats.plist import as_dict, as_list, as_text
from hoofprint.model.record import At, Bundle, Record, Str, Text, Texts, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class DeliveredNotification(Record, frozen=True):
    """A notification was delivered and not yet cleared; not that anybody read it."""

    time: Annotated[Time, "when it was made"] = None
    bundle: Annotated[Bundle, "bundle id, or the identifier the system keeps for it"] = None
    title: Annotated[Text, "title"] = None
    subtitle: Annotated[Text, "second line"] = None
    message: Annotated[Text, "text"] = None
    details: Annotated[Texts, "its other texts: addresses and whatever else the app sent along"] = None
    uuid: Annotated[Str, "identifier of the notification"] = None


PREFIX = "AppNotification"
NAMED = {f"{PREFIX}{name}" for name in ("CreationDate", "Title", "Subtitle", "Message", "Identifier")}


def _one(file: File, row: int, item: Any) -> tuple[At, Record]:
    held = as_dict(item)
    other = {key: value for key, value in held.items() if key not in NAMED}
    return At(row), DeliveredNotification(
        time=dated(file.notes, "time", held.get(f"{PREFIX}CreationDate")),
        bundle=file.path.rsplit("/", 2)[-2:][0],
        title=as_text(held.get(f"{PREFIX}Title")),
        subtitle=as_text(held.get(f"{PREFIX}Subtitle")),
        message=as_text(held.get(f"{PREFIX}Message")),
        details=[value for _, value in leaves(other) if isinstance(value, str)] or None,
        uuid=as_text(held.get(f"{PREFIX}Identifier")),
    )


@reads(
    DeliveredNotification,
    name=N_("notifications not yet cleared"),
    topic=Topic.MESSAGES,
    says=N_("Notification of {bundle}: {title} {message}"),
    files="/private/var/mobile/Library/UserNotifications/*/DeliveredNotifications.plist",
    kinds=(Kind.FILESYSTEM,),
    since="12",
    sources=("https://github.com/abrignoni/iLEAPP (notificationsXII: DeliveredNotifications.plist)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    listed = as_list(archiver.unarchive(file.data, file.notes))
    return file.each(enumerate(listed), lambda item: _one(file, *item))
