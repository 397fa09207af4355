"""A stored case is weighed again without the evidence; withdrawn values lower what rested on them."""

from pathlib import Path

import pytest

from hoofprint.control.bench import Unwatched
from hoofprint.control.regrade import TOLD_UNDER, changes, keep, regrade
from hoofprint.detect.indicators import builtin, compile_sets
from hoofprint.model.face import AlsoFace
from hoofprint.model.indicator import IndicatorSet
from hoofprint.pipeline import Options, check
from hoofprint.synth import build, load
from tests.export.results import acquisition, finding


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("regrade")
    build(load("I-01"), folder / "phone")
    options = Options(case=folder / "case", accept_weak=True)
    check([folder / "phone"], options, lambda _: "synthetic", Unwatched())
    return folder / "case"


def test_the_same_knowledge_gives_the_same_result(case: Path) -> None:
    sets = builtin()
    assert regrade(case, sets, compile_sets(sets, platform="ios"), Unwatched()).changes == ()


def test_withdrawn_values_take_their_findings_with_them(case: Path) -> None:
    none: list[IndicatorSet] = []
    done = regrade(case, none, compile_sets(none, platform="ios"), Unwatched())
    gone = {change.rule: change for change in done.changes}
    assert {"SQ-01", "PEG-07", "PEG-01"} <= gone.keys()
    assert gone["SQ-01"].before == "S3 G5" and gone["SQ-01"].after == "" and gone["SQ-01"].why
    assert done.result.acquisitions[0].verdict.grade < "G4"


def test_a_finding_that_is_told_under_a_stronger_one_is_not_gone() -> None:
    """Unless the stronger one rests on other records."""
    weak = finding(rule="LST-05", grade="G2")
    also = (AlsoFace(rule="LST-05", title=weak.title, stage=weak.stage, grade="G2", count=1),)
    elsewhere = finding(rule="PRD-04", also=also, evidence=())
    for strong, told in ((finding(rule="PRD-04", also=also), True), (elsewhere, False)):
        found = {
            one.rule: one for one in changes(acquisition(findings=(weak,)), acquisition(findings=(strong,)))
        }
        assert found["LST-05"].after == "" and (found["LST-05"].why == (TOLD_UNDER,)) is told


def test_what_the_examination_wrote_stays(case: Path) -> None:
    sets = builtin()
    before = {
        path: path.read_bytes() for path in case.rglob("*") if path.is_file() and path.suffix != ".jsonl"
    }
    file = keep(case, regrade(case, sets, compile_sets(sets, platform="ios"), Unwatched()), "examiner")
    assert file.is_file() and all(path.read_bytes() == data for path, data in before.items())


def test_nothing_in_the_case_names_the_phone(case: Path) -> None:
    text = next(case.rglob("examined.json")).read_text()
    assert '"serial": null' in text and '"phone_number": null' in text and '"name": null' in text
