"""Tests of the acquisition itself: what its container says of its files, held against the files and against time.

Ids follow the catalogue of tamper signs. A sign of editing caps every grade at moderate (rule 7): a finding from an
acquisition that may have been edited is a lead, and the report says why. A wrong clock caps nothing; the records it
touches are judged one by one (`detect.bounds`).
"""

import hashlib
from collections.abc import Callable

import polars as pl

from hoofprint.detect.bounds import DAY
from hoofprint.detect.integrity import anomalies
from hoofprint.detect.rows import World
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Check, Provenance
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

PASSED, FAILED, UNTESTABLE = "passed", "failed", "not testable"
BACKUP = "ios_backup"
CAP = Grade.G3
LIVE = (".db", ".sqlite", ".sqlitedb", ".storedata", ".PLSQL", "-wal")
"""Databases grow while a backup is made: their stated length often differs from the stored one on untouched phones."""
Test = Callable[[World], Check]


def provenance(world: World) -> Provenance:
    """All checks in order of id, and the highest grade they leave open."""
    signs = [test(world) for test in (content, file_ids)]
    twofold = anomalies.container(world)
    edited = any(check.outcome == FAILED for check in (*signs, twofold))
    checks = (*signs, clock(world), custody(world), anomalies.files(world), twofold)
    return Provenance(checks=checks, cap=CAP if edited else Grade.G5)


def content(world: World) -> Check:
    """TI-01: files as long as the manifest says, and, in an encrypted backup, made with its keys."""

    def check(outcome: str, why: str) -> Check:
        return Check(id="TI-01", outcome=outcome, why=why)

    if world.kind != BACKUP:
        return check(UNTESTABLE, N_("a dump holds no list to compare its files with"))
    read = [file for line in world.coverage.values() for file in line.files]
    if any("not encrypted with this backup's keys" in file.reason for file in read):
        return check(FAILED, N_("a file does not decrypt with the backup's own keys"))
    mine = (pl.col("path").is_in([file.path for file in read]), pl.col("size").is_not_null())
    entries = world.rows(FileEntry).where(*mine, columns=("path", "stored", "size"))
    stated = {(row["path"], row["stored"]): row["size"] for row in entries}
    differing = [
        file for file in read if file.sha256 and stated.get((file.path, file.stored), file.size) != file.size
    ]
    if any(not file.path.endswith(LIVE) for file in differing):
        return check(FAILED, N_("a file is not as long as the backup's manifest says"))
    if not world.encrypted:
        return check(UNTESTABLE, N_("a plain backup can be edited without leaving a mark here"))
    return check(PASSED, N_("every file that was read decrypts with the backup's own keys"))


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


def clock(world: World) -> Check:
    """TI-08: nothing in the manifest was changed after the backup was made."""
    made = world.device.backup_time
    if made is None:
        return Check(id="TI-08", outcome=UNTESTABLE, why=N_("the acquisition does not say when it was made"))
    if world.rows(FileEntry).where(pl.col("modified") > made + DAY):
        why = N_("files are dated after the acquisition was made; records with such dates support nothing")
        return Check(id="TI-08", outcome=FAILED, why=why)
    return Check(id="TI-08", outcome=PASSED, why=N_("no file is dated after the acquisition was made"))


def custody(world: World) -> Check:
    """TI-14: who took the acquisition, and who held it since, is not in the acquisition."""
    why = N_("who made the acquisition and who held it since cannot be seen in it; note it beside the case")
    return Check(id="TI-14", outcome=UNTESTABLE, why=why)
