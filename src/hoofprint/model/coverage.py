"""What could be seen: one status for each artifact, and the time span it really covers."""

from enum import StrEnum

import msgspec


class Status(StrEnum):
    """Every artifact ends in exactly one of these; "not there" and "nothing in it" are different evidence."""

    ABSENT = "absent"
    EMPTY = "empty"
    READ = "read"
    PARTIAL = "partial"
    UNKNOWN_SCHEMA = "unknown schema"
    FAILED = "failed"


class FileRead(msgspec.Struct, frozen=True, kw_only=True):
    """One file of an artifact: where it stood on the device and in the container, and what it held."""

    path: str
    stored: str
    sha256: str
    """Of the file's content as the device would read it (decrypted, inflated); empty if it could not be read."""
    size: int
    as_listed: bool | None = None
    """Whether the content has the digest that the acquisition's own list states; None where it states none."""
    writer: int | None = None
    """Of a database, the number of the SQLite version that wrote it last: 3036000 for 3.36.0."""
    status: Status
    rows: int = 0
    reason: str = ""
    origins: dict[str, int] = {}
    """Of `rows`, those that are not plainly in their table, by origin (`model.record.PROVENANCE`)."""
    oddities: dict[str, int] = {}
    """Kind of oddity -> how often: `date: text instead of number`, `column absent: auth_value`, ..."""
    missing: tuple[str, ...] = ()
    """Optional columns this file's schema does not have: their values read as NULL because of that."""


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """One artifact in one acquisition."""

    artifact: str
    status: Status
    rows: int = 0
    origins: dict[str, int] = {}
    """Of `rows`, those that are not plainly in their table, by origin: over all files."""
    oddities: int = 0
    from_time: int | None = None
    """Earliest dated record that is still in its table, microseconds UTC; None where none is dated."""
    to_time: int | None = None
    reason: str = ""
    files: tuple[FileRead, ...] = ()


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """One artifact that was read to its end: all that is needed to go on as if it had just been read."""

    artifact: str
    evidence: tuple[tuple[str, str, str], ...]
    """Device path, stored name and SHA-256 of every file it was read from, logs and journals among them."""
    files: tuple[FileRead, ...]
    rows: int
    first: int | None
    """Earliest and latest dated record, as in `Coverage`."""
    last: int | None
