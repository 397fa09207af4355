"""Typed streams (NSArchiver, "streamtyped"): the text of a message's `attributedBody`, and links in its attributes.

A stream is a header and one tree of objects. Numbers take one byte or follow a tag; strings, classes and
objects are written once and then referred to by number. No Apple document describes it; this follows the
public descriptions of the pytypedstream and imessage-exporter projects and was checked against real messages.
"""

import struct
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from hoofprint.formats import archiver
from hoofprint.formats.plist import DamagedPlist

LITTLE, BIG = b"\x04\x0bstreamtyped", b"\x04\x0btypedstream"
INT2, INT4, REAL, NEW, NIL, END, INT8 = 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87
FIRST_REFERENCE = 0x92
DEPTH = 60
SHORT = 127
"""Longest text whose length takes one byte."""
ORDINARY = 1024
"""Bytes that the attributes of a message without links and the like take at most."""
MARKS = (b"NSURL", b"bplist")
"""One of them stands in every stream whose attributes hold links."""
WIDTHS = {INT2: 2, INT4: 4, INT8: 8}

_BEFORE = LITTLE + b"\x81\xe8\x03\x84\x01@\x84\x84\x84"
_OBJECT, _STRING = b"\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84", b"\x08NSString\x01"
MUTABLE = (
    _BEFORE + b"\x19NSMutableAttributedString\x00\x84\x84\x12NSAttributedString\x00" + _OBJECT
    + b"\x0fNSMutableString\x01\x84\x84" + _STRING + b"\x95\x84\x01+"
)  # fmt: skip
PLAIN = _BEFORE + b"\x12NSAttributedString\x00" + _OBJECT + _STRING + b"\x94\x84\x01+"
"""How nearly every message begins, up to the length of its text: the classes come always in the same order."""


class Broken(Exception):
    """The stream does not go on as the format demands."""


def text(data: bytes) -> str | None:
    """The first string in the stream, which in a message is its text; None where there is none.

    Of a message that is cut in its text, what is there is given. Bytes that are no UTF-8 appear as `\\xNN`.
    """
    if data.startswith(MUTABLE):
        at = len(MUTABLE)
    elif data.startswith(PLAIN):
        at = len(PLAIN)
    else:
        strings = _Reader(data).run().strings
        return strings[0] if strings else None
    size = data[at] if at < len(data) else 0
    at += 1
    if size in WIDTHS:
        width = WIDTHS[size]
        size = int.from_bytes(data[at : at + width], "little")
        at += width
    raw = data[at : at + size]
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(errors="backslashreplace")


def links(data: bytes) -> list[str]:
    """Links in the attributes: URL objects, and links in archives that data detectors leave there; each once.

    Links that stand only in the message's text are not repeated here. A damaged stream gives what comes before.
    """
    if _only_text(data) or not any(mark in data for mark in MARKS):
        return []
    read = _Reader(data).run()
    found = dict.fromkeys(read.urls)
    for blob in read.blobs:
        try:
            found.update(dict.fromkeys(archiver.links(archiver.unarchive(blob))))
        except (DamagedPlist, archiver.DamagedKeyedArchive):
            continue
    found.update(dict.fromkeys(archiver.links(read.strings[1:])))
    return list(found)


def _only_text(data: bytes) -> bool:
    """Whether this is a short text in the usual layout, followed by attributes that were found to hold no link."""
    at = len(MUTABLE)
    if not data.startswith(MUTABLE) or len(data) == at or data[at] > SHORT:
        return False
    attributes = data[at + 1 + data[at] :]
    return len(attributes) <= ORDINARY and _without_link(attributes)


@lru_cache(maxsize=1024)
def _without_link(attributes: bytes) -> bool:
    """Whether what follows a text can hold no link. Nearly all messages end in one of a few hundred ways. Pure."""
    return not any(mark in attributes for mark in (*MARKS, b":"))


class _Reader:
    """Walks the tree once and keeps the strings, URLs and data blobs it meets, in order."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, len(LITTLE)
        self._big = data.startswith(BIG)
        self._whole = self._big or data.startswith(LITTLE)
        self._shared: list[bytes] = []
        self._objects: list[Any] = []
        """What references point at: for a class its names up to the root, for an object its value."""
        self._steps = 4 * len(data) + 100
        self.strings: list[str] = []
        self.urls: list[str] = []
        self.blobs: list[bytes] = []

    def run(self) -> "_Reader":
        """Read as far as the stream makes sense."""
        if self._whole:
            try:
                self._integer()
                while self._at < len(self._data):
                    self._group(0)
            except (Broken, IndexError):
                pass
        return self

    def _take(self, size: int) -> bytes:
        raw = self._data[self._at : self._at + size]
        self._at += size
        if len(raw) < size:
            raise Broken
        return raw

    def _head(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _number(self, head: int, signed: bool) -> int:
        if head in WIDTHS:
            return int.from_bytes(self._take(WIDTHS[head]), "big" if self._big else "little", signed=signed)
        return head - 256 if signed and head > 127 else head

    def _integer(self) -> int:
        return self._number(self._head(), signed=True)

    def _real(self, code: str) -> float:
        head = self._head()
        if head != REAL:
            return float(self._number(head, signed=True))
        form = (">" if self._big else "<") + code
        return float(struct.unpack(form, self._take(struct.calcsize(form)))[0])

    def _unshared(self) -> bytes:
        return self._take(self._number(self._head(), signed=False))

    def _referred(self, table: list[Any], head: int) -> Any:
        index = self._number(head, signed=True) + 256 - FIRST_REFERENCE
        if not 0 <= index < len(table):
            raise Broken
        return table[index]

    def _string(self) -> bytes:
        head = self._head()
        if head == NEW:
            self._shared.append(self._unshared())
            return self._shared[-1]
        return b"" if head == NIL else bytes(self._referred(self._shared, head))

    def _group(self, depth: int) -> list[Any]:
        """Some values behind the string that says their types."""
        types = self._string().decode("latin-1")
        if not types:
            raise Broken
        values, at = [], 0
        while at < len(types):
            value, at = self._value(types, at, depth)
            values.append(value)
        return values

    def _value(self, types: str, at: int, depth: int) -> tuple[Any, int]:
        """One value of the type that stands at this place, and the place behind that type."""
        self._steps -= 1
        if self._steps < 0 or depth > DEPTH:
            raise Broken
        code = types[at]
        if code == "@":
            return self._object(depth), at + 1
        if code == "+":
            return self._unshared(), at + 1
        if code in "cCB":
            return self._take(1)[0], at + 1
        if code in "sSiIlLqQ":
            return self._integer(), at + 1
        if code in "fd":
            return self._real(code), at + 1
        if code in "%:":
            return self._string(), at + 1
        if code == "*":
            return self._c_string(), at + 1
        if code == "#":
            return self._class(), at + 1
        if code == "[":
            return self._array(types, at, depth)
        if code == "{":
            return self._struct(types, at, depth)
        raise Broken

    def _array(self, types: str, at: int, depth: int) -> tuple[Any, int]:
        """`[582c]`: so many of one type; of characters, all at once."""
        digits = at + 1
        while digits < len(types) and types[digits] in "0123456789":
            digits += 1
        count = int(types[at + 1 : digits][:12] or 0)
        if types[digits : digits + 2] in ("c]", "C]"):
            return self._take(count), digits + 2
        values, end = [], digits
        for _ in range(count):
            value, end = self._value(types, digits, depth + 1)
            values.append(value)
        if not count or types[end : end + 1] != "]":
            raise Broken
        return values, end + 1

    def _struct(self, types: str, at: int, depth: int) -> tuple[Any, int]:
        """`{_NSRange=QQ}`: values of the types behind the equals sign."""
        at = types.find("=", at) + 1
        values = []
        while at and at < len(types) and types[at] != "}":
            value, at = self._value(types, at, depth + 1)
            values.append(value)
        if not at or at >= len(types):
            raise Broken
        return values, at + 1

    def _c_string(self) -> Any:
        head = self._head()
        if head == NEW:
            self._objects.append(self._string())
            return self._objects[-1]
        return None if head == NIL else self._referred(self._objects, head)

    def _class(self) -> tuple[bytes, ...]:
        """The names of a class and of those it descends from."""
        names: list[bytes] = []
        first = len(self._objects)
        while (head := self._head()) == NEW:
            names.append(self._string())
            self._integer()
            self._objects.append(())
        above = () if head == NIL else self._referred(self._objects, head)
        chain = (*names, *above) if isinstance(above, tuple) else tuple(names)
        for number in range(len(names)):
            self._objects[first + number] = chain[number:]
        return chain

    def _object(self, depth: int) -> Any:
        head = self._head()
        if head != NEW:
            return None if head == NIL else self._referred(self._objects, head)
        number = len(self._objects)
        self._objects.append(None)
        names = self._class()
        values: list[Any] = []
        while self._data[self._at] != END:
            values += self._group(depth + 1)
            if (
                b"NSString" in names
                and number is not None
                and len(values) == 1
                and isinstance(values[0], bytes)
            ):
                self._objects[number] = values[0].decode(errors="backslashreplace")
                self.strings.append(self._objects[number])
        self._at += 1
        if b"NSURL" in names:
            self._objects[number] = self._url(values)
        elif b"NSData" in names:
            self.blobs += [value for value in values if isinstance(value, bytes)]
        return self._objects[number]

    def _url(self, values: list[Any]) -> str | None:
        """A URL object holds its text, or its base and then what is relative to it."""
        parts = [value for value in values if isinstance(value, str)]
        try:
            url = urljoin(parts[0], parts[1]) if len(parts) > 1 else parts[0] if parts else None
        except ValueError:
            url = "".join(parts[:2])
        if url is not None:
            self.urls.append(url)
        return url
