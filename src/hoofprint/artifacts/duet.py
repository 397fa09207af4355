"""What the phone noted of its own use, in two homes: knowledgeC.db, and from iOS 16 on mostly Biome's streams."""

import re
from typing import Annotated

from hoofprint.model.record import Bundle, Flag, Host, Int, Record, Seconds, Str, Text, Texts, Time, Url

BUNDLE_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9_-]+)+")
ROOTS = ("/private/var/mobile/Library/Biome", "/private/var/db/biome")
"""Where Biome keeps its streams: the person's, and the system's."""


class UseEvent(Record, frozen=True):
    """The system noted a state or an act for its own predictions: an app in front, the screen on, a notification.

    It is kept about four weeks. That an app was in front does not say who held the phone.
    """

    start: Annotated[Time, "when it began"] = None
    end: Annotated[Time, "when it ended"] = None
    written: Annotated[Time, "when it was written down"] = None
    stream: Annotated[Str, "what was noted: `/app/inFocus`, `/app/install`, `/safari/history`"] = None
    value: Annotated[Text, "what it was noted of: bundle id, address, or the kind of act"] = None
    bundle: Annotated[Bundle, "the same, where it reads as a bundle id"] = None
    number: Annotated[Int, "value as a number: 1 and 0 for on and off"] = None
    about: Annotated[Bundle, "app that a notification or an extension belongs to"] = None
    source: Annotated[Bundle, "app or service that reported it"] = None
    item: Annotated[Text, "what the source calls it"] = None
    group: Annotated[Text, "what the source groups it under"] = None
    device: Annotated[Str, "identifier of another device of the account it came from"] = None
    title: Annotated[Text, "title of the page, activity or notification"] = None
    url: Annotated[Url, "address of the page or content"] = None
    domain: Annotated[Host, "domain of the page"] = None
    reason: Annotated[Str, "why the app was started, or by what it came to the front"] = None
    details: Annotated[Texts, "other texts noted with it"] = None
    offset: Annotated[Seconds, "how far local time was ahead of UTC then"] = None
    uuid: Annotated[Str, "identifier of the event"] = None
    deleted: Annotated[Flag, "marked as deleted"] = None


def bundle_id(value: object) -> str | None:
    """The value, where it reads as a bundle id (`com.example.app`)."""
    return value if isinstance(value, str) and BUNDLE_ID.fullmatch(value) else None


def stream_of(path: str) -> str:
    """Name of the stream a file belongs to: the folder that has `local` or `remote` in it."""
    _, _, below = path.partition("/streams/")
    folders = below.split("/")[:-1]
    sides = (number for number, folder in enumerate(folders) if folder in ("local", "remote"))
    return folders[max(next(sides, 0) - 1, 0)] if folders else ""
