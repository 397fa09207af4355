"""Writes the `file` blob of a manifest entry: an MBFile object as NSKeyedArchiver archives it.

A property list encoder of its own, because a phone has hundreds of these and the general one is ten times slower.
Source of the knowledge: the binary property list layout and published MBFile archives.
"""

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from struct import pack

FILE, FOLDER, LINK = 1, 2, 4
"""The manifest's flags."""
_NAMES = [  # the keys of an entry stand in one piece, as the system writes them
    "$version",
    "$archiver",
    "$top",
    "$objects",
    "root",
    "$classes",
    "$classname",
    "NSKeyedArchiver",
    "$null",
    "MBFile",
    "NSObject",
    "NSMutableData",
    "NSData",
    "NS.data",
    "EncryptionKey",
    "$class",
    "LastModified",
    "Flags",
    "GroupID",
    "LastStatusChange",
    "RelativePath",
    "Birth",
    "Size",
    "InodeNumber",
    "Mode",
    "UserID",
    "ProtectionClass",
    "Digest",
]


@dataclass(frozen=True)
class Facts:
    """What a manifest entry states about a file. Times are seconds since 1970 UTC."""

    path: str
    size: int
    mode: int
    modified: int
    born: int
    inode: int
    protection: int
    owner: int = 501
    digest: bytes | None = None
    """SHA-1 of the content."""
    key: bytes | None = None
    """Protection class and wrapped key, as stored."""


def archived(facts: Facts) -> bytes:
    """The blob."""
    plist = _Plist()
    name = _index()
    fields: dict[str, int] = {}
    last = 3 + (facts.digest is not None) + (facts.key is not None)
    extra: list[int] = []

    def blob(field: str, content: bytes | None) -> None:
        if content is not None:
            fields[field] = plist.uid(3 + len(extra))
            extra.append(plist.map({"NS.data": plist.data(content), "$class": plist.uid(last + 1)}))

    blob("EncryptionKey", facts.key)
    fields |= {
        "$class": plist.uid(last),
        "LastModified": plist.number(facts.modified),
        "Flags": plist.number(0),
        "GroupID": plist.number(facts.owner),
        "LastStatusChange": plist.number(facts.modified),
        "RelativePath": plist.uid(2),
        "Birth": plist.number(facts.born),
        "Size": plist.number(facts.size),
        "InodeNumber": plist.number(facts.inode),
        "Mode": plist.number(facts.mode),
        "UserID": plist.number(facts.owner),
        "ProtectionClass": plist.number(facts.protection),
    }
    blob("Digest", facts.digest)
    objects = [name["$null"], plist.map(fields), plist.text(facts.path), *extra, plist.kind("MBFile")]
    if extra:
        objects.append(plist.kind("NSMutableData", "NSData"))
    top = plist.map(
        {
            "$version": plist.number(100_000),
            "$archiver": name["NSKeyedArchiver"],
            "$top": plist.map({"root": plist.uid(1)}),
            "$objects": plist.array(objects),
        }
    )
    return plist.encoded(top)


@cache
def _index() -> dict[str, int]:
    """Number of every constant name; they stand first in each list."""
    return {name: number for number, name in enumerate(_NAMES)}


@cache
def _constants() -> tuple[bytes, tuple[int, ...], int]:
    """The header and all constant names, where each of them begins, and where they end."""
    begins, data = [], b"bplist00"
    for name in _NAMES:
        begins.append(len(data))
        data += _text(name)
    return data, tuple(begins), len(data)


def _sized(marker: int, count: int) -> bytes:
    """Marker with a length; from 15 on the length follows as a number."""
    return bytes([marker | count]) if count < 15 else bytes([marker | 15]) + _number(count)


def _number(value: int) -> bytes:
    for power, limit in enumerate((1 << 8, 1 << 16, 1 << 32)):
        if 0 <= value < limit:
            return bytes([0x10 | power]) + value.to_bytes(1 << power, "big")
    return b"\x13" + value.to_bytes(8, "big", signed=True)


def _text(value: str) -> bytes:
    if value.isascii():
        return _sized(0x50, len(value)) + value.encode()
    raw = value.encode("utf-16-be")
    return _sized(0x60, len(raw) // 2) + raw


class _Plist:
    """The objects of one list; every method adds one and returns its number. At most 255 of them."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def _add(self, encoded: bytes) -> int:
        self._objects.append(encoded)
        return len(_NAMES) + len(self._objects) - 1

    def number(self, value: int) -> int:
        return self._add(_number(value))

    def text(self, value: str) -> int:
        return self._add(_text(value))

    def data(self, value: bytes) -> int:
        return self._add(_sized(0x40, len(value)) + value)

    def uid(self, value: int) -> int:
        return self._add(bytes([0x80, value]))

    def array(self, numbers: list[int]) -> int:
        return self._add(_sized(0xA0, len(numbers)) + bytes(numbers))

    def map(self, fields: dict[str, int]) -> int:
        keys = bytes(_index()[name] for name in fields)
        return self._add(_sized(0xD0, len(fields)) + keys + bytes(fields.values()))

    def kind(self, *names: str) -> int:
        """The description of a class."""
        name = _index()
        chain = self.array([name[each] for each in (*names, "NSObject")])
        return self.map({"$classes": chain, "$classname": name[names[0]]})

    def encoded(self, top: int) -> bytes:
        """Header, objects, their offsets, and the trailer."""
        head, begins, at = _constants()
        ends = list(accumulate(map(len, self._objects), initial=at))
        offsets, at = (*begins, *ends[:-1]), ends[-1]
        width, form = (1, "B") if at < 256 else (2, "H")
        table = pack(f">{len(offsets)}{form}", *offsets)
        trailer = pack(">6x2B3Q", width, 1, len(offsets), top, at)
        return b"".join((head, *self._objects, table, trailer))
