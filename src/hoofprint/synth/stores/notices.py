"""Notices that still stand in the notification centre: one keyed archive for each app, which no backup holds.

Source: the keys as public tools query them (iLEAPP, notificationsXII); keys nobody reads are left out.
"""

import plistlib
from collections.abc import Iterator
from typing import Any

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Notification
from hoofprint.synth.timing import SECOND, Event
from hoofprint.synth.world import Stored, World

ARTIFACT, FIRST = "ios.delivered_notifications", 12
_CLASSES = {"list": ["NSMutableArray", "NSArray", "NSObject"], "map": ["NSDictionary", "NSObject"]}
_CLASSES["date"] = ["NSDate", "NSObject"]


def write(world: World) -> Iterator[Stored]:
    """One file for each app with notices, from the first iOS that kept them so."""
    by_app: dict[str, list[tuple[Event, Notification]]] = {}
    for event, one in world.of(Notification) if world.version[0] >= FIRST else []:
        by_app.setdefault(one.app, []).append((event, one))
    for app, every in sorted(by_app.items()):
        yield Stored(
            ARTIFACT,
            "HomeDomain",
            f"Library/UserNotifications/{app}/DeliveredNotifications.plist",
            every[-1][0].time + SECOND,
            archive([_item(world, event, one) for event, one in every]),
            born=world.start,
            landed=tuple((event, f"row {row}") for row, (event, _) in enumerate(every) if event.planted),
            backup=False,
            encrypted=False,
        )


def _item(world: World, event: Event, one: Notification) -> dict[str, Any]:
    return {
        "AppNotificationCreationDate": event.time / SECOND - COCOA_OFFSET,
        "AppNotificationTitle": one.title,
        "AppNotificationMessage": one.message,
        "AppNotificationIdentifier": world.dice.fork(ARTIFACT, event.time, one.app).uuid(),
    }


def archive(items: list[dict[str, Any]]) -> bytes:
    """A keyed archive of a list of dictionaries; numbers in them are dates, seconds since 2001."""
    objects: list[Any] = ["$null"]

    def add(value: Any) -> plistlib.UID:
        objects.append(value)
        return plistlib.UID(len(objects) - 1)

    kinds = {name: add({"$classname": names[0], "$classes": names}) for name, names in _CLASSES.items()}

    def put(value: Any) -> plistlib.UID:
        return add({"NS.time": value, "$class": kinds["date"]} if isinstance(value, float) else value)

    maps = [
        add(
            {
                "NS.keys": [add(key) for key in item],
                "NS.objects": [put(each) for each in item.values()],
                "$class": kinds["map"],
            }
        )
        for item in items
    ]
    top = {"root": add({"NS.objects": maps, "$class": kinds["list"]})}
    whole = {"$version": 100_000, "$archiver": "NSKeyedArchiver", "$top": top, "$objects": objects}
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)
