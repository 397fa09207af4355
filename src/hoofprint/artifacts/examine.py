"""Every artifact over one acquisition, each in confined workers, each ending in exactly one status.

Two artifacts run at a time, the largest first. The order of work never shows in the result: each artifact's records
lie in their own table, in order of file and row.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from msgspec.structs import replace

from hoofprint.artifacts.declare import Artifact, Kind
from hoofprint.artifacts.digests import Digest, Digests, digests
from hoofprint.artifacts.reading import Evidence, Progress, Reading, Sink
from hoofprint.artifacts.registry import artifacts
from hoofprint.artifacts.resume import FORGETFUL, Memory, Resume
from hoofprint.model.coverage import Coverage, FileRead, Status
from hoofprint.model.words import N_
from hoofprint.workers.pool import Pool

SWEPT = 1_000
"""Unread files that are read once more without their format."""
MEDIA = (
    ".jpg",
    ".jpeg",
    ".heic",
    ".png",
    ".gif",
    ".webp",
    ".mov",
    ".mp4",
    ".m4v",
    ".m4a",
    ".caf",
    ".mp3",
    ".aac",
    ".ttf",
)
"""Files that a sweep leaves out: large, and without text of their own."""


def examine(
    evidence: Evidence,
    pool: Pool,
    sink: Sink,
    progress: Progress,
    workers: int = 2,
    asked: Sequence[str] = (),
    sweep: bool = False,
    finished: Callable[[str], None] = lambda name: None,
    memory: Memory = FORGETFUL,
) -> list[Coverage]:
    """Read every artifact; the coverage of each, in order of id. One artifact's failure is its own status only.

    `asked` are the device path patterns for artifacts that run only when asked. What could not be read, and with
    `sweep` every file that is no picture, film or sound, is then read once more without its format. `finished` is
    told each artifact of which no more records will come; `memory` keeps it, and gives what an interrupted examination
    had finished.
    """
    found = {
        name: _files(artifact, evidence, asked)
        for name, artifact in artifacts().items()
        if not artifact.rescue
    }
    order = sorted(found, key=lambda name: (-sum(file.size for file in found[name]), name))
    resume = Resume(memory, evidence, found)

    def run(name: str) -> tuple[str, Reading]:
        reading = Reading(name, artifacts()[name], evidence, pool, sink, progress)
        if not resume.recalled(reading):
            reading.run(found[name])
        finished(name)
        resume.finished(reading)
        return name, reading

    with ThreadPoolExecutor(max_workers=workers) as threads:
        hashing = resume.hashing = threads.submit(digests, evidence, pool, resume.files())
        if memory:  # what was finished counts only for the same bytes
            hashing.result()
        done = dict(threads.map(run, order))
    hashed = hashing.result()
    for name in (name for name, artifact in artifacts().items() if artifact.rescue):
        found[name] = _unread(done.values(), evidence, sweep)
        done[name] = run(name)[1]
        fresh = [file for file in found[name] if (file.path, file.stored) not in hashed]
        hashed |= digests(evidence, pool, fresh)
    return [_coverage(done[name], hashed) for name in sorted(done)]


def _files(artifact: Artifact, evidence: Evidence, asked: Sequence[str]) -> Sequence[Any]:
    """The files an artifact is to read."""
    patterns = asked if artifact.asked else artifact.patterns
    if artifact.from_entries or artifact.whole or not patterns:
        return []
    return evidence.find(patterns)


def _unread(readings: Iterable[Reading], evidence: Evidence, sweep: bool) -> Sequence[Any]:
    """The files whose parser failed or gave up part of them; with `sweep` all that may hold text."""
    read = (Status.READ, Status.EMPTY)
    paths = sorted({file.path for one in readings for file in one.files if file.status not in read})
    files = evidence.find(["/**"] if sweep else paths[:SWEPT]) if sweep or paths else []
    return [
        file for file in files if not file.absent and (not sweep or not file.path.lower().endswith(MEDIA))
    ]


def _coverage(reading: Reading, hashed: Digests) -> Coverage:
    status, reason = _status(reading)
    files = [_with_digest(file, hashed) for file in reading.files]
    return Coverage(
        artifact=reading.name,
        status=status,
        rows=reading.rows,
        origins=dict(sorted(sum((Counter(file.origins) for file in files), Counter[str]()).items())),
        oddities=sum(sum(file.oddities.values()) for file in reading.files),
        from_time=reading.first,
        to_time=reading.last,
        reason=reason,
        files=tuple(sorted(files, key=lambda file: (file.path, file.stored))),
    )


def _with_digest(file: FileRead, hashed: Digests) -> FileRead:
    digest = hashed.get((file.path, file.stored), Digest())
    return replace(file, sha256=digest.sha256, as_listed=digest.as_listed, writer=digest.writer)


def _status(reading: Reading) -> tuple[Status, str]:
    """One status from all files: that something was not read is said before that something was."""
    if reading.artifact.whole and reading.files:
        return reading.files[0].status, reading.files[0].reason
    if reading.artifact.from_entries is not None and reading.evidence.damage:
        return Status.PARTIAL, reading.evidence.damage
    if reading.artifact.whole or reading.artifact.from_entries is not None:
        return (
            (Status.READ, "")
            if reading.rows
            else (Status.ABSENT, absence(reading.artifact, reading.evidence))
        )
    if not reading.files:
        return Status.ABSENT, absence(reading.artifact, reading.evidence)
    statuses = {file.status for file in reading.files}
    reason = next((file.reason for file in reading.files if file.reason), "")
    if len(statuses) == 1:
        return statuses.pop(), reason
    return (Status.PARTIAL if statuses - {Status.READ, Status.EMPTY} else Status.READ), reason


def absence(artifact: Artifact, evidence: Evidence) -> str:
    """Why there is nothing: never held by this kind of acquisition, not kept by this iOS, or just not there."""
    kind = Kind.ENCRYPTED_BACKUP if evidence.encrypted else KINDS[evidence.kind]
    if kind not in artifact.kinds:
        return NOT_KEPT[kind]
    version = evidence.device.os_version
    if version and not artifact.kept_by(version, kind):
        return N_("not kept by this version of iOS")
    if evidence.damage and not artifact.asked:
        return N_("not in the part of this acquisition that could be listed")
    return N_("not asked for") if artifact.asked else N_("not in this acquisition")


KINDS = {
    "ios_backup": Kind.BACKUP,
    "ios_filesystem": Kind.FILESYSTEM,
    "ios_sysdiagnose": Kind.SYSDIAGNOSE,
    "ios_logs": Kind.LOGS,
}
NOT_KEPT = {
    Kind.BACKUP: N_("not kept in a plain backup"),
    Kind.ENCRYPTED_BACKUP: N_("not kept in an encrypted backup"),
    Kind.FILESYSTEM: N_("not kept in a copy of the file system"),
    Kind.SYSDIAGNOSE: N_("not kept in a sysdiagnose"),
    Kind.LOGS: N_("not kept in such logs"),
}
"""Why this kind of acquisition never holds it; every one begins alike, which is how reports tell them apart."""
