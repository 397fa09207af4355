"""The parent's side: send a job to a confined worker, receive its frames, and end it when its time is up."""

import os
import threading
from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from dataclasses import replace

from hoofprint.model.record import Record
from hoofprint.model.words import reason
from hoofprint.workers import job as jobs
from hoofprint.workers.confine import Limits
from hoofprint.workers.wire import BadFrame, Frame, receive
from hoofprint.workers.zygote import Worker, Zygote

SECONDS = 120.0
"""Wall-clock time every worker gets, whatever the size of its files."""
BYTES_PER_SECOND = 2_000_000
"""Slowest honest parsing: a worker gets another second for each of these bytes."""

WORDS = 300
"""Characters of a failed worker's last words that a reason quotes; they are printable ASCII, and untrusted."""


class WorkerFailed(Exception):
    """The worker did not finish in the allowed way; the message says how it ended."""


class Pool:
    """Workers of one zygote. Close it when the last acquisition is read."""

    def __init__(self, preload: Sequence[str], limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.zygote = Zygote("hoofprint.workers.worker:main", limits=self.limits, preload=preload)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.zygote.close()

    def run(
        self, job: jobs.Job, fds: Sequence[int], record: type[Record], size: int, seconds: float | None = None
    ) -> Generator[Frame, None, None]:
        """Frames of one worker; raises `WorkerFailed` when it died, was killed or broke the rules.

        `size` is how many bytes of evidence the job reads: it sets the time the worker gets.
        """
        limit = SECONDS + size / BYTES_PER_SECOND if seconds is None else seconds
        worker = self.zygote.start(jobs.encode(job), fds, replace(self.limits, cpu=int(limit) + 1))
        late = threading.Event()
        timer = threading.Timer(limit, _kill, (worker, late))
        timer.daemon = True
        timer.start()
        broken, whole = "", False
        try:
            with closing(receive(worker.pipe, record)) as frames:
                yield from frames
            whole = True
        except BadFrame as error:
            broken = str(error)
        finally:
            with suppress(OSError):
                os.close(worker.pipe)
            if not whole:  # also where the caller stopped listening: no worker is left behind
                worker.kill()
            ending = worker.wait()
            timer.cancel()
        if broken or not ending.clean:
            said = f"{ending}: {ending.words[-WORDS:]}" if ending.words else str(ending)
            raise WorkerFailed(_words(late.is_set(), limit, said, broken))


def _kill(worker: Worker, late: threading.Event) -> None:
    late.set()
    worker.kill()


def _words(late: bool, limit: float, exit_: str, broken: str) -> str:
    if late:
        return reason(f"the parser was stopped after {limit:.0f} seconds")
    return reason(f"the parser ended unexpectedly ({exit_})") + (f"; {broken}" if broken else "")
