"""The index of a zip file: its central directory, or, where that is lost, the headers before each member.

Layout as in PKWARE's APPNOTE.TXT and Info-ZIP's extra fields. Members that share bytes with others are listed
and not opened: no honest tool writes them, and they are how small files claim to hold terabytes.
"""

import codecs
import stat
import struct
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from hoofprint.formats.archive_extra import FULL, extra_fields, owner, time, wide
from hoofprint.formats.archive_member import DamagedArchive, Guard, Member, decoded
from hoofprint.formats.bytesource import DamagedSource, SliceSource, Source
from hoofprint.formats.inflate import InflateSource

END, END64, LOCATOR = b"PK\5\6", b"PK\6\6", b"PK\6\7"
CENTRAL, LOCAL = b"PK\1\2", b"PK\3\4"
END_FORM = struct.Struct("<4s4H2LH")
END64_FORM = struct.Struct("<4sQ2H2L4Q")
CENTRAL_FORM = struct.Struct("<4s6H3L5H2L")
LOCAL_FORM = struct.Struct("<4s5H3L2H")
COMMENT = 65_535
BLOCK = 1024 * 1024
STORED, DEFLATED = 0, 8
METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 99: "AES encryption"}
UNIX_SYSTEMS = (3, 19)
TARGET_LIMIT = 4096

codecs.lookup("cp437")  # now: in a confined worker nothing can be imported any more


class Header(NamedTuple):
    """One record of the central directory, 64-bit sizes filled in."""

    system: int
    flags: int
    method: int
    stored: int
    size: int
    attributes: int
    offset: int
    raw: bytes
    extra: dict[int, bytes]


class Directory(NamedTuple):
    """Where the central directory lies, how many records it claims, and what stands before the archive."""

    start: int
    size: int
    claimed: int
    shift: int


def members(source: Source, directory: Directory, notes: Counter[str]) -> Iterator[Member]:
    """Every member the directory lists; raises `DamagedArchive` behind what could be read."""
    guard = Guard(source, notes)
    shared = _overlapping(source, directory)
    count = 0
    for header in headers(source, directory):
        guard.count()
        count += 1
        yield member(source, header, guard, header.offset in shared)
    if count & 0xFFFF != directory.claimed & 0xFFFF:
        notes["zip: number of members differs from the one stated"] += 1
    if count < directory.claimed:
        raise DamagedArchive(f"the zip directory breaks off after {count:,} of {directory.claimed:,} members")


def find(source: Source, notes: Counter[str]) -> Directory | None:
    """The central directory, from the record at the end of the file."""
    tail_at = max(0, source.size - COMMENT - END_FORM.size)
    tail = source.read(source.size - tail_at, tail_at)
    exact: list[int] = []
    loose: list[int] = []
    at = tail.rfind(END)
    while at >= 0 and at + END_FORM.size > len(tail):
        at = tail.rfind(END, 0, at)
    while at >= 0:
        rest = len(tail) - at - END_FORM.size - END_FORM.unpack_from(tail, at)[-1]
        (exact if rest == 0 else loose if rest > 0 else []).append(at)
        at = tail.rfind(END, 0, at)
    if len(exact) > 1:
        notes["zip: more than one end record"] += 1
    found = [(at, _directory(source, tail_at + at, END_FORM.unpack_from(tail, at))) for at in exact + loose]
    for at, directory in sorted(found, key=lambda each: not (each[1] and each[1].claimed)):
        if directory:
            notes.update(["zip: data before the archive"] if directory.shift else [])
            notes.update(["zip: data behind the archive"] if at in loose else [])
            return directory
    return None


def _directory(
    source: Source, end: int, record: tuple[bytes, int, int, int, int, int, int, int]
) -> Directory | None:
    """The directory an end record points to, if one begins there (an empty archive has none and needs none)."""
    _, _, _, _, count, size, offset, _ = record
    locator = source.read(20, end - 20) if end >= 20 else b""
    if locator.startswith(LOCATOR):
        stated = struct.unpack_from("<Q", locator, 8)[0]
        for at in (stated, end - 20 - END64_FORM.size):
            wide = source.read(END64_FORM.size, at) if 0 <= at < end else b""
            if wide.startswith(END64) and len(wide) == END64_FORM.size:
                count, size, offset = END64_FORM.unpack(wide)[7:]
                end = at
                break
    if not count and not size:
        return Directory(end, 0, 0, 0)
    for start in (end - size, offset):
        if 0 <= start < end and source.read(4, start) == CENTRAL:
            return Directory(start, end - start, count, start - offset)
    return None


def headers(source: Source, directory: Directory) -> Iterator[Header]:
    """The directory's records, read piece by piece; ends where no further record stands."""
    held, at, end = b"", directory.start, directory.start + directory.size
    place = 0
    while True:
        if len(held) - place < CENTRAL_FORM.size + 3 * 65_535 and at < end:
            more = source.read(min(BLOCK, end - at), at)
            held, place, at = held[place:] + more, 0, at + len(more)
        if len(held) - place < CENTRAL_FORM.size or held[place : place + 4] != CENTRAL:
            return
        fields = CENTRAL_FORM.unpack_from(held, place)
        _, made, _, flags, method, _, _, _, stored, size, name, extra, comment, _, _, attributes, offset = (
            fields
        )
        start = place + CENTRAL_FORM.size
        place = start + name + extra + comment
        if place > len(held):
            return
        raw, more_fields = held[start : start + name], extra_fields(held[start + name : start + name + extra])
        if FULL in (stored, size, offset):
            size, stored, offset = wide(more_fields.get(1, b""), size, stored, offset)
        yield Header(
            made >> 8,
            flags,
            method,
            stored,
            size,
            attributes,
            max(0, offset + directory.shift),
            raw,
            more_fields,
        )


def _overlapping(source: Source, directory: Directory) -> set[int]:
    """Offsets of members that share bytes with another one, or with the directory."""
    starts, ends = array("Q"), array("Q")
    last, ordered = 0, True
    for header in headers(source, directory):
        end = min(header.offset + LOCAL_FORM.size + len(header.raw) + header.stored, (1 << 64) - 1)
        starts.append(min(header.offset, (1 << 64) - 1))
        ends.append(end)
        ordered = ordered and header.offset >= last
        last = end
    if ordered and last <= directory.start:
        return set()
    shared, reach, owner = set(), 0, -1
    for number in sorted(range(len(starts)), key=starts.__getitem__):
        if starts[number] < reach:
            shared |= {starts[number], starts[owner]}
        if ends[number] > directory.start:
            shared.add(starts[number])
        if ends[number] >= reach:
            reach, owner = ends[number], number
    return shared


def member(source: Source, header: Header, guard: Guard, shared: bool) -> Member:
    """What a record says, checked for what it must not say."""
    name, notes = _name(header, guard.notes)
    mode = header.attributes >> 16 if header.system in UNIX_SYSTEMS and header.attributes >> 16 else None
    folder = (
        header.raw.endswith(b"/") or stat.S_ISDIR(mode or 0) or (mode is None and header.attributes & 0x10)
    )
    regular = stat.S_IFMT(mode or 0) in (0, stat.S_IFREG)
    kind = "folder" if folder else "link" if stat.S_ISLNK(mode or 0) else "file" if regular else "other"
    modified = time(header.extra)
    if modified is None:
        guard.notes["zip: time is a local wall clock, not used"] += 1
    uid, gid = owner(header.extra)
    made = Member(
        name=name.rstrip("/") if folder else name,
        raw=header.raw,
        kind=kind,
        size=header.size,
        modified=modified,
        mode=mode,
        uid=uid,
        gid=gid,
        notes=notes + guard.name(header.raw, name),
        refused=_refused(header, shared, guard),
        offset=header.offset,
        stored=header.stored,
        method=header.method,
    )
    return _with_target(source, made, guard) if kind == "link" and not made.refused else made


def _name(header: Header, notes: Counter[str]) -> tuple[str, tuple[str, ...]]:
    """UTF-8 where the flag says so or the bytes are it; otherwise the original IBM code page."""
    if header.flags & 0x800 or header.raw.isascii():
        return decoded(header.raw), ()
    notes["zip: encoding of a name is not stated"] += 1
    try:
        return header.raw.decode(), ("name read as UTF-8 without being marked so",)
    except UnicodeDecodeError:
        return header.raw.decode("cp437"), ("name read as IBM code page 437",)


def _refused(header: Header, shared: bool, guard: Guard) -> str:
    large = guard.size(header.size, header.stored)
    if shared:
        guard.notes["zip: member shares its bytes with another"] += 1
        return "shares its bytes with another member"
    if header.flags & 0x2041:
        guard.notes["zip: member is encrypted"] += 1
        return "is encrypted"
    if header.method not in (STORED, DEFLATED):
        guard.notes["zip: compression method not supported"] += 1
        return f"uses a compression that is not supported: {METHODS.get(header.method, f'method {header.method}')}"
    return large


def _with_target(source: Source, link: Member, guard: Guard) -> Member:
    """A link's content is where it points."""
    try:
        if link.size > TARGET_LIMIT:
            raise DamagedArchive("too long")
        content = open_member(source, link, Counter())
        raw = content.read(content.size, 0)
    except (DamagedArchive, DamagedSource):
        guard.notes["zip: target of a link cannot be read"] += 1
        return link
    return msgspec.structs.replace(link, target=decoded(raw))


def open_member(source: Source, member: Member, notes: Counter[str]) -> Source:
    """The content of a member that is not refused; raises `DamagedArchive` where its own header is not there."""
    try:
        header = source.read(LOCAL_FORM.size, member.offset)
        if len(header) < LOCAL_FORM.size or not header.startswith(LOCAL):
            raise DamagedArchive(f"no zip member begins at byte {member.offset:,}")
        *_, name, extra = LOCAL_FORM.unpack(header)
        raw = source.read(name, member.offset + LOCAL_FORM.size)
    except DamagedSource as error:
        raise DamagedArchive(str(error)) from error
    if raw != member.raw:
        notes["zip: member has another name in its own header"] += 1
    content = SliceSource(source, member.offset + LOCAL_FORM.size + name + extra, member.stored)
    if member.method == DEFLATED:
        return InflateSource(content, -15, member.size)
    if member.size != member.stored:
        notes["zip: uncompressed member states two sizes"] += 1
    return content
