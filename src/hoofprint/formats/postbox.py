"""Postbox, the storage format of Telegram's apps for Apple's systems: values by key, and one message of a history.

Numbers are little-endian; only a message's key is big-endian, so that keys sort by time. A value begins with its name
(one byte of length) and its kind; what a kind is not known for ends the reading, for its length is not known either.
Sources: the format as published by https://github.com/Vivenzeo/telegram-message-exporter and in S. Tek's notes
(gist.github.com/stek29/8a7ac0e673818917525ec4031d77a713); Belkasoft, iOS Telegram Forensics, 2023.
"""

import struct
from dataclasses import dataclass, field
from typing import Any

DEPTH = 16
"""How deep objects may lie in each other."""
ITEMS = 100_000
"""Values taken out of one blob."""
KEY = struct.Struct(">qiii")
"""Conversation, namespace, seconds since 1970 UTC, number of the message in its namespace."""
UNIQUE, TAGS, GROUPING, GROUP, LOCAL, THREAD = (1 << bit for bit in range(6))
"""Which optional numbers stand before a message's flags."""
SOURCE, MESSAGE, SIGNATURE, NOTICE, FLAGS = (1 << bit for bit in range(1, 6))
"""Which parts the note on forwarding has."""
INCOMING = 4
"""Flag of a message that came from somebody else."""


class NotPostbox(ValueError):
    """Bytes that are no such value, or of a form that is not published."""


@dataclass(frozen=True)
class Message:
    """One message; numbers of people and conversations are Telegram's own."""

    chat: int
    namespace: int
    number: int
    time: int
    """Seconds since 1970 UTC, as the server gave it."""
    flags: int
    author: int | None
    text: str
    forwarded_from: int | None = None
    forwarded_time: int | None = None
    inside: list[Any] = field(default_factory=list)
    """Attributes and media that stand in the message itself: entities, buttons, previews."""


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.items = data, 0, 0

    def take(self, count: int) -> bytes:
        if count < 0 or self.at + count > len(self.data):
            raise NotPostbox("cut")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, form: str) -> Any:
        return struct.unpack(f"<{form}", self.take(struct.calcsize(f"<{form}")))[0]

    def bytes(self) -> bytes:
        return self.take(self.number("i"))

    def text(self) -> str:
        return self.bytes().decode(errors="backslashreplace")

    def count(self) -> int:
        """How many follow; each takes a byte at the least, but for the empty ones that nobody writes."""
        count: int = self.number("i")
        if not 0 <= count <= len(self.data) - self.at:
            raise NotPostbox("cut")
        return count

    def values(self, end: int, depth: int) -> dict[str, Any]:
        """Values by name up to a place."""
        if depth > DEPTH:
            raise NotPostbox("nested too deeply")
        found: dict[str, Any] = {}
        while self.at < end:
            self.items += 1
            if self.items > ITEMS:
                raise NotPostbox("too many values")
            name = self.take(self.number("B")).decode(errors="backslashreplace")
            found[name] = self.value(self.number("B"), depth)
        return found

    def object(self, depth: int) -> dict[str, Any]:
        self.number("i")  # a hash of the name of its class
        return self.values(self.count() + self.at, depth + 1)

    def value(self, kind: int, depth: int) -> Any:
        plain = {0: "i", 1: "q", 2: "?", 3: "d"}
        if kind in plain:
            return self.number(plain[kind])
        if kind == 4:
            return self.text()
        if kind == 5:
            return self.object(depth)
        if kind == 10:
            return self.bytes()
        if kind == 11:
            return None
        count = self.count()
        if kind in (6, 7):
            return [self.number("i" if kind == 6 else "q") for _ in range(count)]
        if kind == 8:
            return [self.object(depth) for _ in range(count)]
        if kind == 9:
            return [[self.object(depth), self.object(depth)] for _ in range(count)]
        if kind in (12, 13):
            return [self.text() if kind == 12 else self.bytes() for _ in range(count)]
        raise NotPostbox(f"a value of the unknown kind {kind}")


def values(data: bytes) -> dict[str, Any]:
    """Values by name; an object is a dictionary of its own. Raises `NotPostbox`."""
    return _Reader(data).values(len(data), 0)


def root(data: bytes) -> dict[str, Any]:
    """The values of the one object a blob holds; raises `NotPostbox` where there is none."""
    found = values(data).get("_")
    if not isinstance(found, dict):
        raise NotPostbox("no object")
    return found


def message(key: bytes, data: bytes) -> Message | None:
    """One row of the history; None for a hole, which stands for messages not fetched. Raises `NotPostbox`."""
    if len(key) != KEY.size:
        raise NotPostbox("a key of another length")
    chat, namespace, time, number = KEY.unpack(key)
    reader = _Reader(data)
    if reader.number("b") != 0:
        return None
    reader.take(8)  # the row's own number and version
    _optional(reader, {UNIQUE: 8, TAGS: 4, GROUPING: 8, GROUP: 4, LOCAL: 4, THREAD: 8})
    flags, _ = reader.number("I"), reader.number("I")
    source, when = _forwarded(reader)
    author = reader.number("q") if reader.number("b") == 1 else None
    text = reader.text()
    inside = []
    for _ in range(2):  # attributes, then media
        inside += [values(reader.bytes()) for _ in range(reader.count())]
    return Message(chat, namespace, number, time, flags, author, text, source, when, inside)


def _optional(reader: _Reader, sizes: dict[int, int]) -> None:
    there = reader.number("B")
    for bit, size in sizes.items():
        if there & bit:
            reader.take(size)


def _forwarded(reader: _Reader) -> tuple[int | None, int | None]:
    """Who wrote a forwarded message first, and when."""
    there = reader.number("b")
    if not there:
        return None, None
    author, time = reader.number("q"), reader.number("i")
    for bit, size in ((SOURCE, 8), (MESSAGE, 16)):
        if there & bit:
            reader.take(size)
    for bit in (SIGNATURE, NOTICE):
        if there & bit:
            reader.bytes()
    if there & FLAGS:
        reader.take(4)
    return author, time
