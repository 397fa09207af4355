"""Writes the `attributedBody` of a message: a typedstream holding an attributed string with one attribute.

Source of the knowledge: the layout of NeXT typedstreams as public readers document it (stream version 4, system
version 1000). Class, type and attribute names appear once and are referred to afterwards by number.
"""

import struct

_NEW, _NIL, _END = b"\x84", b"\x85", b"\x86"
_FIRST = 0x92
"""The number of the first name, and of the first object, that a stream can refer back to."""
_STRING = (("NSString", 1), ("NSObject", 0))


def attributed(text: str) -> bytes:
    """The typedstream of a message of one part with that text."""
    stream = _Stream()
    stream.type("@")
    stream.open(("NSMutableAttributedString", 0), ("NSAttributedString", 0), ("NSObject", 0))
    stream.type("@")
    stream.string(text, ("NSMutableString", 1), *_STRING)
    stream.type("iI")
    stream.number(1)
    stream.number(len(text.encode("utf-16-le")) // 2)
    stream.type("@")
    stream.open(("NSDictionary", 0), ("NSObject", 0))
    stream.type("i")
    stream.number(1)
    stream.type("@")
    stream.string("__kIMMessagePartAttributeName", *_STRING)
    stream.type("@")
    stream.open(("NSNumber", 0), ("NSValue", 0), ("NSObject", 0))
    stream.type("*")
    stream.pointer("i")
    stream.type("i")
    stream.number(0)
    for _ in ("number", "dictionary", "attributed string"):
        stream.close()
    return bytes(stream.out)


class _Stream:
    def __init__(self) -> None:
        self.out = bytearray(b"\x04\x0bstreamtyped")
        self.number(1000)
        self._names: dict[str, int] = {}
        self._classes: dict[str, int] = {}
        self._objects = 0

    def number(self, value: int) -> None:
        if value < 0x80:
            self.out.append(value)
        elif value < 0x8000:
            self.out += b"\x81" + struct.pack("<H", value)
        else:
            self.out += b"\x82" + struct.pack("<I", value)

    def type(self, name: str) -> None:
        """A name, in full the first time and by its number afterwards."""
        if name in self._names:
            self.out.append(_FIRST + self._names[name])
            return
        self._names[name] = len(self._names)
        self.out += _NEW
        self.number(len(name))
        self.out += name.encode()

    def pointer(self, text: str) -> None:
        """A C string, which counts as an object of its own."""
        self.out += _NEW
        self._objects += 1
        self.type(text)

    def open(self, *classes: tuple[str, int]) -> None:
        """Begins an object of the first class; the others are its ancestors."""
        self.out += _NEW
        self._objects += 1
        for name, version in classes:
            if name in self._classes:
                self.out.append(_FIRST + self._classes[name])
                return
            self._classes[name] = self._objects
            self._objects += 1
            self.out += _NEW
            self.type(name)
            self.number(version)
        self.out += _NIL

    def string(self, text: str, *classes: tuple[str, int]) -> None:
        self.open(*classes)
        self.type("+")
        raw = text.encode()
        self.number(len(raw))
        self.out += raw
        self.close()

    def close(self) -> None:
        self.out += _END
