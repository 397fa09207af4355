"""Same evidence, same version: the same case, page and exports to the byte, wherever and however it is examined."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hoofprint.case.folder import Case
from hoofprint.explore.compare import Verdict, again
from hoofprint.export import exporters
from hoofprint.synth import build, load

RUN = """
import sys
from pathlib import Path
from hoofprint.case.folder import Case
from hoofprint.explore.disclose import Disclosed
from hoofprint.export import CaseExporter, case_exporters, exporters
from hoofprint.export.html import render
from hoofprint.pipeline import Options, check

class Silent:
    def stage(self, name, total=None): pass
    def advance(self, what, count): pass

page = lambda result: {"report.html": render(result, "es").encode()}
options = Options(case=Path(sys.argv[2]), workers=int(sys.argv[3]), reports=page)
check([Path(sys.argv[1])], options, lambda _: "demo", Silent())
disclosed = Disclosed(Case(options.case))
for name, form in {**exporters(), **case_exporters()}.items():
    out = options.case.with_name(f"export.{name}")
    if isinstance(form, CaseExporter):
        with out.open("wb") as file:
            form.write(disclosed, file, "es")
    elif hasattr(form, "suffix"):
        with out.open("w", encoding="utf-8") as file:
            form.write(disclosed.result, file, "es")
    else:
        out.mkdir()
        form.write(disclosed, out, "es")
"""
"""An examination as the command line makes it, with the number of workers to choose, and then every export."""
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "America/Mexico_City", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "es_MX.UTF-8"},
)
DIFFERS = {"case/run.json"}
"""When, where and how long: the only file that may differ."""


def examined(phone: Path, folder: Path, workers: int, surroundings: dict[str, str]) -> dict[str, bytes]:
    folder.mkdir()
    case = folder / "case"
    subprocess.run(
        [sys.executable, "-c", RUN, str(phone), str(case), str(workers)],
        cwd=folder,
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
        timeout=900,
    )
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture(scope="module")
def both(place: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """One phone examined twice, under other hash seeds, time zones, locales, folders and numbers of workers."""
    build(load("demo"), place / "phone", password="demo")
    one = examined(place / "phone", place / "one", 1, SURROUNDINGS[0])
    return one, examined(place / "phone", place / "two", 4, SURROUNDINGS[1])


def test_two_examinations_give_the_same_bytes(both: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    one, two = both
    assert sorted(one) == sorted(two)
    assert len(one) > 40 and {f"export.{name}" for name in exporters()} <= set(one)
    assert [name for name in one if one[name] != two[name] and name not in DIFFERS] == []


@pytest.mark.usefixtures("both")
def test_findings_follow_again_and_a_forged_one_does_not(place: Path, tmp_path: Path) -> None:
    """What `hoofprint verify CASE ACQUISITION` compares."""
    fresh = Case(place / "two/case")
    proofs, compared = again(Case(place / "one/case"), fresh)
    assert len(compared) > 3 and {one.verdict for one in compared} == {Verdict.HOLDS}
    assert {proof.result.value for proof in proofs} == {"holds"}
    forged = shutil.copytree(place / "one/case", tmp_path / "case")
    for path in (forged / "case.json", *forged.glob("acquisitions/*/findings.json")):
        path.write_bytes(path.read_bytes().replace(b'"grade": "G2"', b'"grade": "G5"'))
    _, compared = again(Case(forged), fresh)
    assert {one.verdict for one in compared} == {Verdict.HOLDS, Verdict.DIFFERS}
    assert {one.file for one in Case(forged, compared=True).result.altered} >= {"case.json"}
