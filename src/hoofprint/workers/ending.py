"""How a worker ended, in numbers and in words, and what it said last: the zygote's report, read by the parent."""

import os
import signal
from dataclasses import dataclass

from hoofprint.workers import nest


@dataclass(frozen=True)
class Exit:
    """How a worker ended. Exactly one of `code`, `signal` and `lost` tells."""

    code: int | None = None
    """Its exit code; 0 means that it did all of its job."""
    signal: int | None = None
    """The signal that ended it."""
    killed: bool = False
    """It ended because the parent asked for it."""
    lost: bool = False
    """Its zygote ended first, and the worker with it; nothing more is known."""
    peak: int = 0
    """Bytes of memory resident at the most, including what it shares with the zygote."""
    cpu: float = 0.0
    """Seconds of processor time."""
    words: str = ""
    """The end of what it wrote to its error output, made harmless. Untrusted: the worker may have been taken over."""

    @property
    def clean(self) -> bool:
        """It did all of its job."""
        return self.code == 0

    def __str__(self) -> str:
        if self.killed:
            return "stopped from outside"
        if self.lost:
            return "lost with its parent process"
        if self.signal == signal.SIGSYS:
            return "stopped for trying what a parser never needs (SIGSYS)"
        if self.signal == signal.SIGXCPU:
            return "stopped at its limit of processor time (SIGXCPU)"
        if self.signal == signal.SIGKILL:
            return "ended by SIGKILL; most often because the computer ran out of memory"
        if self.signal is not None:
            return f"ended by {_signal_name(self.signal)}"
        if self.code == nest.UNCONFINED:
            return "could not be confined, so it read nothing"
        return "finished" if self.clean else f"ended with code {self.code}"


def read(record: bytes, killed: bool) -> Exit:
    """The zygote's report on a worker; an incomplete one means that the zygote ended first."""
    if len(record) < nest.REPORT.size:
        return Exit(lost=True, killed=killed)
    status, peak, cpu = nest.REPORT.unpack_from(record)
    code = os.waitstatus_to_exitcode(status)
    words = harmless(record[nest.REPORT.size :])
    if code >= 0:
        return Exit(code=code, peak=peak, cpu=cpu, words=words)
    return Exit(signal=-code, killed=killed and code == -signal.SIGKILL, peak=peak, cpu=cpu, words=words)


def harmless(text: bytes) -> str:
    """Printable ASCII on one line: no control character of a hostile worker reaches a terminal or a log."""
    return " ".join("".join(chr(b) if 32 <= b < 127 else " " for b in text).split())


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
