"""Tests of the acquisition itself: what its container says of its files, held against the files and against time.

Ids follow the catalogue of tamper signs. A sign of editing caps every grade at moderate (rule 7): a finding from an
acquisition that may have been edited is a lead, and the report says why. A wrong clock caps nothing; the records it
touches are judged one by one (`detect.bounds`).
"""

import hashlib
from collections.abc import Callable, Sequence

import polars as pl

from hoofprint.detect.integrity import anomalies, history, planted, rewritten, whole, writable
from hoofprint.detect.integrity.caps import cap, found, passed, untestable
from hoofprint.detect.rows import World
from hoofprint.model.coverage import FileRead
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Check, Provenance
from hoofprint.model.words import N_

BACKUP = "ios_backup"
LIVE = (".db", ".sqlite", ".sqlitedb", ".storedata", ".PLSQL", "-wal")
"""Databases grow while a backup is made: their stated length, and so the digest, often differs from the stored one on
untouched phones."""
Test = Callable[[World], Check]


def provenance(world: World) -> Provenance:
    """All checks in order of id, and the highest grade they leave open."""
    checks = tuple(test(world) for test in TESTS)
    return Provenance(checks=checks, cap=cap(checks))


def content(world: World) -> Check:
    """TI-01: files are as the manifest says, and in an encrypted backup made with its keys."""
    if world.kind != BACKUP:
        return untestable("TI-01", N_("a dump holds no list to compare its files with"))
    read = [file for line in world.coverage.values() for file in line.files]
    if any("not encrypted with this backup's keys" in file.reason for file in read):
        return found("TI-01", N_("a file does not decrypt with the backup's own keys"))
    if any(not file.path.endswith(LIVE) for file in _other_length(read, world)):
        return found("TI-01", N_("a file is not as long as the backup's manifest says"))
    if world.encrypted:
        return passed("TI-01", N_("every file that was read decrypts with the backup's own keys"))
    settled = [file.as_listed for file in read if file.as_listed is not None and not file.path.endswith(LIVE)]
    if not all(settled):
        return found("TI-01", N_("a file does not have the digest that the backup's manifest records"))
    if settled:
        why = N_("files have the digests the manifest records; tools that edit plain backups can adjust both")
        return passed("TI-01", why)
    return untestable("TI-01", N_("a plain backup can be edited without leaving a mark here"))


def _other_length(read: Sequence[FileRead], world: World) -> list[FileRead]:
    """Files that are not as long as the manifest states."""
    mine = (pl.col("path").is_in([file.path for file in read]), pl.col("size").is_not_null())
    entries = world.rows(FileEntry).where(*mine, columns=("path", "stored", "size"))
    stated = {(row["path"], row["stored"]): row["size"] for row in entries}
    return [
        file for file in read if file.sha256 and stated.get((file.path, file.stored), file.size) != file.size
    ]


def file_ids(world: World) -> Check:
    """TI-02: in a backup, a file's id is the SHA-1 of its domain and path."""
    if world.kind != BACKUP:
        return untestable("TI-02", N_("only backups name files by a digest of their path"))
    listed = world.rows(FileEntry).each("domain", "relative", "stored")
    if any(
        domain and _file_id(domain, relative) != stored.rpartition("/")[2]
        for domain, relative, stored in listed
    ):
        why = N_("the manifest lists files under ids that do not fit their paths")
        return found("TI-02", why)
    return passed("TI-02", N_("all file ids in the manifest fit their paths"))


def _file_id(domain: str, relative: str | None) -> str:
    return hashlib.sha1(f"{domain}-{relative or ''}".encode(errors="replace")).hexdigest()


def custody(world: World) -> Check:
    """TI-14: who took the acquisition, and who held it since, is not in the acquisition."""
    why = N_("who made the acquisition and who held it since cannot be seen in it; note it beside the case")
    return untestable("TI-14", why)


TESTS: tuple[Test, ...] = (
    content,
    file_ids,
    history.newer_rows,
    rewritten.writers,
    planted.in_order,
    planted.one_moment,
    writable.elsewhere,
    history.clock,
    history.went_back,
    history.another_phone,
    whole.complete,
    history.examination,
    custody,
    anomalies.files,
    anomalies.container,
)
"""In order of id."""
