"""Real phones of people who were not attacked, with every public list loaded: nothing may weigh as much as moderate."""

from pathlib import Path

import pytest

from hoofprint.control.bench import Unwatched
from hoofprint.model.face import AcquisitionFace
from hoofprint.pipeline import Options, check

TREES = ("ios_fs_josh15", "ios_fs_belkasoft16")
ARCHIVES = "zip_as_published"


@pytest.fixture(scope="module")
def examined(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, AcquisitionFace]:
    real = shared / "real"
    paths = [*(real / tree for tree in TREES), *sorted((real / ARCHIVES).glob("*.zip"))]
    options = Options(
        case=tmp_path_factory.mktemp("clean") / "case",
        indicators=(shared / "indicators",),
        accept_weak=True,
        workers=2,
    )
    result = check(paths, options, lambda _: None, Unwatched())
    return dict(zip([path.name for path in paths], result.acquisitions, strict=True))


def test_nothing_moderate_is_found(examined: dict[str, AcquisitionFace]) -> None:
    for name, face in examined.items():
        found = [(f.rule, f.grade, f.title) for f in face.findings if f.grade >= "G3"]
        assert not found, f"{name}: {found}"
        assert face.verdict.grade < "G3"


def test_they_were_really_read(examined: dict[str, AcquisitionFace]) -> None:
    """Else the test above would say nothing."""
    for name in TREES:
        assert sum(line.rows for line in examined[name].coverage if line.artifact != "ios.files") > 40
