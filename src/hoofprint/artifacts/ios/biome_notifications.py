"""Notifications with their text, as two streams keep them: Biome's Notification, and a neighbour's. Not in backups.

The first is of iOS 15 and 16, the other (`userNotificationEvents`) of iOS 15 and later. Times are seconds since
2001-01-01 UTC. Kept for about four weeks, also those of messages that were deleted since.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.duet import ROOTS, bundle_id, stream_of
from hoofprint.formats import segb
from hoofprint.formats.protobuf import BrokenMessage, Message
from hoofprint.model.record import At, Bundle, Flag, Int, Record, Str, Texts, Time
from hoofprint.model.times import cocoa
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class NotificationEvent(Record, frozen=True):
    """Something happened to a notification: it came, was shown or was cleared; not that anybody read it."""

    time: Annotated[Time, "when it happened"] = None
    written: Annotated[Time, "when the record was put into the file"] = None
    bundle: Annotated[Bundle, "the app"] = None
    texts: Annotated[Texts, "title, lines, thread and others; which is which is not published"] = None
    event: Annotated[Int, "what happened, as coded; the codes are not published"] = None
    uuid: Annotated[Str, "identifier of the notification"] = None
    deleted: Annotated[Flag, "marked as deleted"] = None


CENTER, BUNDLE = "userNotificationEvents", 14
CENTER_TIME, CENTER_UUID, CENTER_BUNDLE = 1, 2, 8
"""Fields of `userNotificationEvents`, in a message within the record's first ones."""
WITHIN = range(1, 4)


def _event(entry: segb.Entry) -> NotificationEvent:
    made = Message(entry.data)
    known = (made.text(1), made.text(BUNDLE))
    return NotificationEvent(
        time=cocoa(made.double(2)),
        written=entry.time,
        bundle=made.text(BUNDLE),
        texts=[text for text in made.texts() if text not in known] or None,
        event=made.number(3),
        uuid=made.text(1),
        deleted=entry.deleted,
    )


def _center(entry: segb.Entry) -> NotificationEvent:
    outer = Message(entry.data)
    within = [inner for number in WITHIN for inner in outer.messages(number)]
    made = next((one for one in within if bundle_id(one.text(CENTER_BUNDLE))), outer)
    known = (made.text(CENTER_UUID), made.text(CENTER_BUNDLE))
    return NotificationEvent(
        time=cocoa(made.double(CENTER_TIME)),
        written=entry.time,
        bundle=bundle_id(made.text(CENTER_BUNDLE)),
        texts=[text for text in made.texts() if text not in known] or None,
        uuid=made.text(CENTER_UUID),
        deleted=entry.deleted,
    )


@reads(
    NotificationEvent,
    name=N_("notifications (event streams)"),
    topic=Topic.MESSAGES,
    says=N_("Notification of {bundle}: {texts}"),
    files=(
        *(f"{root}/streams/public/Notification/local/*" for root in ROOTS),
        f"/private/var/mobile/Library/DuetExpertCenter/streams/{CENTER}/local/*",
    ),
    kinds=(Kind.FILESYSTEM,),
    since="15",
    sources=(
        "https://github.com/abrignoni/iLEAPP (biomeNotificationsPub; notificationsDuet: order of the fields)",
        "4n6 Ninja, Peeking at User Notification Events in iOS 15, 2022",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    read = _center if stream_of(file.path) == CENTER else _event
    for entry in segb.entries(file.data, file.notes):
        at = At(entry.offset, "record", origin="deleted" if entry.deleted else "live")
        try:
            yield at, read(entry)
        except BrokenMessage:
            if not entry.deleted and any(entry.data):
                file.notes["item not understood: no protobuf message"] += 1
            yield at, NotificationEvent(written=entry.time, deleted=entry.deleted)
