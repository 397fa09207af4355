"""The zygote's own process: everything imported, no evidence, no key; it forks a confined worker for each job.

It answers on one socket, message by message:

- `S` + limits, with descriptors `[data pipe, report pipe, job, evidence ...]`: fork a worker; the answer is `P` + its
  process id, or `X` + why not. The job itself stays in its descriptor and is read by the worker alone.
- `K` + process id: kill that worker, unless it has ended already.
- `R`: end when the last worker has ended.

When a worker ends, its report pipe gets one record: how it ended, what it used, and its last words. When the parent's
end of the socket closes, every worker is killed.
"""

import gc
import importlib
import os
import select
import signal
import socket
import struct
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from hoofprint.workers import confine

START = struct.Struct(">QIII")
"""Memory, processor seconds, highest descriptor; number of evidence descriptors."""
REPORT = struct.Struct(">iQd")
"""Wait status, peak resident bytes, processor seconds; then the last words."""
MAX_FDS = 200
"""Evidence descriptors of one job; the kernel passes at most 253 in a message."""
UNCONFINED = 71
"""Exit code of a worker that could not be confined as strongly as measured at the start: it read nothing."""
LAST_WORDS = 2000

Target = Callable[[bytes, Sequence[int], int], None]


@dataclass(frozen=True)
class Young:
    """What the zygote keeps of a running worker."""

    report: int
    words: int


class Nest:
    """The loop of the zygote; single-threaded, so that a fork copies no half-held lock."""

    def __init__(self, door: socket.socket, target: Target, isolated: bool, least: confine.Level) -> None:
        self.door, self.target, self.isolated, self.least = door, target, isolated, least
        self.young: dict[int, Young] = {}
        self.retiring = False
        self.wake, wake_end = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_end, warn_on_full_buffer=False)

    def run(self) -> None:
        """Serve until the parent goes, or until retired and without workers."""
        poll = select.poll()
        poll.register(self.door, select.POLLIN)
        poll.register(self.wake, select.POLLIN)
        while not (self.retiring and not self.young):
            for descriptor, _ in poll.poll():
                if descriptor == self.wake:
                    self.reap()
                elif not self.serve():
                    for child in self.young:
                        os.kill(child, signal.SIGKILL)
                    return

    def serve(self) -> bool:
        """One message; False when the parent has gone."""
        try:
            message, fds, _, _ = socket.recv_fds(self.door, 64, MAX_FDS + 3)
        except ConnectionError:
            message = b""
        if not message:
            return False
        if message[:1] == b"S":
            self.door.send(self.fork(START.unpack(message[1:]), fds))
        elif message[:1] == b"K":
            child = int(message[1:])
            if child in self.young:  # not reaped yet, so the number cannot be somebody else's by now
                os.kill(child, signal.SIGKILL)
        elif message[:1] == b"R":
            self.retiring = True
        return True

    def fork(self, head: tuple[int, ...], fds: list[int]) -> bytes:
        """Start a worker; the answer for the parent."""
        *caps, count = head
        if len(fds) != count + 3:
            _close(fds)
            return b"X" + f"{count + 3} descriptors sent, {len(fds)} arrived: too many open files".encode()
        zygote = os.getpid()
        words, words_end = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            child = os.fork()
        except OSError as error:
            _close([*fds, words, words_end])
            return b"X" + str(error).encode()
        if child == 0:
            self.door.detach()
            _live(self, confine.Limits(*caps), fds, words_end, zygote)
        self.young[child] = Young(fds[1], words)
        _close([fds[0], *fds[2:], words_end])
        return b"P%d" % child

    def reap(self) -> None:
        """Report every worker that has ended."""
        with suppress(BlockingIOError):
            while os.read(self.wake, 512):
                pass
        for _ in range(len(self.young)):
            child, status, used = os.wait4(-1, os.WNOHANG)
            if child == 0:
                break
            young = self.young.pop(child)
            words = b""
            with suppress(BlockingIOError):
                words = os.read(young.words, LAST_WORDS)
            with suppress(OSError):  # nobody may be listening any more
                record = REPORT.pack(status, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime)
                os.write(young.report, record + words)
            _close([young.report, young.words])


def main(descriptor: int, target: str, preload: str, limits: str) -> None:
    """Entry point: import, measure the confinement, greet the parent, serve it."""
    door = socket.socket(fileno=descriptor)
    gc.disable()  # modules are thousands of objects, and none of them garbage
    try:
        for module in filter(None, preload.split(",")):
            importlib.import_module(module)
        module, _, name = target.partition(":")
        entry: Target = getattr(importlib.import_module(module), name)
        threads = len(os.listdir("/proc/self/task"))
        if threads != 1:
            raise RuntimeError(f"{threads} threads run after the imports; a fork needs exactly one")
        isolated = confine.isolate()
        measured = confine.self_test(confine.Limits(*map(int, limits.split(","))), isolated=isolated)
    except BaseException as error:  # boundary: whatever hinders the start is told to the parent in words
        door.send(b"E" + f"{type(error).__name__}: {error}".encode()[:LAST_WORDS])
        raise
    gc.collect()
    gc.freeze()
    gc.enable()
    door.send(b"H" + msgspec.json.encode(measured))
    Nest(door, entry, isolated, measured.level).run()


def _live(nest: Nest, limits: confine.Limits, fds: list[int], words: int, zygote: int) -> None:
    """The worker's whole life; never returns."""
    code = 1
    try:
        pipe, _, job, *evidence = fds
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(words, 2)
        _close_all_but({pipe, job, *evidence})
        with os.fdopen(job, "rb") as file:
            file.seek(0)
            text = file.read()
        found = confine.enter(limits, isolated=nest.isolated, parent=zygote)
        if found.level < nest.least:
            os._exit(UNCONFINED)
        nest.target(text, evidence, pipe)
        code = 0
    except BaseException:  # boundary: a worker's failure becomes its exit code and its last words
        with suppress(OSError):
            os.write(2, traceback.format_exc()[-LAST_WORDS:].encode("utf-8", "replace"))
    finally:
        os._exit(code)


def _close_all_but(kept: set[int]) -> None:
    """Close all descriptors but the standard three and `kept`."""
    last = 2
    for descriptor in [*sorted(kept), os.sysconf("SC_OPEN_MAX")]:
        if descriptor > last + 1:  # an empty range would mean "everything" to the kernel
            os.closerange(last + 1, descriptor)
        last = descriptor


def _close(descriptors: Sequence[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
