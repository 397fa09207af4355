"""Keyed archives (NSKeyedArchiver): the objects they describe as plain Python values, and the links in them.

An archive is a property list: `$objects` holds every object once, references (`UID`) join them, `$top` names
where to begin, and each object's `$class` says what it was. Layout as Apple's Foundation writes it; see the
published swift-corelibs-foundation sources for the keys that each class uses.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from plistlib import UID
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from hoofprint.formats import plist
from hoofprint.formats.bplist import date

DEPTH = 100
"""Deepest nesting that is followed."""
EXPANDED = 1_000_000
"""How many values an archive may have when every shared object is counted at each place it is referred to."""
LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{0,30}://|(?:mailto|tel|sms|facetime|data|javascript):)\S+", re.I)
IN_TEXT = re.compile(r"[a-z][a-z0-9+.-]{0,30}://[^\s<>\"]+", re.I)


class DamagedKeyedArchive(ValueError):
    """A property list that is no keyed archive, or whose beginning cannot be found."""


def unarchive(data: "bytes | dict[str, Any]", notes: Counter[str] | None = None) -> Any:
    """The archived value: dictionaries, lists, text, data, numbers, naive UTC `datetime`, None.

    URLs are text, joined with their base; UUIDs are text in upper case; sets are lists. An object of any other
    class is a dictionary of its keys with `$class` holding the class name: an `NSAttributedString` so has its
    text at `NSString` and its attributes at `NSAttributes`. Several top entries give a dictionary of them.
    What is damaged becomes None and is counted in `notes`. Raises `DamagedKeyedArchive` or `DamagedPlist`.
    """
    notes = Counter() if notes is None else notes
    archive = plist.load(data, notes) if isinstance(data, bytes) else data
    if not isinstance(archive, dict) or not isinstance(archive.get("$objects"), list):
        raise DamagedKeyedArchive("a property list, but no keyed archive")
    top = archive.get("$top")
    if not isinstance(top, dict) or not top:
        raise DamagedKeyedArchive("keyed archive without a beginning ($top)")
    reader = _Reader(archive["$objects"], notes)
    values = {str(key): reader.value(item, 0)[0] for key, item in top.items()}
    return values["root"] if list(values) == ["root"] else values


def links(value: Any) -> list[str]:
    """Every text that is a link, and every link inside a longer text, in order, each once."""
    found: dict[str, None] = {}
    for text in _texts(value):
        if ":" in text:
            whole = LINK.fullmatch(text)
            for link in [text] if whole else IN_TEXT.findall(text):
                found.setdefault(link)
    return list(found)


def _texts(value: Any) -> Iterator[str]:
    """Texts in document order, keys too; without recursion, since values may come from anywhere."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += [part for pair in reversed(item.items()) for part in reversed(pair)]
        elif isinstance(item, list | tuple):
            waiting += reversed(item)


Sized = tuple[Any, int]
"""A value and how many values it is when written out in full."""
NOTHING: Sized = (None, 1)


class _Reader:
    def __init__(self, objects: list[Any], notes: Counter[str]) -> None:
        self._objects, self._notes = objects, notes
        self._done: dict[int, Sized] = {0: NOTHING} if objects and objects[0] == "$null" else {}
        self._open: set[int] = set()

    def value(self, item: Any, depth: int) -> Sized:
        """What this item is; a reference is followed, and each object is made once."""
        if not isinstance(item, UID):
            if depth > DEPTH:
                return self._odd("nested too deeply")
            if isinstance(item, dict):
                return self._object(item, depth) if "$class" in item else self._dict(item, depth)
            return self._list(item, depth) if isinstance(item, list) else (item, 1)
        number = item.data
        done = self._done.get(number)
        if done is not None:
            return done
        if number >= len(self._objects):
            return self._odd("reference to no object")
        if number in self._open:
            return self._odd("reference into itself")
        if depth > DEPTH:
            return self._odd("nested too deeply")
        self._open.add(number)
        made = self._done[number] = self.value(self._objects[number], depth + 1)
        self._open.discard(number)
        return made

    def _odd(self, what: str) -> Sized:
        self._notes[f"keyed archive: {what}"] += 1
        return NOTHING

    def _fit(self, item: Any, depth: int, weight: int) -> Sized:
        made = self.value(item, depth + 1)
        return made if weight + made[1] <= EXPANDED else self._odd("shared objects repeated too often")

    def _list(self, items: list[Any], depth: int) -> Sized:
        result, weight = [], 1
        for item in items:
            made = self._fit(item, depth, weight)
            result.append(made[0])
            weight += made[1]
        return result, weight

    def _dict(self, items: dict[str, Any], depth: int) -> Sized:
        result, weight = {}, 1
        for key, item in items.items():
            made = self._fit(item, depth, weight)
            result[key] = made[0]
            weight += made[1]
        return result, weight

    def _classes(self, item: dict[str, Any]) -> list[str]:
        """The class name of an object and those it descends from, most particular first."""
        number = item["$class"]
        known = number.data < len(self._objects) if isinstance(number, UID) else False
        described = plist.as_dict(self._objects[number.data] if known else None)
        name = plist.as_text(described.get("$classname"))
        names = [each for each in plist.as_list(described.get("$classes")) if isinstance(each, str)]
        if name is None and not names:
            self._odd("object without a class name")
        return names if name is None or name in names else [name, *names]

    def _object(self, item: dict[str, Any], depth: int) -> Sized:
        names = self._classes(item)
        for name in names:
            maker = MAKERS.get(name.replace("NSMutable", "NS"))
            made = maker(self, item, depth) if maker else None
            if made is not None:
                return made
        fields, weight = self._dict({key: value for key, value in item.items() if key != "$class"}, depth)
        return {"$class": names[0] if names else None, **fields}, weight + 1

    def mapping(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSDictionary: keys that are not text become text."""
        keys, values = item.get("NS.keys"), item.get("NS.objects")
        if not isinstance(keys, list) or not isinstance(values, list):
            return None
        if len(keys) != len(values):
            self._odd("keys and values do not pair up")
        result: dict[str, Any] = {}
        weight = 1
        for key_item, value_item in zip(keys, values, strict=False):
            key, made = self.value(key_item, depth + 1)[0], self._fit(value_item, depth, weight)
            if isinstance(key, dict | list) or key is None:
                self._odd("key is not text")
                continue
            if str(key) in result:
                self._odd("key twice in one dictionary")
            result[str(key)] = made[0]
            weight += made[1]
        return result, weight

    def sequence(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSArray, NSSet; NSOrderedSet numbers its members instead (`NS.object.0`)."""
        if isinstance(item.get("NS.objects"), list):
            return self._list(item["NS.objects"], depth)
        numbered = [value for key, value in item.items() if key.startswith("NS.object.")]
        return self._list(numbered, depth)

    def text(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSString, NSMutableString."""
        held = self.value(item.get("NS.string", item.get("NS.bytes")), depth + 1)[0]
        if isinstance(held, bytes):
            held = held.decode(errors="backslashreplace")
        return (held, 1) if isinstance(held, str) else None

    def data(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSData, NSMutableData."""
        held = self.value(item.get("NS.data", item.get("NS.bytes")), depth + 1)[0]
        return (held, 1) if isinstance(held, bytes) else None

    def moment(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSDate: seconds since 2001, UTC."""
        seconds = plist.as_float(item.get("NS.time"))
        made = None if seconds is None else date(seconds)
        return (made, 1) if made else self._odd("date out of range")

    def url(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSURL, joined with its base where it has one."""
        base, rest = (self.value(item.get(key), depth + 1)[0] for key in ("NS.base", "NS.relative"))
        if not isinstance(rest, str):
            return None
        try:
            return (urljoin(base, rest) if isinstance(base, str) and base else rest), 1
        except ValueError:
            self._odd("link cannot be joined with its base")
            return f"{base}{rest}", 1

    def uuid(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSUUID."""
        raw = item.get("NS.uuidbytes")
        return (str(UUID(bytes=raw)).upper(), 1) if isinstance(raw, bytes) and len(raw) == 16 else None

    def null(self, item: dict[str, Any], depth: int) -> Sized | None:
        """NSNull."""
        return NOTHING


MAKERS: dict[str, Callable[[_Reader, dict[str, Any], int], Sized | None]] = {
    "NSDictionary": _Reader.mapping,
    "NSArray": _Reader.sequence,
    "NSSet": _Reader.sequence,
    "NSOrderedSet": _Reader.sequence,
    "NSString": _Reader.text,
    "NSData": _Reader.data,
    "NSDate": _Reader.moment,
    "NSURL": _Reader.url,
    "NSUUID": _Reader.uuid,
    "NSNull": _Reader.null,
}
"""How an object of a class, or of one that descends from it, becomes a plain value; None: it does not fit."""
