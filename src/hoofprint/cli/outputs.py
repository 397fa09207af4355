"""Where outputs go: a file or folder for its owner only, whole or not at all, or standard output; with their hash."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from hoofprint.cli.spoken import here
from hoofprint.cli.tell import USAGE, Refused
from hoofprint.model.words import N_


class Hashed:
    """A file being written, and the SHA-256 of what was written so far."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._digest = out, hashlib.sha256()

    def write(self, data: Any) -> int:
        """Writes and counts in."""
        self._digest.update(data)
        return self._out.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)

    @property
    def sha256(self) -> str:
        """Of everything written."""
        return self._digest.hexdigest()


@contextmanager
def to_file(path: Path | None) -> Iterator[Hashed]:
    """An open file that stands at its place when all went well; None is standard output. Raises `Refused`."""
    if path is None:
        yield Hashed(sys.stdout.buffer)
        sys.stdout.flush()
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as out:
                yield Hashed(out)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}", USAGE) from error


@contextmanager
def to_folder(path: Path) -> Iterator[Path]:
    """An empty folder that stands at its place when all went well. Raises `Refused` where something is there."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise Refused(here(N_("{path}: is there already; name a folder that is not"), path=path), USAGE)
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))  # mode 0700
        try:
            yield made
            os.replace(made, path)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}", USAGE) from error


def folder_hash(folder: Path) -> str:
    """One hash for a folder: of the list of its files with their hashes, sorted by name."""
    lines = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.relative_to(folder)}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()
