"""Digests of every file that artifacts read: each once, by workers that do not parse it.

SHA-256 names the file in reports. Where the list of the acquisition states a digest (backups state SHA-1), the same
pass says whether the content still has it.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple, Protocol

from hoofprint.formats.source import Source
from hoofprint.workers.job import FileJob, Job
from hoofprint.workers.pool import Pool, WorkerFailed
from hoofprint.workers.wire import FileDone
from hoofprint.workers.worker import Nothing

FILES_AT_ONCE = 64
"""Files one worker gets: a file takes one descriptor."""
BYTES = "hoofprint.workers.worker:BYTES"
SHA1 = 40
"""Hexadecimal characters of the digest a backup's list states."""


class Digest(NamedTuple):
    """What a file's bytes came to."""

    sha256: str = ""
    """Empty where they could not be read."""
    as_listed: bool | None = None
    """Whether they have the digest that the acquisition's list states; None where it states none."""
    writer: int | None = None
    """Of a database, the number of the SQLite version that wrote it last."""


Digests = dict[tuple[str, str], Digest]
"""Device path and stored name to digest; a file whose bytes could not be read has none."""


class Evidence(Protocol):
    """What is needed of an acquisition (`acquire.evidence.Evidence`)."""

    def open(self, found: Any, stack: ExitStack) -> Source:
        """A found file's bytes."""
        ...


def digests(evidence: Evidence, pool: Pool, found: Iterable[Any]) -> Digests:
    """Digests of the content (decrypted, inflated) of files that `Evidence.find` gave, named twice or not."""
    files = list({(file.path, file.stored): file for file in found if not file.absent}.values())
    made: Digests = {}
    for at in range(0, len(files), FILES_AT_ONCE):
        waiting = files[at : at + FILES_AT_ONCE]
        while waiting:
            waiting = _one_job(evidence, pool, waiting, made)
    return made


def _one_job(evidence: Evidence, pool: Pool, files: Sequence[Any], made: Digests) -> list[Any]:
    """Let a worker read the files; returns those that still need one, after the file it failed at."""
    with ExitStack() as stack:
        fds: list[int] = []
        ready, jobs = [], []
        for file in files:
            try:
                source = evidence.open(file, stack)
                recipe = source.recipe(fds)
                jobs.append(FileJob(file.path, file.stored, recipe, sha1=bool(_listed(file))))
                ready.append(file)
            except Exception:  # boundary: a file that cannot be opened has no digest; its artifact says why
                continue
        job = Job(BYTES, jobs, digest=True)
        number = -1
        try:
            for frame in pool.run(job, fds, Nothing, sum(file.size for file in ready)):
                if not isinstance(frame, FileDone) or frame.file != number + 1 or frame.file >= len(ready):
                    raise WorkerFailed("the worker spoke of a file it was not given")
                number = frame.file
                file = ready[number]
                made[file.path, file.stored] = Digest(
                    frame.sha256, _compared(file, frame.sha1), frame.writer or None
                )
        except WorkerFailed:
            return list(ready[number + 2 :])
        return []


def _listed(file: Any) -> str:
    """The digest the acquisition's list states for a file; empty where there is none in that form."""
    stated = str(file.row.get("digest") or "").lower()
    return stated if len(stated) == SHA1 else ""


def _compared(file: Any, sha1: str) -> bool | None:
    stated = _listed(file)
    return sha1 == stated if stated and sha1 else None
