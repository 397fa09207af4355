"""Manifest.mbdb, the list of files in backups of iOS 4 to 9. Stored files lie flat, named by the record's file id.

All numbers are big endian. A string is its length (16 bits) and its bytes, or 0xFFFF for "none". Layout as
published for the iphonebackupbrowser project and on The iPhone Wiki ("iTunes Backup").
"""

import hashlib
import struct
from collections.abc import Iterator

import msgspec

MAGIC = b"mbdb"
HEADER = 6
"""The magic and two bytes of version, 5 and 0 in all known backups."""
NUMBERS = struct.Struct(">HQLLLLLQBB")
NONE = 0xFFFF


class DamagedMbdb(ValueError):
    """Not a Manifest.mbdb, or one that breaks off; the message names the offset."""


class MbdbRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One file, folder or link of the backup, as its manifest describes it."""

    file_id: str
    """SHA-1 of `domain-path` in hexadecimal: the name of the stored file."""
    domain: str
    relative: str
    """Path inside the domain; empty for the domain's own folder."""
    target: str | None
    """Where a symbolic link points."""
    digest: bytes | None
    """SHA-1 of the content, for some files only."""
    wrapped: bytes | None
    """Class (32 bits, little endian) and wrapped key, for `keybag.unwrap`; None in a plain backup."""
    mode: int
    """POSIX type and permission bits: 0o10.... file, 0o04.... folder, 0o12.... link."""
    inode: int
    uid: int
    gid: int
    modified: int
    """Last change of the content, Unix seconds."""
    changed: int
    """Unix seconds; descriptions differ between last change of status and last access."""
    born: int
    """Unix seconds; most descriptions say creation."""
    size: int
    """Bytes; 0 for folders and links."""
    protection: int
    """Data-protection class, 1 to 11; 0 where there is no content."""
    properties: dict[str, bytes]
    """Extended attributes."""

    @property
    def flags(self) -> None:
        """Newer manifests state flags here (`MBFile.flags`); this one has none."""
        return


def records(data: bytes) -> Iterator[MbdbRecord]:
    """Every whole record in order; then, where the file is cut or broken, `DamagedMbdb`."""
    if not data.startswith(MAGIC):
        raise DamagedMbdb(f"not a Manifest.mbdb: it begins with {data[:8].hex(' ') or 'nothing'}")
    if len(data) < HEADER:
        raise DamagedMbdb("Manifest.mbdb cut at byte 4, in its header")
    at = HEADER
    while at < len(data):
        try:
            record, end = _record(data, at)
        except (IndexError, struct.error):
            raise DamagedMbdb(
                f"Manifest.mbdb cut or broken at byte {at:,} of {len(data):,}: what follows cannot be read"
            ) from None
        yield record
        at = end


def _record(data: bytes, at: int) -> tuple[MbdbRecord, int]:
    strings: list[bytes | None] = []
    for _ in range(5):
        value, at = _string(data, at)
        strings.append(value)
    domain, path, target, digest, wrapped = strings
    mode, inode, uid, gid, modified, changed, born, size, protection, count = NUMBERS.unpack_from(data, at)
    at += NUMBERS.size
    properties: dict[str, bytes] = {}
    for _ in range(count):
        name, at = _string(data, at)
        value, at = _string(data, at)
        properties[_text(name)] = value or b""
    record = MbdbRecord(
        file_id=hashlib.sha1((domain or b"") + b"-" + (path or b""), usedforsecurity=False).hexdigest(),
        domain=_text(domain),
        relative=_text(path),
        target=_text(target) if target else None,
        digest=digest or None,
        wrapped=wrapped or None,
        mode=mode,
        inode=inode,
        uid=uid,
        gid=gid,
        modified=modified,
        changed=changed,
        born=born,
        size=size,
        protection=protection,
        properties=properties,
    )
    return record, at


def _string(data: bytes, at: int) -> tuple[bytes | None, int]:
    size = data[at] << 8 | data[at + 1]
    at += 2
    if size == NONE:
        return None, at
    if at + size > len(data):
        raise IndexError
    return data[at : at + size], at + size


def _text(raw: bytes | None) -> str:
    """Bytes that are no UTF-8 appear as `\\xNN`; the file id is made from the bytes themselves."""
    return (raw or b"").decode(errors="backslashreplace")
