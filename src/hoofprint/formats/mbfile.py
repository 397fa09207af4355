"""What a backup's Manifest.db states about one file: the archived `MBFile` object in `Files.file`.

Fields as published for iOS 10 and later (iphone_backup_decrypt, MVT); times are Unix seconds as stored, in some
old backups dates. There are tens of thousands of these, nearly all laid out alike, so the usual layout has a
short way of its own; whatever differs from it goes through the general readers.
"""

import struct
from collections import Counter
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from hoofprint.formats import archiver, plist
from hoofprint.formats.bplist import MAGIC, TRAILER

INTS = {
    "Size": "size",
    "Mode": "mode",
    "UserID": "uid",
    "GroupID": "gid",
    "InodeNumber": "inode",
    "LastModified": "modified",
    "LastStatusChange": "changed",
    "Birth": "born",
    "ProtectionClass": "protection",
    "Flags": "flags",
}
TEXTS = {"RelativePath": "relative", "Target": "target"}
BLOBS = {"Digest": "digest", "EncryptionKey": "wrapped"}
EXPECTED = (*INTS, "RelativePath")
"""Keys that every entry has; one that is missing is an oddity."""
ASCENDING = bytes(range(256))
TABLES = [struct.Struct(f">{count}H").unpack_from for count in range(256)]
WIDE = {0x11: struct.Struct(">H").unpack_from}
NUMBERS = WIDE | {0x12: struct.Struct(">I").unpack_from, 0x13: struct.Struct(">q").unpack_from}
"""How a whole number behind each marker of a binary property list is read; one byte (0x10) needs nothing."""
UNIX = datetime(1970, 1, 1)


class MBFile(msgspec.Struct, frozen=True):
    """One entry of a backup as its manifest describes it. Nothing here was compared with the file itself."""

    size: int | None = None
    """Bytes when the backup looked at it; a database that was in use may be longer or shorter in the backup."""
    mode: int | None = None
    """POSIX type and permission bits."""
    uid: int | None = None
    gid: int | None = None
    inode: int | None = None
    modified: int | None = None
    """Last change of the content, Unix seconds."""
    changed: int | None = None
    """Last change of name, owner or mode, Unix seconds."""
    born: int | None = None
    """Creation, Unix seconds."""
    protection: int | None = None
    """Data-protection class, 1 to 11; 0 where there is no content."""
    flags: int | None = None
    relative: str | None = None
    """Path inside the backup domain."""
    target: str | None = None
    """Where a symbolic link points."""
    digest: bytes | None = None
    """Digest of the content, where the backup recorded one (SHA-1 in older versions)."""
    wrapped: bytes | None = None
    """Class (32 bits, little endian) and wrapped key, for `keybag.unwrap`; None in a plain backup."""
    oddities: tuple[str, ...] = ()
    """What was not as it should be; a value that could not be read is None."""


def read(blob: bytes) -> MBFile:
    """The entry in this blob. Never raises: what cannot be read is None and named in `oddities`."""
    try:
        made = _quick(blob)
    except (LookupError, struct.error, UnicodeDecodeError):
        made = None
    return made or _careful(blob)


def _quick(blob: bytes) -> MBFile | None:
    """The usual layout: a small binary list, the entry is object 1, its keys stand in one piece. Else None."""
    _, width, reference, count, top, table = TRAILER.unpack_from(blob, len(blob) - 32)
    if reference != 1 or count > 255 or table + count * width > len(blob) - 32 or not blob.startswith(MAGIC):
        return None
    offsets = TABLES[count](blob, table) if width == 2 else blob[table : table + count] if width == 1 else b""
    objects = _objects(blob, offsets, top)
    entry = offsets[objects[1]]
    number, at = _count(blob, entry)
    keys, values = blob[at : at + number], blob[at + number : at + 2 * number]
    first = keys[0]
    if blob[entry] >> 4 != 0xD or keys != ASCENDING[first : first + number]:
        return None
    fields = _fields(blob[offsets[first] : offsets[first + number]])
    if fields is None:
        return None
    numbers = [
        blob[at + 1]
        if (marker := blob[at := offsets[values[index]]]) == 0x10
        else NUMBERS[marker](blob, at + 1)[0]
        for index in fields[0]
    ]
    texts: list[Any] = []
    for index, kind in fields[1]:
        at = offsets[values[index]] if index >= 0 else 0
        if at and blob[at] != 0x80:
            return None
        number = blob[at + 1] if at else 0
        texts.append(_held(blob, offsets, offsets[objects[number]], kind) if number else None)
    return MBFile(*[*numbers, *texts]) if texts[0] is not None else None


def _objects(blob: bytes, offsets: bytes | tuple[int, ...], top: int) -> bytes:
    """References of the archive's `$objects`: the only array among the four values on top."""
    at = offsets[top]
    if blob[at] == 0xD4:
        for reference in blob[at + 5 : at + 9]:
            start = offsets[reference]
            if blob[start] >> 4 == 0xA:
                number, start = _count(blob, start)
                return blob[start : start + number]
    return b""


def _count(blob: bytes, at: int) -> tuple[int, int]:
    """How many elements (at most 255) a container holds, and where their references begin."""
    low = blob[at] & 15
    if low < 15:
        return low, at + 1
    if blob[at + 1] != 0x10:
        raise IndexError
    return blob[at + 2], at + 3


@lru_cache(maxsize=64)
def _fields(keys: bytes) -> tuple[list[int], list[tuple[int, int]]] | None:
    """Where in these keys, encoded one behind the other, ours stand, in the order of `MBFile`: the numbers, and
    the texts and data (-1: absent) with the marker of their kind. None where an expected one is missing. Pure."""
    names, at = [], 0
    while at < len(keys):
        size, start = keys[at] & 15, at + 1
        if size == 15:
            size, start = keys[at + 2], at + 3
        if keys[at] >> 4 != 5:
            return None
        names.append(keys[start : start + size].decode("ascii"))
        at = start + size
    if not set(EXPECTED).issubset(names) or len(set(names)) < len(names):
        return None
    place = {name: index for index, name in enumerate(names)}
    kinds = dict.fromkeys(TEXTS, 5) | dict.fromkeys(BLOBS, 4)
    return [place[name] for name in INTS], [(place.get(name, -1), kind) for name, kind in kinds.items()]


def _held(blob: bytes, offsets: bytes | tuple[int, ...], at: int, kind: int) -> str | bytes:
    """Text (kind 5), or data (kind 4), bare or inside an archived NSData; raises where it is anything else."""
    marker = blob[at]
    if marker >> 4 == 0xD and kind == 4:
        number, start = _count(blob, at)
        for each in blob[start + number : start + 2 * number]:
            if blob[offsets[each]] >> 4 == 4:
                at = offsets[each]
                marker = blob[at]
                break
    size, start = marker & 15, at + 1
    if size == 15:
        wide = blob[start] != 0x10
        size, start = (WIDE[blob[start]](blob, at + 2)[0], at + 4) if wide else (blob[at + 2], at + 3)
    if marker >> 4 == kind:
        raw = blob[start : start + size]
        return raw if kind == 4 else raw.decode("ascii")
    if marker >> 4 == 6 and kind == 5:
        return blob[start : start + 2 * size].decode("utf-16-be")
    raise LookupError


def _careful(blob: bytes) -> MBFile:
    """Any layout, through the general readers of property lists and archives."""
    notes: Counter[str] = Counter()
    try:
        entry = plist.as_dict(archiver.unarchive(blob, notes))
    except (plist.DamagedPlist, archiver.DamagedKeyedArchive) as error:
        return MBFile(oddities=(str(error),))
    if entry.get("$class") != "MBFile":
        notes["object is no MBFile"] += 1
    found: dict[str, Any] = {}
    for key, name in INTS.items():
        found[name] = _number(entry.get(key))
    for key, name in TEXTS.items():
        found[name] = plist.as_text(entry.get(key))
    for key, name in BLOBS.items():
        found[name] = plist.as_bytes(entry.get(key))
    for key, name in (INTS | TEXTS | BLOBS).items():
        if found[name] is None and (key in EXPECTED or entry.get(key) is not None):
            notes[f"{key} {'not readable' if key in entry else 'missing'}"] += 1
    return MBFile(**found, oddities=tuple(sorted(notes)))


def _number(value: Any) -> int | None:
    """A whole number; of a date, its Unix seconds."""
    return (value - UNIX) // timedelta(seconds=1) if isinstance(value, datetime) else plist.as_int(value)
