"""Real phones, examined once for all tests: public images beside the checkout, with every public indicator."""

import hashlib
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hoofprint.case.folder import Case
from hoofprint.model.face import AcquisitionFace
from hoofprint.pipeline import Options, check


class Silent:
    """Nobody follows the work."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Says nothing."""

    def advance(self, what: str, count: int) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class Examined:
    """A finished examination and what the evidence hashed to, before and after."""

    case: Case
    before: str
    after: str

    @property
    def face(self) -> AcquisitionFace:
        """The only acquisition of the case."""
        return self.case.acquisitions[0]

    def rows(self, artifact: str) -> list[dict[str, object]]:
        """All records of an artifact."""
        path = self.case.records(self.face.id, artifact)
        return [] if path is None else pq.read_table(path).to_pylist()


def digest(path: Path) -> str:
    """Of every file's name and bytes, or of the one file."""
    made = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            made.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()


def examine(
    path: Path, case: Path, *, indicators: tuple[Path, ...] = (), password: str | None = None
) -> Examined:
    """Run the whole pipeline, as the command line does."""
    before = digest(path)
    check([path], Options(case=case, indicators=indicators), lambda _: password, Silent())
    return Examined(Case(case), before, digest(path))


@pytest.fixture(scope="session", params=["ios_fs_josh15", "ios_fs_belkasoft16"])
def phone(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """A public image of a phone that nobody attacked."""
    folder = tmp_path_factory.mktemp("phone") / "case"
    return examine(shared / "real" / request.param, folder, indicators=(shared / "indicators",))


PHONES = ("ios_fs_josh15", "ios_fs_belkasoft16")
LOOSE: dict[str, str] = tomllib.loads((Path(__file__).parent / "facts.toml").read_text())["loose"]
"""Real files that came alone, and where they would lie on a phone."""


@pytest.fixture(scope="session")
def examined(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Examined, str]]:
    """A fact's path to the examination that read its file, and the device path it had there."""

    @cache
    def run(name: str) -> Examined:
        case = tmp_path_factory.mktemp(name) / "case"
        if name in PHONES:
            return examine(shared / "real" / name, case)
        dump = tmp_path_factory.mktemp("loose") / "dump"
        for real, device in LOOSE.items():
            target = dump / device.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shared / "real" / real, target)
        return examine(dump, case)

    def find(path: str) -> tuple[Examined, str]:
        head, _, rest = path.partition("/")
        return (run(head), f"/{rest}") if head in PHONES else (run("loose"), LOOSE[path])

    return find
