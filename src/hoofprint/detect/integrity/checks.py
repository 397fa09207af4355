"""The checks that need no rule of their own: what the reader and the artifacts noticed about the container.

Ids follow the catalogue of tamper signs. A check that fails caps every grade at moderate: a finding from an acquisition
that may have been edited is a lead, and the report says why.
"""

from collections.abc import Callable, Sequence

import polars as pl

from hoofprint.detect.rows import World
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Check, Provenance
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

PASSED, FAILED, UNTESTABLE = "passed", "failed", "not testable"
FUTURE = 86_400_000_000
"""A day: clocks and zones may differ by that much before a time counts as lying in the future."""
Test = Callable[[World, Sequence[str]], Check]


def provenance(world: World, notes: Sequence[str]) -> Provenance:
    """All checks in order of id, and the highest grade they leave open."""
    checks = tuple(test(world, notes) for test in (_encrypted_content, _file_ids, _times_possible))
    failed = any(check.outcome == FAILED for check in checks)
    return Provenance(checks=checks, cap=Grade.G3 if failed else Grade.G5)


def _encrypted_content(world: World, notes: Sequence[str]) -> Check:
    """TI-01: a file altered without the backup's keys does not decrypt to its padding."""
    if not world.encrypted:
        return Check(id="TI-01", outcome=UNTESTABLE, why=N_("a plain backup or dump can be edited without leaving a mark here"))
    broken = any("padding is wrong" in file.reason for line in world.coverage.values() for file in line.files)
    if broken:
        return Check(id="TI-01", outcome=FAILED, why=N_("a file does not decrypt with the backup's own keys"))
    return Check(id="TI-01", outcome=PASSED, why=N_("every file that was read decrypts with the backup's own keys"))


def _file_ids(world: World, notes: Sequence[str]) -> Check:
    """TI-02: in a backup, a file's id is the SHA-1 of its domain and path."""
    if world.kind != "ios_backup":
        return Check(id="TI-02", outcome=UNTESTABLE, why=N_("only backups name files by a digest of their path"))
    if any("not the SHA-1" in note for note in notes):
        return Check(id="TI-02", outcome=FAILED, why=N_("the manifest lists files under ids that do not fit their paths"))
    return Check(id="TI-02", outcome=PASSED, why=N_("all file ids in the manifest fit their paths"))


def _times_possible(world: World, notes: Sequence[str]) -> Check:
    """TI-08: nothing in the manifest was changed after the backup was made."""
    made = world.device.backup_time
    if made is None or world.kind != "ios_backup":
        return Check(id="TI-08", outcome=UNTESTABLE, why=N_("the acquisition does not say when it was made"))
    late = world.rows(FileEntry).where(pl.col("modified") > made + FUTURE)
    if late:
        return Check(id="TI-08", outcome=FAILED, why=N_("the manifest lists files changed after the backup was made"))
    return Check(id="TI-08", outcome=PASSED, why=N_("no file is dated after the backup was made"))
