"""Zip, tar and tar.gz, read in place through a source: an index of members, and each member's bytes on demand.

Nothing is unpacked and no name becomes a path. A tar.gz is inflated from its start on; going back means inflating
again from a stored state, so one process should do it for all who read the archive (`acquire.lender`).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from hoofprint.formats import archive_salvage, archive_tar, archive_zip
from hoofprint.formats.archive_member import DamagedArchive, Member
from hoofprint.formats.bytesource import DamagedSource, SliceSource, Source
from hoofprint.formats.inflate import GZIP, UNKNOWN_SIZE, InflateSource

__all__ = ["DamagedArchive", "Kind", "Member", "detect", "members", "open_member"]

Kind = Literal["zip", "tar", "tar.gz"]
ZIP_STARTS = (archive_zip.LOCAL, archive_zip.END, b"PK\7\x08PK\3\4", b"PK00PK\3\4")


def detect(source: Source) -> Kind | None:
    """Which kind of archive these bytes are, by content alone; None for anything else."""
    start = source.read(archive_tar.BLOCK, 0)
    if start.startswith(ZIP_STARTS):
        return "zip"
    if archive_tar.is_header(start):
        return "tar"
    if start.startswith(GZIP):
        try:
            inside = InflateSource(source, 31, UNKNOWN_SIZE).read(archive_tar.BLOCK, 0)
        except DamagedSource:
            return None
        return "tar.gz" if archive_tar.is_header(inside) else None
    found = archive_zip.find(source, Counter())
    return "zip" if found and found.claimed else None


def members(source: Source, kind: Kind, notes: Counter[str] | None = None) -> Iterator[Member]:
    """Every member in the order of the archive; what is odd about the archive is counted in `notes`.

    Raises `DamagedArchive` after the last member that could be read, with the reason, where the archive is cut,
    broken, or larger than the limits in `archive_member` allow.
    """
    notes = Counter() if notes is None else notes
    try:
        if kind == "tar":
            yield from archive_tar.members(source, notes)
        elif kind == "tar.gz":
            yield from archive_tar.members(InflateSource(source, 31, UNKNOWN_SIZE), notes)
        else:
            yield from _zip(source, notes)
    except DamagedSource as error:
        raise DamagedArchive(str(error)) from error


def _zip(source: Source, notes: Counter[str]) -> Iterator[Member]:
    directory = archive_zip.find(source, notes)
    if directory is not None:
        yield from archive_zip.members(source, directory, notes)
        return
    yield from archive_salvage.salvage(source, notes)
    raise DamagedArchive("the zip file is cut or its directory damaged: members were looked for one by one")


def open_member(source: Source, member: Member, notes: Counter[str] | None = None) -> Source:
    """The content of a file or link of this archive; nothing is read or checked before it is asked for.

    Raises `DamagedArchive` where it is refused (`member.refused` says why) or does not begin where it should.
    """
    if member.refused:
        raise DamagedArchive(f"this member {member.refused}")
    if member.kind not in ("file", "link"):
        raise DamagedArchive(f"a {member.kind} has no content")
    if member.method is not None:
        return archive_zip.open_member(source, member, Counter() if notes is None else notes)
    return SliceSource(member.within or source, member.offset, member.stored)
