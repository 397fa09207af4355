"""A small synthetic phone in every wrapping, and evidence opened for a test."""

import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from hoofprint.acquire.evidence import Evidence
from hoofprint.acquire.open import open_acquisition
from hoofprint.artifacts.registry import modules
from hoofprint.formats.source import blocks
from hoofprint.synth import build, dump, load
from hoofprint.workers.pool import Pool

SMALL = """
name = "small"
[phone]
model = "iPhone12,1"
ios = "14.4"
build = "18D52"
zone = "-06:00"
first_boot = 2020-11-02T10:00:00Z
backup_time = 2021-03-05T18:00:00Z
amount = 0.1
[backup]
iterations = 10
"""
PASSWORD = "correct horse"


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool([*modules(), "hoofprint.acquire.index"]) as made:
        yield made


@pytest.fixture(scope="session")
def phones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders `plain`, `encrypted` and `dump` of one phone."""
    folder = tmp_path_factory.mktemp("phones")
    build(load(SMALL), folder / "plain")
    build(
        load(SMALL.replace("[backup]", "[backup]\nencrypted = true")), folder / "encrypted", password=PASSWORD
    )
    dump(load(SMALL), folder / "dump")
    return folder


def opened(path: Path, pool: Pool, password: str | None = None) -> Evidence:
    return open_acquisition(path, pool, lambda: password)


def content(evidence: Evidence, path: str) -> bytes:
    with ExitStack() as stack:
        (found,) = evidence.find([path])
        return b"".join(blocks(evidence.open(found, stack)))


def members(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def zipped(folder: Path, target: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in members(folder):
            archive.write(path, prefix + path.relative_to(folder).as_posix())
    return target


def tarred(folder: Path, target: Path, prefix: str = "", mode: str = "w") -> Path:
    with tarfile.open(target, mode) as archive:  # type: ignore[call-overload]
        for path in members(folder):
            info = archive.gettarinfo(path, arcname="x")
            info.name = prefix + path.relative_to(folder).as_posix()
            with path.open("rb") as file:
                archive.addfile(info, file)
    return target
