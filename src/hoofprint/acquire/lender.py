"""The parent's side of a process that inflates a large tar.gz for all workers, so that it is inflated once.

Without it every worker would inflate the archive from its beginning up to its own file. The parent hands requests and
answers on as they are: it looks at two lengths and an offset, and at none of the bytes.
"""

import os
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace

from hoofprint.formats.bytesource import Recipe
from hoofprint.formats.lent import ANSWER, REQUEST, STRETCH, LentSource, exactly, parted, received, wholly
from hoofprint.formats.source import UNKNOWN_SIZE, InflateSource, Source
from hoofprint.workers import job as jobs
from hoofprint.workers.job import FileJob, Job
from hoofprint.workers.pool import BYTES_PER_SECOND, SECONDS, Pool
from hoofprint.workers.zygote import Worker, ZygoteFailed

PARSER = "hoofprint.acquire.index:LENDING_PARSER"
STEP = 64 * 1024 * 1024
"""How far is asked ahead at once while the states are laid down."""
STARTS = 3
"""How often the inflating process may end before it is given up."""
CALLS = 20
"""Processor time the process gets, in times the patience one answer is waited for."""


@dataclass(frozen=True)
class _Home:
    """The inflating process and the two pipes to it."""

    worker: Worker
    requests: int
    answers: int


class Lender:
    """One inflating process over one archive; it is started when first asked, and again when it ended."""

    def __init__(self, pool: Pool, archive: Source, size: int) -> None:
        self._pool, self._archive, self._size = pool, archive, size
        self._patience = SECONDS + size / BYTES_PER_SECOND
        """Seconds one answer may take: in the worst case the whole archive is inflated for it."""
        self._lock = threading.Lock()
        self._home: _Home | None = None
        self._starts = 0
        self._sources: dict[int, Source] = {}

    def prepare(self, until: int) -> None:
        """Go through the archive once, so that the process holds states all over it and answers quickly after that.

        `until` is where its last member ends at the latest: what lies behind, perhaps a bomb, is left alone.
        """
        for offset in range(STEP, until, STEP):
            if not parted(self.ask(offset, 1))[0]:
                return

    def ask(self, offset: int, length: int) -> bytes:
        """An answer (`formats.lent`); one that gives a reason where the process does not answer."""
        with self._lock:
            while self._home or self._starts < STARTS:
                try:
                    return self._asked(self._home or self._start(), offset, length)
                except (OSError, EOFError, ValueError, ZygoteFailed):
                    self._end()
            why = b"the process that inflates the archive keeps ending"
            return ANSWER.pack(-1, len(why), 0) + why

    def _asked(self, home: "_Home", offset: int, length: int) -> bytes:
        """Raises `EOFError` where the process ended, or was ended because its answer or the rest of it did not come."""
        late = threading.Timer(self._patience, home.worker.kill)
        late.daemon = True
        late.start()
        try:
            wholly(home.requests, REQUEST.pack(offset, length))
            return received(home.answers)
        finally:
            late.cancel()

    def source(self, stack: ExitStack) -> Source:
        """The inflated archive, for this process or, by its recipe, for one worker; ends with the stack."""
        key = id(stack)
        if key not in self._sources:
            self._sources[key] = _Lent(self, stack)
            stack.callback(self._sources.pop, key)
        return self._sources[key]

    def connect(self, stack: ExitStack) -> tuple[int, int]:
        """Two descriptors over which one worker can ask; they end with the stack."""
        (theirs_out, requests), (answers, theirs_in) = os.pipe(), os.pipe()
        for fd in (requests, answers):
            stack.callback(os.close, fd)
        threading.Thread(target=self._relay, args=(theirs_out, theirs_in), daemon=True).start()
        return requests, answers

    def _relay(self, requests: int, answers: int) -> None:
        """Hand on what one worker asks, until it has gone; what it must not ask ends the connection."""
        with suppress(OSError, EOFError):
            while True:
                offset, length = REQUEST.unpack(exactly(requests, REQUEST.size))
                if length > STRETCH or offset > UNKNOWN_SIZE:
                    break
                wholly(answers, self.ask(offset, length))
        os.close(requests)
        os.close(answers)

    def _start(self) -> "_Home":
        self._starts += 1
        fds: list[int] = []
        source = InflateSource(self._archive, 31, UNKNOWN_SIZE).recipe(fds)
        (asked, requests), (answers, answered) = os.pipe(), os.pipe()
        try:
            sides = {"requests": ("fd", len(fds), 0, 0), "answers": ("fd", len(fds) + 1, 0, 0)}
            job = Job(PARSER, [FileJob("archive", "", source, sides)])
            limits = replace(self._pool.limits, cpu=int(self._patience * CALLS))
            worker = self._pool.zygote.start(jobs.encode(job), [*fds, asked, answered], limits)
        except BaseException:
            os.close(requests)
            os.close(answers)
            raise
        finally:
            os.close(asked)
            os.close(answered)
        self._home = _Home(worker, requests, answers)
        return self._home

    def _end(self) -> None:
        home, self._home = self._home, None
        if home is not None:
            for fd in (home.requests, home.answers, home.worker.pipe):
                os.close(fd)
            home.worker.kill()
            home.worker.wait()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._starts = STARTS
            self._end()


class _Lent(LentSource):
    """Asks the lender directly here, and over pipes of its own in a worker."""

    def __init__(self, lender: Lender, stack: ExitStack) -> None:
        super().__init__(-1, -1)
        self._lender, self._stack = lender, stack

    def ask(self, offset: int) -> tuple[bytes, str, int | None]:
        return parted(self._lender.ask(offset, STRETCH))

    def recipe(self, fds: list[int]) -> Recipe:
        if self.requests < 0:
            self.requests, self.answers = self._lender.connect(self._stack)
        return super().recipe(fds)
