"""Parsers run in this very process: for phones that Hoofprint itself made, in their thousands, and nothing else.

Evidence is never read this way. The same parsers run, and what they say crosses the same wire; only the cage is
missing, whose start costs more than parsing a small phone.
"""

import os
import threading
from collections.abc import Generator, Sequence

from hoofprint.model.record import Record
from hoofprint.workers import job as jobs
from hoofprint.workers import worker
from hoofprint.workers.pool import Pool
from hoofprint.workers.wire import Frame, receive


class Inline(Pool):
    """Takes the place of a pool. The modules of the parsers must have been imported."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""

    def run(
        self, job: jobs.Job, fds: Sequence[int], record: type[Record], size: int, seconds: float | None = None
    ) -> Generator[Frame, None, None]:
        """Frames of one job, received after it has ended; without limits of time or memory."""
        wire = os.memfd_create("frames")
        try:
            with self._lock:
                worker.main(jobs.encode(job), fds, wire)
            os.lseek(wire, 0, os.SEEK_SET)
            yield from receive(wire, record)
        finally:
            os.close(wire)
