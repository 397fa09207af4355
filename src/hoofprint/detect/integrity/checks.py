"""Tests of the acquisition itself: what its container says of its files, held against the files and against time.

Ids follow the catalogue of tamper signs. A sign of editing caps every grade at moderate (rule 7): a finding from an
acquisition that may have been edited is a lead, and the report says why. A wrong clock caps nothing; the records it
touches are judged one by one (`detect.bounds`).
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from hoofprint.detect.integrity import anomalies, history, planted, rewritten
from hoofprint.detect.rows import World
from hoofprint.model.coverage import FileRead
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Check, Provenance
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

PASSED, FAILED, UNTESTABLE = "passed", "failed", "not testable"
BACKUP = "ios_backup"
CAP = Grade.G3
LIVE = (".db", ".sqlite", ".sqlitedb", ".storedata", ".PLSQL", "-wal")
"""Databases grow while a backup is made: their stated length, and so the digest, often differs from the stored one on
untouched phones."""
Test = Callable[[World], Check]


CAPPING: Mapping[str, Grade] = {
    "TI-01": CAP,
    "TI-02": CAP,
    "TI-03": CAP,
    "TI-04": CAP,
    "TI-05": CAP,
    "TI-06": Grade.G2,
    "TI-21": CAP,
}
"""What is left where a test fails; the other tests cap nothing (why: docs/reference/grading.md)."""


def provenance(world: World) -> Provenance:
    """All checks in order of id, and the highest grade they leave open."""
    checks = tuple(test(world) for test in TESTS)
    caps = (CAPPING.get(check.id, Grade.G5) for check in checks if check.outcome == FAILED)
    return Provenance(checks=checks, cap=min(caps, default=Grade.G5))


def content(world: World) -> Check:
    """TI-01: files are as the manifest says, and in an encrypted backup made with its keys."""

    def check(outcome: str, why: str) -> Check:
        return Check(id="TI-01", outcome=outcome, why=why)

    if world.kind != BACKUP:
        return check(UNTESTABLE, N_("a dump holds no list to compare its files with"))
    read = [file for line in world.coverage.values() for file in line.files]
    if any("not encrypted with this backup's keys" in file.reason for file in read):
        return check(FAILED, N_("a file does not decrypt with the backup's own keys"))
    if any(not file.path.endswith(LIVE) for file in _other_length(read, world)):
        return check(FAILED, N_("a file is not as long as the backup's manifest says"))
    if world.encrypted:
        return check(PASSED, N_("every file that was read decrypts with the backup's own keys"))
    settled = [file.as_listed for file in read if file.as_listed is not None and not file.path.endswith(LIVE)]
    if not all(settled):
        return check(FAILED, N_("a file does not have the digest that the backup's manifest records"))
    if settled:
        why = N_("files have the digests the manifest records; tools that edit plain backups can adjust both")
        return check(PASSED, why)
    return check(UNTESTABLE, N_("a plain backup can be edited without leaving a mark here"))


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
        return Check(
            id="TI-02", outcome=UNTESTABLE, why=N_("only backups name files by a digest of their path")
        )
    listed = world.rows(FileEntry).each("domain", "relative", "stored")
    if any(
        domain and _file_id(domain, relative) != stored.rpartition("/")[2]
        for domain, relative, stored in listed
    ):
        why = N_("the manifest lists files under ids that do not fit their paths")
        return Check(id="TI-02", outcome=FAILED, why=why)
    return Check(id="TI-02", outcome=PASSED, why=N_("all file ids in the manifest fit their paths"))


def _file_id(domain: str, relative: str | None) -> str:
    return hashlib.sha1(f"{domain}-{relative or ''}".encode(errors="replace")).hexdigest()


def custody(world: World) -> Check:
    """TI-14: who took the acquisition, and who held it since, is not in the acquisition."""
    why = N_("who made the acquisition and who held it since cannot be seen in it; note it beside the case")
    return Check(id="TI-14", outcome=UNTESTABLE, why=why)


TESTS: tuple[Test, ...] = (
    content,
    file_ids,
    history.newer_rows,
    rewritten.writers,
    planted.in_order,
    planted.one_moment,
    history.clock,
    history.went_back,
    history.another_phone,
    history.examination,
    custody,
    anomalies.files,
    anomalies.container,
)
"""In order of id."""
