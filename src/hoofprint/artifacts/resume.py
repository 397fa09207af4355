"""What was finished stays: artifacts whose records an interrupted examination had written are not read again.

An artifact counts as finished only when its files' digests are known, too: they, and those of their logs and journals,
must be the same when it is taken over. Artifacts without files, and those that read what others could not, are quick
and are always read anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Any, Protocol

from hoofprint.artifacts.digests import Digest, Digests
from hoofprint.artifacts.reading import Evidence, Reading
from hoofprint.model.coverage import Finished

ABSENT = "absent"


class Memory(Protocol):
    """Where finished artifacts are kept (`case.progress.Progress`)."""

    def __bool__(self) -> bool:
        """Whether there is anything to take over."""
        ...

    def recall(self, artifact: str, evidence: Sequence[tuple[str, str, str]]) -> Finished | None:
        """What was finished of an artifact, its records in place; None where it must be read."""
        ...

    def keep(self, finished: Finished) -> None:
        """The artifact's records are complete."""
        ...


class _Forgetful:
    def __bool__(self) -> bool:
        return False

    def recall(self, artifact: str, evidence: Sequence[tuple[str, str, str]]) -> Finished | None:
        return None

    def keep(self, finished: Finished) -> None:
        """Nobody asks for it."""


FORGETFUL: Memory = _Forgetful()
"""For an examination that is never taken up again."""


class Resume:
    """One examination that may take over what an earlier one finished. `hashing` gives the digests of `files`."""

    def __init__(self, memory: Memory, evidence: Evidence, found: Mapping[str, Sequence[Any]]) -> None:
        self._memory, self._evidence, self._found = memory, evidence, found
        self._waiting: list[Reading] = []
        self._lock = Lock()
        self.hashing: Future[Digests] = Future()

    def files(self) -> Iterator[Any]:
        """Every file of every artifact, and what belongs to it."""
        for files in self._found.values():
            for file in files:
                yield file
                yield from self._evidence.beside(file)

    def recalled(self, reading: Reading) -> bool:
        """Whether the artifact was finished before; it is then as if it had been read."""
        if not self._memory or not (evidence := self._identity(reading)):
            return False
        finished = self._memory.recall(reading.name, evidence)
        if finished is None:
            return False
        reading.files, reading.rows = list(finished.files), finished.rows
        reading.first, reading.last = finished.first, finished.last
        reading.progress(reading.name, finished.rows)
        return True

    def finished(self, reading: Reading) -> None:
        """Keep it, as soon as the digests of its files are known."""
        if self._memory is FORGETFUL:
            return
        with self._lock:
            self._waiting.append(reading)
            if not self.hashing.done() or self.hashing.exception() is not None:
                return
            ready, self._waiting = self._waiting, []
        for one in ready:
            if evidence := self._identity(one):
                files, times = tuple(one.files), {"first": one.first, "last": one.last}
                self._memory.keep(
                    Finished(artifact=one.name, evidence=evidence, files=files, rows=one.rows, **times)
                )

    def _identity(self, reading: Reading) -> tuple[tuple[str, str, str], ...]:
        """Path, stored name and digest of all its files; nothing where one has none or it reads no files."""
        if reading.artifact.whole or reading.artifact.from_entries is not None:
            return ()
        hashed, made = self.hashing.result(), []
        for found in self._found.get(reading.name, ()):
            for file in (found, *self._evidence.beside(found)):
                known = hashed.get((file.path, file.stored), Digest())
                digest = ABSENT if file.absent else known.sha256
                if not digest:
                    return ()
                made.append((file.path, file.stored, digest))
        return tuple(made)
