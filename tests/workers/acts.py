"""What test workers are told to do: hostile acts, ordinary work, and ways to end. Runs inside the cage.

As a script it tries every hostile act in a confined child of its own, with and without the system-call filter,
and writes what came of it as JSON.
"""

import ctypes
import fcntl
import importlib
import json
import mmap
import os
import plistlib
import signal
import socket
import sys
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import apsw
import msgspec
import pyarrow as pa
import pyarrow.compute
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hoofprint.workers import confine, kernel

PARENT = os.getpid()
BOMB = "select instr(zeroblob(40000000), zeroblob(20000000) || x'01')"
"""Days of work inside one step of SQLite's machine, which neither interrupts nor progress handlers can end."""


def syscall(name: str, *arguments: object) -> None:
    """One raw call; raises `OSError` when it fails."""
    number = kernel.number(name, kernel.machine() or "x86_64")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(ctypes.c_long(number or 0), *arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def start_thread() -> None:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()


def start_process() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def call_network() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.connect(("127.0.0.1", 9))


def make_socket(family: int) -> None:
    socket.socket(family, socket.SOCK_STREAM).close()


HOSTILE: dict[str, Callable[[], object]] = {
    "read a file": lambda: os.close(os.open(__file__, os.O_RDONLY)),
    "list a folder": lambda: os.listdir("/"),
    "write a file": lambda: os.close(os.open("/tmp/hoofprint-escape", os.O_WRONLY | os.O_CREAT)),
    "import a module": lambda: importlib.import_module("wave"),
    "change a foreign file": lambda: os.chmod(__file__, 0o644),
    "run a program": lambda: os.execv(sys.executable, [sys.executable, "-c", ""]),
    "fork": start_process,
    "start a thread": start_thread,
    "connect": call_network,
    "make a TCP socket": lambda: make_socket(socket.AF_INET),
    "make a UNIX socket": lambda: make_socket(socket.AF_UNIX),
    "signal the parent": lambda: os.kill(PARENT, 0),
    "map code": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC).close(),
    "make a memory file": lambda: os.close(os.memfd_create("x")),
    "use io_uring": lambda: syscall("io_uring_setup", ctypes.c_uint(1), None),
    "trace": lambda: syscall("ptrace", ctypes.c_long(0), None, None, None),
    "leave the namespace": lambda: syscall("unshare", ctypes.c_int(0)),
    "allocate too much": lambda: mmap.mmap(-1, 3 << 30).close(),
    "grow a file": lambda: os.truncate(__file__, os.path.getsize(__file__)),
}


def libraries() -> list[str]:
    """A little of everything that parsers use; whatever needs a forbidden call fails here."""
    base = apsw.Connection(":memory:")
    base.execute("create table t(a); with recursive n(i) as (select 1 union all select i+1 from n where i<9999)"
                 "insert into t select printf('row %d', i) from n; create index i on t(a)")  # fmt: skip
    rows = base.execute("select a from t order by a desc").fetchall()
    array = pa.array([row[0] for row in rows])
    table = pa.table({"a": array, "n": pa.array(range(len(rows)), pa.int64())})
    aes = Cipher(algorithms.AES(bytes(32)), modes.CBC(bytes(16))).decryptor()
    return [
        str(len(rows)),
        str(len(array.filter(pa.array([True, False] * 4999 + [True])))),
        str(table.num_rows),
        zlib.decompress(zlib.compress(bytes(1 << 20)))[:1].hex(),
        str(plistlib.loads(plistlib.dumps({"a": [1, 2.5, b"x"]}, fmt=plistlib.FMT_BINARY))),
        str(plistlib.loads(plistlib.dumps({"a": "b"}, fmt=plistlib.FMT_XML))),
        str(msgspec.json.decode(b'{"a":[1,2]}')),
        (aes.update(bytes(1 << 16)) + aes.finalize())[:4].hex(),
    ]


def open_descriptors() -> list[int]:
    found = []
    for descriptor in range(512):
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_GETFD)
            found.append(descriptor)
    return found


def main(job: bytes, fds: Sequence[int], pipe: int) -> None:
    """The target of the test zygotes: one word says what to do."""
    word, _, rest = job.decode().partition(" ")
    if word == "echo":
        os.write(pipe, rest.encode())
    elif word == "size":
        os.write(pipe, str(len(rest)).encode())
    elif word == "files":
        os.write(pipe, b"|".join(os.pread(descriptor, 100, 0) for descriptor in fds))
    elif word == "libraries":
        os.write(pipe, json.dumps(libraries()).encode())
    elif word == "descriptors":
        os.write(pipe, json.dumps([open_descriptors(), list(fds), pipe]).encode())
    elif word == "environment":
        os.write(pipe, json.dumps(dict(os.environ)).encode())
    else:
        _end(word, rest, pipe)


def _end(word: str, rest: str, pipe: int) -> None:
    if word == "code":
        os._exit(int(rest))
    elif word == "raise":
        raise ValueError(rest)
    elif word == "crash":
        ctypes.string_at(8)
    elif word == "flood":
        os.write(2, b"\x1b]0;title\x07\r\nfine" * 20)
        with suppress(BlockingIOError):
            while True:
                os.write(2, bytes(4096))
        os._exit(1)
    elif word == "spin":
        while True:
            pass
    elif word == "sleep":
        os.write(pipe, b"ready")
        time.sleep(60)
    elif word == "bomb":
        apsw.Connection(":memory:").execute(BOMB).fetchall()
    elif word == "allocate":
        kept = []
        while True:
            kept.append(bytes(16 << 20))
    elif word in HOSTILE_WORDS:
        HOSTILE[HOSTILE_WORDS[word]]()


HOSTILE_WORDS = {name.replace(" ", "-"): name for name in HOSTILE}


def attempt(name: str, *, seccomp: bool) -> str:
    """`done`, the name of the signal that ended the child, or the error it met."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        text = "setup"
        try:
            confine.enter(confine.Limits(), seccomp=seccomp)
            HOSTILE[name]()
            text = "done"
        except (OSError, MemoryError, ImportError, RuntimeError) as error:
            text = f"{type(error).__name__}"
        os.write(writer, text.encode())
        os._exit(0)
    os.close(writer)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    text = os.read(reader, 200).decode()
    os.close(reader)
    return signal.Signals(-code).name if code < 0 else text or "done"


if __name__ == "__main__":
    found = {
        mode: {name: attempt(name, seccomp=mode == "strict") for name in HOSTILE}
        for mode in ("strict", "loose")
    }
    measured = msgspec.to_builtins(confine.self_test())
    unseen = Path("/tmp/hoofprint-escape").exists()
    sys.stdout.write(json.dumps({"acts": found, "measured": measured, "escaped": unseen}))
