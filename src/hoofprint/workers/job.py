"""What a worker is asked to do: which parser, which files, as plain data and descriptors."""

from typing import Any

import msgspec


class FileJob(msgspec.Struct):
    """One file with its side files, as recipes over the job's descriptors (`formats.source.build`)."""

    path: str
    stored: str
    source: tuple[Any, ...]
    sides: dict[str, Any] = {}
    sha1: bool = False
    """Whether a job that asks for digests wants this file's SHA-1 too: the list of a backup may state it."""


class Job(msgspec.Struct):
    """Parse these files with the parser at `module:attribute`, which the worker has already imported."""

    parser: str
    files: list[FileJob]
    digest: bool = False
    """Whether the account of each file shall hold the SHA-256 of its content."""
    rows_limit: int = 20_000_000


def encode(job: Job) -> bytes:
    """For the wire to the worker; it may hold the keys of the job's own files, and nothing else secret."""
    return msgspec.msgpack.encode(job)


def decode(data: bytes) -> Job:
    """The job as sent; raises `msgspec.DecodeError`."""
    return msgspec.msgpack.decode(data, type=Job)
