"""A process gives up everything a parser does not need, for good, and the result is measured by trying.

Four layers, each of which covers for a gap of the others: resource limits, Landlock (no path), an empty network
namespace, and a system-call filter without open, socket, fork, exec and executable memory.
"""

import mmap
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum

from hoofprint.model.words import N_
from hoofprint.workers import kernel

if sys.platform != "win32":
    import resource


class Level(IntEnum):
    """How strongly a worker is confined. A report states the level that was measured, never a hoped-for one."""

    S0 = 0
    """Not at all: evidence would be parsed in the main process. Never in ordinary use."""
    S1 = 1
    """A process of its own with resource limits; it could still open files or reach a network."""
    S2 = 2
    """Confined by other means of the operating system. Not built yet."""
    S3 = 3
    """System-call filter and limits; Landlock or the network namespace is missing behind it."""
    S4 = 4
    """Every layer."""


@dataclass(frozen=True)
class Limits:
    """What one worker may use up before it is ended."""

    memory: int = 1 << 30
    """Bytes of address space beyond what the process had when it was confined."""
    cpu: int = 120
    """Seconds of processor time."""
    files: int = 64
    """No descriptor with this or a higher number can be made; those passed in stay usable."""


@dataclass(frozen=True)
class Enforced:
    """The confinement in force: its level, the layers that hold, and why it is not stronger."""

    level: Level
    layers: tuple[str, ...]
    """Of `limits`, `landlock`, `namespace`, `seccomp`."""
    why: str
    """One sentence for a person."""
    refused: tuple[str, ...] = ()
    """Acts that were tried and refused; filled by `self_test` only."""


WHY = {
    Level.S4: N_("every layer of confinement is in force"),
    Level.S3: N_("the system-call filter is in force; missing behind it: {layers}"),
    Level.S1: N_("only resource limits are in force: this system offers no system-call filter"),
    Level.S0: N_("this system cannot start confined processes"),
}

ALLOWED = (
    "read", "pread64", "write", "futex", "mremap", "munmap", "madvise", "brk", "lseek", "close",
    "fstat", "readv", "writev", "poll", "ppoll", "rt_sigreturn", "rt_sigprocmask", "rt_sigaction",
    "sigaltstack", "sched_yield", "sched_getaffinity", "nanosleep", "clock_nanosleep", "clock_gettime",
    "clock_getres", "gettimeofday", "time", "times", "getrusage", "sysinfo", "getpid", "gettid", "getuid",
    "geteuid", "getgid", "getegid", "getrandom", "membarrier", "rseq", "set_robust_list", "restart_syscall",
    "exit", "exit_group",
)  # fmt: skip
"""What reading, computing and writing to an open pipe need; the most frequent first."""

FATAL = (
    "execve", "execveat", "clone", "clone3", "fork", "vfork", "socket", "socketpair", "connect", "bind",
    "listen", "accept", "sendto", "sendmsg", "ptrace", "process_vm_readv", "process_vm_writev", "unshare",
    "setns", "mount", "umount2", "pivot_root", "move_mount", "open_tree", "fsopen", "fsmount", "bpf",
    "io_uring_setup", "io_uring_enter", "io_uring_register", "perf_event_open", "userfaultfd", "keyctl",
    "add_key", "request_key", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load",
)  # fmt: skip
"""What no parser does even by accident: whoever tries it has taken the process over, and ends it."""


def isolate() -> bool:
    """Leave the network for good, for this process and its future children; False where that is not allowed."""
    if kernel.machine() is None:
        return False
    try:
        kernel.leave_namespaces()
    except OSError:
        return False
    return True


def enter(
    limits: Limits, *, seccomp: bool = True, isolated: bool = False, parent: int | None = None
) -> Enforced:
    """Confine this process, irreversibly. Call it in a forked child, when its descriptors are in place.

    `isolated` says that `isolate` succeeded in an ancestor already. With `parent`, the process ends with that
    parent; raises `ProcessLookupError` if it is gone. A layer the system lacks is left out and shows in the result.
    """
    layers = []
    if kernel.machine() is not None:
        if isolated or isolate():
            layers.append("namespace")
        kernel.hide_memory()
        if parent is not None:
            kernel.die_with(parent)
    _limit(limits)
    layers.append("limits")
    if kernel.machine() is not None:
        with suppress(OSError):
            kernel.deny_files()
            layers.append("landlock")
        if seccomp and _filter():
            layers.append("seccomp")
    return _judge(frozenset(layers))


def self_test(limits: Limits | None = None, *, isolated: bool = False) -> Enforced:
    """What a confined process really cannot do here, found by trying it in throw-away children.

    Call it where only one thread runs, because it forks; about 20 ms. A layer counts only if its own refusal was
    seen: Landlock and the namespace are tried without the system-call filter that would hide them.
    """
    if not hasattr(os, "fork"):
        return Enforced(Level.S0, (), WHY[Level.S0])
    _program()  # built once here, and inherited by every fork
    allowed = limits or Limits()

    def refused(act: Callable[[], None], seccomp: bool = True) -> bool:
        return _refused(act, allowed, seccomp, isolated)

    acts = _acts(allowed)
    seen = tuple(name for name, act in acts.items() if refused(act))
    layers = {
        "limits": "memory" in seen,
        "landlock": refused(acts["open"], False),
        "namespace": refused(acts["connect"], False),
        "seccomp": set(acts) - {"memory"} <= set(seen),
    }
    found = _judge(frozenset(name for name, holds in layers.items() if holds))
    return Enforced(found.level, found.layers, found.why, seen)


def _judge(layers: frozenset[str]) -> Enforced:
    missing = sorted({"landlock", "namespace"} - layers)
    if not layers >= {"seccomp", "limits"}:
        level = Level.S1
    else:
        level = Level.S3 if missing else Level.S4
    return Enforced(level, tuple(sorted(layers)), WHY[level].format(layers=", ".join(missing)))


def _filter() -> bool:
    program = _program()
    if program is None:
        return False
    try:
        kernel.install_filter(program)
    except OSError:
        return False
    return True


def _program() -> bytes | None:
    arch = kernel.machine()
    return None if arch is None else kernel.filter_program(arch, ALLOWED, FATAL)


def _limit(limits: Limits) -> None:
    caps = [
        (resource.RLIMIT_AS, _address_space() + limits.memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, limits.files),
    ]
    if hasattr(resource, "RLIMIT_NPROC"):
        caps.append((resource.RLIMIT_NPROC, 0))
    for which, cap in caps:
        hard = resource.getrlimit(which)[1]
        value = cap if hard == resource.RLIM_INFINITY else min(cap, hard)
        with suppress(OSError, ValueError):  # some systems have no limit of that kind; `self_test` notices
            resource.setrlimit(which, (value, value))
    # The soft limit ends the process by a signal that names the cause, the hard one in case that is ignored.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1))


def _address_space() -> int:
    """Bytes of address space this process has now, 0 where the system does not tell."""
    with suppress(OSError, ValueError):
        descriptor = os.open("/proc/self/statm", os.O_RDONLY)
        try:
            return int(os.read(descriptor, 64).split()[0]) * mmap.PAGESIZE
        finally:
            os.close(descriptor)
    return 0


def _acts(limits: Limits) -> dict[str, Callable[[], None]]:
    """What a parser that was taken over would try first; each returns only if it was allowed."""
    caller = os.getpid()

    def connect() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
            door.connect(("127.0.0.1", 9))  # sends nothing; fails where there is no network to send to

    def fork() -> None:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)

    return {
        "open": lambda: os.close(os.open("/", os.O_RDONLY)),
        "connect": connect,
        "exec": lambda: os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", ""]),
        "fork": fork,
        "memory": lambda: mmap.mmap(-1, limits.memory + (64 << 20)).close(),
        "signal": lambda: os.kill(caller, 0),
    }


def _refused(act: Callable[[], None], limits: Limits, seccomp: bool, isolated: bool) -> bool:
    """Whether a confined child fails to do `act`: by an error, or by being ended for it."""
    child = os.fork()
    if child == 0:
        done = 1
        with suppress(BaseException):  # boundary: a throw-away process, whose exit code is all that counts
            enter(limits, seccomp=seccomp, isolated=isolated)
            done = 2
            act()
            done = 0
        os._exit(done)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status == 2 or status == -signal.SIGSYS
