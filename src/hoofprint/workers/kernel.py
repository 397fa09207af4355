"""What the Linux kernel offers to lock a process in: system-call filter, Landlock, namespaces. Numbers and bits only.

Everything goes through the C library by `ctypes`; nothing here decides what is allowed when, `confine` does. Sources:
seccomp(2), landlock(7) and prctl(2) of the Linux manual, and the kernel's own tables of system-call numbers.
"""

import ctypes
import os
import platform
import struct
import sys
from functools import cache

AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""How the kernel names the architecture of a call, so that a call of another one cannot slip through."""

# name: (x86_64, aarch64); None where the architecture has no such call.
NUMBERS: dict[str, tuple[int | None, int | None]] = {
    "accept": (43, 202), "add_key": (248, 217), "bind": (49, 200), "bpf": (321, 280), "brk": (12, 214),
    "clock_getres": (229, 114), "clock_gettime": (228, 113), "clock_nanosleep": (230, 115),
    "clone": (56, 220), "clone3": (435, 435), "close": (3, 57), "connect": (42, 203),
    "delete_module": (176, 106), "execve": (59, 221), "execveat": (322, 281), "exit": (60, 93),
    "exit_group": (231, 94), "fcntl": (72, 25), "finit_module": (313, 273), "fork": (57, None),
    "fsmount": (432, 432), "fsopen": (430, 430), "fstat": (5, 80), "futex": (202, 98), "getegid": (108, 177),
    "geteuid": (107, 175), "getgid": (104, 176), "getpid": (39, 172), "getrandom": (318, 278),
    "getrusage": (98, 165), "gettid": (186, 178), "gettimeofday": (96, 169), "getuid": (102, 174),
    "init_module": (175, 105), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425), "ioctl": (16, 29), "kexec_file_load": (320, 294), "kexec_load": (246, 104),
    "keyctl": (250, 219), "listen": (50, 201), "lseek": (8, 62), "madvise": (28, 233), "membarrier": (324, 283),
    "mmap": (9, 222), "mount": (165, 40), "move_mount": (429, 429), "mprotect": (10, 226), "mremap": (25, 216),
    "munmap": (11, 215), "nanosleep": (35, 101), "open_tree": (428, 428), "perf_event_open": (298, 241),
    "pivot_root": (155, 41), "poll": (7, None), "ppoll": (271, 73), "pread64": (17, 67),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "ptrace": (101, 117), "read": (0, 63),
    "readv": (19, 65), "request_key": (249, 218), "restart_syscall": (219, 128), "rseq": (334, 293),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sched_getaffinity": (204, 123), "sched_yield": (24, 124), "sendmsg": (46, 211), "sendto": (44, 206),
    "set_robust_list": (273, 99), "setns": (308, 268), "sigaltstack": (131, 132), "socket": (41, 198),
    "socketpair": (53, 199), "sysinfo": (99, 179), "time": (201, None), "times": (100, 153),
    "umount2": (166, 39), "unshare": (272, 97), "userfaultfd": (323, 282), "vfork": (58, None),
    "write": (1, 64), "writev": (20, 66),
}  # fmt: skip

_LOAD, _EQUAL, _AT_LEAST, _BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_EPERM, _ENOTTY = 1, 25
_PROT_EXEC = 4
_X32 = 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_NEW_IPC, _NEW_USER, _NEW_NET = 0x08000000, 0x10000000, 0x40000000

_Step = tuple[int, int, int, int]
"""One filter instruction: code, jump if true, jump if false, operand."""


def machine() -> str | None:
    """`x86_64` or `aarch64` where this is a 64-bit process on such a Linux, otherwise None."""
    known = sys.platform == "linux" and struct.calcsize("P") == 8 and sys.byteorder == "little"
    return platform.machine() if known and platform.machine() in AUDIT else None


def number(name: str, arch: str) -> int | None:
    """The number of a system call, None where the architecture lacks it."""
    return NUMBERS[name][0 if arch == "x86_64" else 1]


@cache
def filter_program(arch: str, allowed: tuple[str, ...], fatal: tuple[str, ...]) -> bytes:
    """A classic BPF program: `allowed` calls pass, `fatal` ones end the process, any other fails with EPERM.

    Between the two, on conditions: memory may be mapped but never made executable, flags of a descriptor may be
    read, and every device control says "not a terminal", which is what libraries ask.
    """
    steps: list[_Step] = [
        (_LOAD, 0, 0, 4), (_EQUAL, 1, 0, AUDIT[arch]), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0), (_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL),
    ]  # fmt: skip
    passes, refused, dies = ((_RETURN, 0, 0, value) for value in (_ALLOW, _ERRNO | _EPERM, _KILL))
    no_code: list[_Step] = [(_LOAD, 0, 0, _argument(2)), (_BITS, 0, 1, _PROT_EXEC), refused, passes]
    read_flags: list[_Step] = [
        (_LOAD, 0, 0, _argument(1)), (_EQUAL, 2, 0, 1), (_EQUAL, 1, 0, 2), (_EQUAL, 0, 1, 3), passes, refused,
    ]  # fmt: skip
    rules: list[tuple[str, list[_Step]]] = [(name, [passes]) for name in allowed]
    rules += [("mmap", no_code), ("mprotect", no_code), ("fcntl", read_flags)]
    rules += [("ioctl", [(_RETURN, 0, 0, _ERRNO | _ENOTTY)])]
    rules += [(name, [dies]) for name in fatal]
    for name, body in rules:
        call = number(name, arch)
        if call is not None:
            steps += [(_EQUAL, 0, len(body), call), *body]
    steps.append(refused)
    return b"".join(struct.pack("<HBBI", code, true, false, operand) for code, true, false, operand in steps)


def install_filter(program: bytes) -> None:
    """Filter every later call of this process; raises `OSError` where the kernel refuses."""
    arch = machine()
    if arch is None:
        raise OSError("no system-call filter for this system")
    code = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    pointer = ctypes.byref(Program(len(program) // 8, ctypes.cast(code, ctypes.c_void_p)))
    _call(_SECCOMP[arch], ctypes.c_uint(1), ctypes.c_uint(1), pointer)  # set filter, for all threads


def deny_files() -> int:
    """Refuse every path to this process, by Landlock; returns the interface version. Raises `OSError` without it.

    Version 4 and later also refuse TCP, 6 and later signals and abstract sockets outwards. Descriptors that are
    already open stay usable.
    """
    version = _call(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    rights = {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)
    handled = [(1 << rights) - 1] + [3] * (version >= 4) + [3] * (version >= 6)
    rules = struct.pack(f"<{len(handled)}Q", *handled)
    ruleset = _call(_LANDLOCK_CREATE, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint(0))
    try:
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _call(_LANDLOCK_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint(0))
    finally:
        os.close(ruleset)
    return version


def leave_namespaces() -> None:
    """Move to an empty network and to own IPC and user namespaces; raises `OSError` where that is not allowed."""
    if _libc().unshare(_NEW_USER | _NEW_NET | _NEW_IPC) != 0:
        raise _error()


def die_with(parent: int) -> None:
    """End this process when its parent ends; raises `ProcessLookupError` if the parent is gone already."""
    _prctl(_PR_SET_PDEATHSIG, 9)
    if os.getppid() != parent:
        raise ProcessLookupError("the parent process ended first")


def hide_memory() -> None:
    """Neither core dumps nor other processes of the same person may read this process's memory."""
    _prctl(_PR_SET_DUMPABLE, 0)


def _argument(index: int) -> int:
    """Where a filter finds the low half of a call's argument."""
    return 16 + 8 * index


def _prctl(option: int, value: int) -> None:
    if _libc().prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise _error()


def _call(call: int, *arguments: object) -> int:
    result: int = _libc().syscall(ctypes.c_long(call), *arguments)
    if result < 0:
        raise _error()
    return result


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _error() -> OSError:
    code = ctypes.get_errno()
    return OSError(code, os.strerror(code))
