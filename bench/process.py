"""Runs one command and measures the whole tree of processes it starts: CPU, wall, and the peak of memory."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PROC = Path("/proc")
PAUSE = 0.05
"""Seconds between two looks at memory; a peak shorter than this can be missed."""
SHARE = 5
"""The sampler rests at least so many times as long as a look took, so that it slows nothing by more than a fifth."""


@dataclass(frozen=True)
class Run:
    """What one command cost, with all processes it started and waited for."""

    cpu: float
    """Seconds of user and system time."""
    wall: float
    """Seconds."""
    peak: int | None
    """Bytes of the whole tree at its largest (proportional set size); None where the system does not tell."""
    code: int
    """Exit code; negative for the signal that ended it."""
    out: bytes
    """What it wrote to standard output."""
    said: bytes
    """What it wrote to standard error."""


class Failed(Exception):
    """A measured command did not end as it should; the message quotes its last words."""


def run(
    command: Sequence[str | Path],
    allowed: Sequence[int] = (0,),
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run a command to its end; raises `Failed` where its exit code is none of `allowed`."""
    env = {**os.environ, **(environment or {})}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out, stderr=said, env=env
        )
        sampler = Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        peak = sampler.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        done = Run(usage.ru_utime + usage.ru_stime, wall, peak, process.returncode, _all(out), _all(said))
    if done.code not in allowed:
        words = (done.said or done.out)[-600:].decode("utf-8", "replace").strip()
        raise Failed(f"{Path(command[0]).name} ended with {done.code}: {words}")
    return done


def _all(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


class Sampler(threading.Thread):
    """Looks again and again at the memory of a process and its descendants, and keeps the largest sum."""

    def __init__(self, pid: int, proc: Path = PROC) -> None:
        super().__init__(daemon=True)
        self.pid, self.proc, self.peak = pid, proc, 0
        self._end = threading.Event()

    def run(self) -> None:
        """Until `stop`."""
        while not self._end.is_set():
            began = time.perf_counter()
            self.peak = max(self.peak, sum(memory(pid, self.proc) for pid in tree(self.pid, self.proc)))
            self._end.wait(max(PAUSE, SHARE * (time.perf_counter() - began)))

    def stop(self) -> int | None:
        """The peak in bytes, None where nothing could be read."""
        self._end.set()
        self.join()
        return self.peak or None


def tree(pid: int, proc: Path = PROC) -> Iterator[int]:
    """A process and all its living descendants, whatever thread started them."""
    yield pid
    with suppress(OSError):  # it ended meanwhile
        for children in sorted((proc / str(pid) / "task").glob("*/children")):
            for child in children.read_text().split():
                yield from tree(int(child), proc)


def memory(pid: int, proc: Path = PROC) -> int:
    """Bytes of a process: its proportional set size, so that shared pages count once in a tree.

    Where that may not be read (a confined process of another user), its resident size, which is never smaller.
    """
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        with suppress(OSError):
            for line in (proc / str(pid) / name).read_text().splitlines():
                if line.startswith(field):
                    return int(line.split()[1]) * 1024
    return 0


def cpu(pid: int, proc: Path = PROC) -> float:
    """Seconds of CPU a process and its descendants have used, those included that ended and were waited for."""
    return sum(_ticks(one, proc) for one in tree(pid, proc)) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int, proc: Path) -> int:
    """User and system time, own and of waited-for children, in clock ticks."""
    with suppress(OSError):
        behind_name = (proc / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return sum(map(int, behind_name[11:15]))
    return 0
