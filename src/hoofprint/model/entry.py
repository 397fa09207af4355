"""One entry of an acquisition: a file, folder or link at its device path, with the times its container states."""

from typing import Annotated, Protocol

from hoofprint.model.record import Blob, Bytes, Executable, Flag, Id, Int, Path, Record, Str, Time

KINDS = ("file", "folder", "link", "other")


class FileEntry(Record, frozen=True):
    """A file, folder or link the acquisition lists, and what its container states about it.

    Times come from the backup's manifest or from the archive; a folder copied by hand states none that can be
    trusted, so a dump that lies as a plain folder has no times here.
    """

    path: Annotated[Executable, "device path, always absolute"] = None
    stored: Annotated[Str, "where the bytes lie inside the acquisition"] = None
    domain: Annotated[Str, "backup domain; empty in a dump"] = None
    relative: Annotated[Str, "path inside the backup domain"] = None
    kind: Annotated[Str, "file, folder, link or other"] = None
    size: Annotated[Bytes, "size the container states"] = None
    modified: Annotated[Time, "last modification of the content"] = None
    changed: Annotated[Time, "last change of the status (name, owner, mode)"] = None
    born: Annotated[Time, "creation"] = None
    mode: Annotated[Int, "POSIX mode bits"] = None
    uid: Annotated[Id, "owner"] = None
    gid: Annotated[Id, "group"] = None
    inode: Annotated[Id, "inode number on the device"] = None
    protection: Annotated[Int, "data-protection class"] = None
    flags: Annotated[Int, "MBFile flags as stored"] = None
    digest: Annotated[Str, "digest the manifest records for the content, hexadecimal"] = None
    target: Annotated[Path, "where a link points"] = None
    absent: Annotated[Flag, "listed as a file, but its bytes are not in the acquisition"] = None


class IndexedEntry(FileEntry, frozen=True):
    """An entry as a reader's index knows it; `handle` is the reader's own note on how to open it."""

    handle: Annotated[Blob, "for the reader that wrote it only; never leaves the process"] = None


class Device(Record, frozen=True):
    """What the acquisition says about the phone it was taken from. The serial number is personal data."""

    platform: Str = "ios"
    product: Str = None
    """Apple's product type, `iPhone10,1`."""
    model: Str = None
    """Marketing name, `iPhone 8`; empty where the product type is unknown."""
    os_version: Str = None
    build: Str = None
    name: Str = None
    serial: Str = None
    phone_number: Str = None
    zone: Str = None
    backup_time: int | None = None
    """When the acquisition says it was made, microseconds UTC."""


class Opened(Protocol):
    """An entry's bytes and those of its side files, as recipes over descriptors (see `formats.source`)."""

    path: str
    stored: str
