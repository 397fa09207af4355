"""The shipped synthetic phones through the whole pipeline: each must be concluded as its scenario expects.

Infected phones at or above, tempting ones at or below; some of them also with shuffled rows, a clock five hours off, a
broken file, and as a copy of the file system.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from hoofprint.model.face import AcquisitionFace
from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.pipeline import Options, check
from hoofprint.synth import Judged, Scenario, build, dump, load, shipped

PASSWORD = "synthetic"
VARIED = {
    "I-01": ("shuffled", "dump"),
    "I-02": ("zone+5h", "corrupt:ios.messages"),
}
"""Variations that must leave the conclusion as it is."""


class Phone(NamedTuple):
    """A scenario in one of its variations."""

    name: str
    variation: str = ""

    @property
    def folder(self) -> str:
        return f"{self.name} {self.variation}".strip().replace(":", "-")


PHONES = [
    *(Phone(path.stem) for path in shipped()),
    *(Phone(name, variation) for name, many in VARIED.items() for variation in many),
]


class Silent:
    """Nobody follows the work."""

    def stage(self, name: str, total: int | None = None) -> None:
        pass

    def advance(self, what: str, count: int) -> None:
        pass


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> dict[Phone, AcquisitionFace]:
    """All phones, examined in one go: the pool starts and the indicators are loaded once."""
    place = tmp_path_factory.mktemp("phones")
    for one in PHONES:
        _make(load(one.name), one, place / one.folder)
    options = Options(case=place / "case", accept_weak=True, workers=2)
    result = check([place / one.folder for one in PHONES], options, lambda _: PASSWORD, Silent())
    return dict(zip(PHONES, result.acquisitions, strict=True))


def _make(scenario: Scenario, one: Phone, folder: Path) -> None:
    if one.variation == "dump" or scenario.acquisition == "dump":
        dump(scenario, folder)
    else:
        build(scenario, folder, password=PASSWORD, variation=one.variation)


def _judged(rule: str, stage: str, grade: str, attribution: str) -> Judged:
    return Judged(rule, Stage[stage], Grade[grade], Attribution[attribution])


@pytest.mark.parametrize("one", PHONES, ids=lambda one: one.folder)
def test_expectation(one: Phone, examined: dict[Phone, AcquisitionFace]) -> None:
    expect, face = load(one.name).expect, examined[one]
    assert expect is not None, "a shipped scenario says what must be found"
    told = face.verdict
    findings = [_judged(f.rule, f.stage, f.grade, f.attribution) for f in face.findings]
    assert list(expect.shortfalls(_judged("", told.stage, told.grade, told.attribution), findings)) == []


def test_what_could_not_be_read_stands_in_the_chain(examined: dict[Phone, AcquisitionFace]) -> None:
    chain = next(f for f in examined[Phone("I-01", "dump")].findings if f.rule == "SQ-01")
    assert chain.missing == ("crash reports forbidden: found, but without an exact time",)


def test_nothing_is_found_on_a_phone_without_life(examined: dict[Phone, AcquisitionFace]) -> None:
    face = examined[Phone("clean-ios12")]
    assert face.findings == () and face.sightings == () and face.verdict.stage == "S0"


def test_each_record_of_a_finding_leads_back_to_its_file(examined: dict[Phone, AcquisitionFace]) -> None:
    for face in examined.values():
        for finding in face.findings:
            for pointer in finding.evidence:
                assert pointer.file.startswith("/") and pointer.locator and pointer.says
                assert pointer.sha256 or pointer.artifact in ("ios.files", "ios.web_storage")
