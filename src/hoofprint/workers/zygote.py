"""A warm parent for workers, started before any evidence is opened, and the handles on what it forks.

Linux only: it needs `fork`, descriptors passed over sockets, and memory files. Elsewhere `Zygote` says so; cold worker
processes for macOS and Windows are not built yet.
"""

import fcntl
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import IO

import msgspec

from hoofprint.workers import ending, nest
from hoofprint.workers.confine import Enforced, Limits
from hoofprint.workers.ending import Exit, harmless

FORKS = 500
"""Workers of one zygote; then a new one takes over, so that no two ends of a long run share a memory layout."""
PATIENCE = 60.0
"""Seconds a zygote may take to import its modules."""
PIPE = 1 << 20
"""Bytes on their way from a worker, at most."""

# Only this is in the zygote's environment: a password that came by the parent's must not be. Arrow would start a
# thread of its own, and reserve a gigabyte of address space, without these settings.
ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}
# Arrow imports NumPy where it happens to be installed, whose linear algebra starts threads: no worker needs it.
_BOOT = """
import sys
sys.path[:] = sys.argv[5:]
sys.modules.update(dict.fromkeys(("numpy", "pandas")))
from hoofprint.workers.nest import main
main(int(sys.argv[1]), *sys.argv[2:5])
"""


class ZygoteFailed(Exception):
    """No worker can be started; the message says why."""


class Worker:
    """A running worker. `pipe` is the read end of its output and belongs to the caller, who closes it."""

    def __init__(self, home: "_Home", pid: int, pipe: int, report: IO[bytes]) -> None:
        self.pid, self.pipe = pid, pipe
        self._home, self._report = home, report
        self._killed = False
        self._exit: Exit | None = None
        self._lock = threading.Lock()

    def kill(self) -> None:
        """End it now, from any thread; harmless when it has ended already."""
        self._killed = True
        self._home.kill(self.pid)

    def wait(self) -> Exit:
        """Block until it has ended. Read or close `pipe` first: a worker waits for room in it."""
        with self._lock:
            if self._exit is None:
                with self._report:
                    self._exit = ending.read(self._report.read(), self._killed)
            return self._exit


class Zygote:
    """Starts workers that run `target(job, descriptors, pipe)`, named as `module:function`, under confinement.

    The process is started at once and imports `target` and `preload` while the caller goes on. It may be used from
    several threads; when it dies it is started again, and its workers are reported as lost.
    """

    def __init__(
        self,
        target: str = "hoofprint.workers.worker:main",
        *,
        limits: Limits,
        preload: Sequence[str] = (),
    ) -> None:
        if sys.platform != "linux":
            raise ZygoteFailed("confined workers are built for Linux only, so far")
        self.limits = limits
        self._arguments = (target, ",".join(preload), f"{limits.memory},{limits.cpu},{limits.files}")
        self._lock = threading.Lock()
        self._home = _Home(*self._arguments)
        self._old: list[_Home] = []
        self._forks = 0

    @property
    def enforced(self) -> Enforced:
        """The confinement of every worker, as measured when the zygote started; raises `ZygoteFailed`.

        A worker that reaches less reads nothing and ends with code 71.
        """
        with self._lock:
            try:
                return self._home.greeting()
            except ConnectionError as error:
                raise ZygoteFailed(f"the process that starts workers ended; {self._home.words()}") from error

    def start(self, job: bytes, fds: Sequence[int], limits: Limits | None = None) -> Worker:
        """Fork a worker with at most 200 open descriptors, which stay the caller's; raises `ZygoteFailed`.

        `job` goes to that worker alone, through a memory file: the zygote never reads it.
        """
        if len(fds) > nest.MAX_FDS:
            raise ValueError(f"{len(fds)} descriptors for one worker, at most {nest.MAX_FDS}")
        with self._lock:
            self._renew()
            try:
                worker = self._home.start(job, fds, limits or self.limits)
            except (ConnectionError, TimeoutError):
                self._home.close()
                self._home = _Home(*self._arguments)
                worker = self._again(job, fds, limits or self.limits)
            self._forks += 1
            return worker

    def close(self) -> None:
        """End the process and all of its workers."""
        with self._lock:
            for home in (self._home, *self._old):
                home.close()
            self._old.clear()

    def _again(self, job: bytes, fds: Sequence[int], limits: Limits) -> Worker:
        try:
            return self._home.start(job, fds, limits)
        except (ConnectionError, TimeoutError) as error:
            raise ZygoteFailed(
                f"the process that starts workers keeps ending; {self._home.words()}"
            ) from error

    def _renew(self) -> None:
        """Take a new process after many forks; the old one ends with its last worker."""
        self._old = [home for home in self._old if not home.ended()]
        if self._forks >= FORKS:
            self._home.retire()
            self._old.append(self._home)
            self._home, self._forks = _Home(*self._arguments), 0


class _Home:
    """One zygote process and the socket to it."""

    def __init__(self, target: str, preload: str, limits: str) -> None:
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._door.settimeout(PATIENCE)
        self._errors = os.memfd_create("errors")
        self._lock = threading.Lock()
        self._greeting: Enforced | None = None
        # Where the parent leaves no byte code behind, neither does this one: on a full disk it would be cut.
        quiet = ["-B"] if sys.dont_write_bytecode else []
        arguments = [str(theirs.fileno()), target, preload, limits, *map(os.path.abspath, sys.path)]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", *quiet, "-c", _BOOT, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                env=ENVIRONMENT | {k: v for k, v in os.environ.items() if k == "LD_LIBRARY_PATH"},
                start_new_session=True,  # Ctrl-C reaches the parent only, which ends the workers in order
            )

    def greeting(self) -> Enforced:
        """Wait until it has imported everything; raises `ZygoteFailed`, or `ConnectionError` when it has gone."""
        with self._lock:
            return self._greet()

    def start(self, job: bytes, fds: Sequence[int], limits: Limits) -> Worker:
        """Raises `ConnectionError` when the process has gone, `ZygoteFailed` when it answers that it cannot."""
        with self._lock, ExitStack() as failed, ExitStack() as sent:
            self._greet()
            text = sent.enter_context(os.fdopen(os.memfd_create("job"), "wb"))
            text.write(job)
            text.flush()
            pipe, pipe_end = _pipe(failed, sent)
            _widen(pipe)
            report, report_end = _pipe(failed, sent)
            head = nest.START.pack(limits.memory, limits.cpu, limits.files, len(fds))
            socket.send_fds(self._door, [b"S" + head], [pipe_end, report_end, text.fileno(), *fds])
            answer = self._door.recv(4096)
            if not answer:
                raise ConnectionResetError("the process has ended")
            if answer[:1] != b"P":
                raise ZygoteFailed(harmless(answer[1:]))
            failed.pop_all()
            return Worker(self, int(answer[1:]), pipe, os.fdopen(report, "rb"))

    def kill(self, pid: int) -> None:
        """End one worker."""
        with self._lock, suppress(OSError):
            self._door.send(b"K%d" % pid)

    def retire(self) -> None:
        """No more workers; it ends with its last one."""
        with self._lock, suppress(OSError):
            self._door.send(b"R")

    def ended(self) -> bool:
        """Whether the process has ended; if so nothing of it is left open."""
        if self._process.poll() is None:
            return False
        self.close()
        return True

    def words(self) -> str:
        """The end of what it wrote to its error output, made harmless."""
        with suppress(OSError):
            size = os.fstat(self._errors).st_size
            return harmless(os.pread(self._errors, 300, max(0, size - 300)))
        return ""

    def close(self) -> None:
        """End it and its workers."""
        with self._lock:
            self._door.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with suppress(OSError):
            os.close(self._errors)
            self._errors = -1

    def _greet(self) -> Enforced:
        if self._greeting is None:
            try:
                message = self._door.recv(65536)
            except TimeoutError as error:
                raise ZygoteFailed(f"no answer after {PATIENCE:.0f} seconds") from error
            if message[:1] == b"E":
                raise ZygoteFailed(harmless(message[1:]))
            if message[:1] != b"H":
                raise ConnectionResetError("the process ended while it started")
            self._greeting = msgspec.json.decode(message[1:], type=Enforced)
        return self._greeting


def _pipe(failed: ExitStack, sent: ExitStack) -> tuple[int, int]:
    """A pipe whose write end is closed once it is sent, and its read end too if that fails."""
    read, write = os.pipe()
    failed.callback(os.close, read)
    sent.callback(os.close, write)
    return read, write


def _widen(pipe: int) -> None:
    """More room in a pipe, where the system allows it: both ends then take turns less often."""
    with suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)
