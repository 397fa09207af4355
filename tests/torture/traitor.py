"""Imported into the process that starts workers: the parser of one artifact then does what its file tells it to.

So a worker that was taken over is tried inside a whole examination: it holds what a real one holds, no more.
"""

import ctypes
import os
import time
from collections.abc import Iterator

from hoofprint.artifacts.ios import id_status
from hoofprint.workers.chunk import Chunk
from hoofprint.workers.file import File
from hoofprint.workers.wire import HEAD
from tests.workers.acts import BOMB, HOSTILE

VICTIM = "ios.id_status"
_read = id_status.ARTIFACT.parser.read


def _pipe() -> int:
    """The descriptor to the parent: the only one that can be written."""
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"")
        except OSError:
            continue
        return descriptor
    raise LookupError("no pipe")


def _act(word: str) -> None:
    if word in HOSTILE:
        HOSTILE[word]()
    elif word == "spin in one opcode":
        import apsw

        apsw.Connection(":memory:").execute(BOMB).fetchall()
    elif word == "spin":
        while True:
            pass
    elif word == "garbage":
        os.write(_pipe(), b"\x1b[2J" * 100)
    elif word == "half a frame":
        os.write(_pipe(), HEAD.pack(b"B", 10, 10) + b"x")
        os._exit(0)
    elif word == "four gigabytes":
        os.write(_pipe(), HEAD.pack(b"B", 2**32 - 1, 2**40))
    elif word == "nothing":
        os._exit(0)
    elif word == "segfault":
        ctypes.string_at(8)
    elif word == "close and spin":
        os.close(_pipe())
        while True:
            pass
    elif word == "flood":
        os.write(2, b"\x1b]0;title\x07\n" * 50)
        os._exit(3)
    elif word == "sleep":
        time.sleep(30)


def _hostile(file: File) -> Iterator[Chunk]:
    if file.data.startswith(b"ACT:"):
        _act(file.data[4:].decode())
        raise ValueError("the act was allowed")
    return _read(file)


object.__setattr__(id_status.ARTIFACT.parser, "read", _hostile)
