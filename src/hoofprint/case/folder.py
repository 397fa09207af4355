"""A case on disk. It is built beside its place and moved there when whole: complete, or absent, never half."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace as replaced

from hoofprint.case import custody, manifest, progress
from hoofprint.case.errors import CaseError, writing
from hoofprint.case.progress import Progress
from hoofprint.case.records import RecordWriter
from hoofprint.model.face import AcquisitionFace, AlteredFace, CheckResult, encode
from hoofprint.model.words import N_

PARTIAL = ".partial"
INTERRUPTED = ".interrupted"
"""Where what a kill left lies while it is taken over."""
BEFORE = ".replaced"
"""Where a case that is being replaced lies for a moment."""


class CaseWriter:
    """A case in the making, at `<case>.partial`. `examined` is what its custody log's first line will say."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.with_name(target.name + PARTIAL)
        self.interrupted = target.with_name(target.name + INTERRUPTED)
        self.examined: dict[str, str] = {}
        self._progress: list[Progress] = []

    def acquisition(self, id_: str) -> Path:
        """The folder of one acquisition, with its `records` folder; private to the owner of the process."""
        folder = self.folder / "acquisitions" / id_
        if folder.exists():
            raise CaseError(
                N_("two of the acquisitions are the same; examine each in a case of its own"), where=id_
            )
        with writing(folder):
            (folder / "records").mkdir(mode=0o700, parents=True)
        return folder

    def progress(self, id_: str, key: str) -> Progress:
        """What is done of an acquisition in the making, and was in an examination that was interrupted."""
        before = self.interrupted / "acquisitions" / id_
        records = RecordWriter(self.folder / "acquisitions" / id_ / "records")
        self._progress.append(Progress(records, before if before.is_dir() else None, key))
        return self._progress[-1]

    def finish(self) -> None:
        """Write the manifest over everything that is there, and the log's first lines."""
        for path in self.folder.glob(f"acquisitions/*/{progress.NAME}"):
            path.unlink()
        self.write_bytes(manifest.NAME, listed := manifest.make(self.folder))
        first = {**self.examined, "manifest": hashlib.sha256(listed).hexdigest()}
        log = custody.line(0, custody.GENESIS, "examined", **first)
        if reused := sum(one.reused for one in self._progress):
            head = hashlib.sha256(log).hexdigest()
            log += custody.line(1, head, "resumed", artifacts=str(reused))
        self.write_bytes(custody.NAME, log)

    def write(self, name: str, value: Any) -> None:
        """A JSON file of the case; the same value gives the same bytes."""
        self.write_bytes(name, encode(value))

    def write_bytes(self, name: str, data: bytes) -> None:
        """Any other file of the case, readable by its owner only."""
        with writing(self.folder / name):
            fd = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(fd, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())


@contextmanager
def new_case(target: Path, *, replace: bool = False) -> Iterator[CaseWriter]:
    """A case folder to fill; on success it stands at `target`, on any failure nothing does.

    Raises `CaseError` where something else stands there or another analyst is at work on it.
    """
    _refuse(target, replace)
    writer = CaseWriter(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    marker = target.with_name(f".{target.name}.lock")
    held = _locked(marker, target)
    lock = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    before = target.with_name(target.name + BEFORE)
    try:
        _tidied(target, before)
        _refuse(target, replace)
        _set_aside(writer)
        writer.folder.mkdir(mode=0o700)
        yield writer
        writer.finish()
        if target.exists():
            os.rename(target, before)
        os.rename(writer.folder, target)
        os.fsync(lock)
        shutil.rmtree(before, ignore_errors=True)
    finally:
        shutil.rmtree(writer.folder, ignore_errors=True)
        shutil.rmtree(writer.interrupted, ignore_errors=True)
        marker.unlink(missing_ok=True)
        os.close(held)
        os.close(lock)


def _locked(marker: Path, target: Path) -> int:
    """The open marker, locked by this process alone; who comes second touches nothing and is told."""
    while True:
        held = os.open(marker, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(held)
            raise CaseError(
                N_("another examination is writing this case at the moment"), where=target
            ) from error
        if marker.exists() and marker.stat().st_ino == os.fstat(held).st_ino:
            return held
        os.close(held)  # whoever held it has just finished and taken the marker away


def _set_aside(writer: CaseWriter) -> None:
    """What a kill left of an examination; of two, the one that came further. Ours alone: nobody else's is used."""
    left, before = writer.folder, writer.interrupted
    mine = left.is_dir() and not left.is_symlink() and left.stat().st_uid == os.geteuid()
    if mine and progress.count(left) > (progress.count(before) if before.is_dir() else 0):
        shutil.rmtree(before, ignore_errors=True)
        os.rename(left, before)
    shutil.rmtree(left, ignore_errors=True)


def _tidied(target: Path, before: Path) -> None:
    """After an end between two moves: the case that was being replaced returns, or goes for good."""
    if before.is_dir() and not target.exists():
        os.rename(before, target)
    shutil.rmtree(before, ignore_errors=True)


def _refuse(target: Path, replace: bool) -> None:
    if not target.exists():
        return
    ours = (target / "case.json").is_file() and (target / manifest.NAME).is_file()
    if not ours and any(target.iterdir() if target.is_dir() else [target]):
        raise CaseError(N_("exists and is no case folder; choose another place with --case"), where=target)
    if ours and not replace:
        raise CaseError(
            N_("a case lies there already; choose another place, or --replace to examine anew"), where=target
        )
    if any(target.glob(manifest.SIGNATURES)) or (target / manifest.STAMPS).exists():
        raise CaseError(
            N_("this case was signed or stamped, and is not replaced; choose another place"), where=target
        )


class Case:
    """A finished case, read-only."""

    def __init__(self, folder: Path, *, compared: bool = False) -> None:
        """Raises `CaseError` where no finished case lies.

        `compared` hashes every file and says in the result which are not as the manifest says.
        """
        self.folder = folder
        try:
            self.result = msgspec.json.decode((folder / "case.json").read_bytes(), type=CheckResult)
            self.acquisitions = tuple(
                msgspec.json.decode((path / "findings.json").read_bytes(), type=AcquisitionFace)
                for path in sorted((folder / "acquisitions").iterdir())
            )
        except FileNotFoundError as error:
            raise CaseError(
                N_("no case lies here ({file} is missing)"), where=folder, file=error.filename
            ) from error
        except (OSError, msgspec.DecodeError) as error:
            raise CaseError(N_("the case cannot be read"), where=folder, because=error) from error

        if compared:
            self.result = replaced(self.result, altered=self._altered())

    def _altered(self) -> tuple[AlteredFace, ...]:
        try:
            found = list(manifest.differences(self.folder))
        except CaseError:
            found = [(manifest.NAME, "changed" if (self.folder / manifest.NAME).exists() else "missing")]
        return tuple(AlteredFace(file=name, how=how) for name, how in found)

    def records(self, acquisition: str, artifact: str) -> Path | None:
        """The Parquet file of an artifact's records, None where it has none."""
        path = self.folder / "acquisitions" / acquisition / "records" / f"{artifact}.parquet"
        return path if path.is_file() else None
