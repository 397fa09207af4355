"""Archives for tests: honest ones from the standard library, dishonest ones written by hand."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections import Counter

from hoofprint.formats.archive import DamagedArchive, Kind, Member, members, open_member
from hoofprint.formats.source import BytesSource, DamagedSource, blocks

Listing = list[tuple[Member, bytes | str]]


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT, **fields: object) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in files.items():
            archive.addfile(entry(name, content, **fields), io.BytesIO(content))
    return out.getvalue()


def entry(name: str, content: bytes = b"", **fields: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def header(name: bytes, size: bytes = b"00000000000", kind: bytes = b"0", **patches: bytes) -> bytes:
    """A tar header as it stands on disk, with whatever is in `atNNN` written over it before the sum is taken."""
    block = bytearray(512)
    block[: len(name)] = name
    block[100:107] = b"0000644"
    block[124 : 124 + len(size)] = size
    block[136:147] = b"14000000000"
    block[156:157] = kind
    block[257:265] = b"ustar\x0000"
    for where, value in patches.items():
        at = int(where.removeprefix("at"))
        block[at : at + len(value)] = value
    block[148:156] = b" " * 8
    block[148:155] = b"%06o\0" % sum(block)
    return bytes(block)


def padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % 512)


def pax(**values: str) -> bytes:
    """An extended header for the member behind it."""
    body = b"".join(_record(f"{key.replace('__', '.')}={value}".encode()) for key, value in values.items())
    return header(b"pax", b"%011o" % len(body), b"x") + padded(body)


def _record(pair: bytes) -> bytes:
    size = len(pair) + 2
    while len(b"%d" % size) + len(pair) + 2 != size:
        size = len(b"%d" % size) + len(pair) + 2
    return b"%d %s\n" % (size, pair)


def local(
    name: bytes, packed: bytes, size: int, method: int = 8, flags: int = 0, extra: bytes = b""
) -> bytes:
    """A zip member with the header that stands before it."""
    return (
        struct.pack(
            "<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 0, 0, len(packed), size, len(name), len(extra)
        )
        + name
        + extra
        + packed
    )


def central(
    name: bytes,
    offset: int,
    stored: int,
    size: int,
    method: int = 8,
    flags: int = 0,
    extra: bytes = b"",
    mode: int = 0o100644,
) -> bytes:
    """The zip directory's record of a member."""
    fields = (
        0x0314,
        20,
        flags,
        method,
        0,
        0,
        0,
        stored,
        size,
        len(name),
        len(extra),
        0,
        0,
        0,
        mode << 16,
        offset,
    )
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", *fields) + name + extra


def ended(body: bytes, directory: bytes, count: int, comment: bytes = b"") -> bytes:
    """A zip file with this directory and an end record."""
    return (
        body
        + directory
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), len(comment))
        + comment
    )


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def as_kind(files: dict[str, bytes], kind: str) -> bytes:
    if kind == "zip":
        return zipped(files)
    return tarred(files) if kind == "tar" else gzip.compress(tarred(files), 6, mtime=0)


def listed(data: bytes, kind: Kind) -> tuple[Listing, Counter[str], str]:
    """Members with their content (or why there is none), notes, and the reason the listing stopped."""
    source, notes, found = BytesSource(data), Counter[str](), []
    try:
        for member in members(source, kind, notes):
            try:
                content: bytes | str = b"".join(blocks(open_member(source, member, notes)))
            except (DamagedArchive, DamagedSource) as error:
                content = str(error)
            found.append((member, content))
    except DamagedArchive as error:
        return found, notes, str(error)
    return found, notes, ""


def contents(data: bytes, kind: Kind) -> dict[str, bytes | str]:
    found, _, reason = listed(data, kind)
    assert not reason
    return {member.name: content for member, content in found}
