"""The shipped synthetic phones: each must be concluded as its scenario expects.

Attacked phones at or above, tempting ones at or below; some also with shuffled rows, a clock five hours off, a broken
file. All of them in every variation is `hoofprint validate`.
"""

from typing import NamedTuple

import pytest

from hoofprint.control.bench import Bench, Unwatched
from hoofprint.control.plan import Job, named
from hoofprint.model.face import AcquisitionFace
from hoofprint.pipeline import Options, check
from hoofprint.synth import build, dump, shipped

JOBS = (
    *(Job(name) for name in named()),
    Job("I-01", "shuffled"),
    Job("I-02", "zone+5h"),
    Job("I-02", "corrupt:ios.messages"),
)


class Faces(NamedTuple):
    """Two forms of one phone, through the whole pipeline with its confined workers."""

    backup: AcquisitionFace
    folder: AcquisitionFace
    """A copy of the file system by hand: no file has a time that can be trusted."""


@pytest.fixture(scope="module")
def bench() -> Bench:
    """Indicators are compiled and parsers imported once."""
    return Bench()


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    place, scenario = tmp_path_factory.mktemp("phones"), named()["I-01"]
    build(scenario, place / "backup")
    dump(scenario, place / "folder")
    options = Options(case=place / "case", accept_weak=True, workers=2)
    password = scenario.backup.password
    result = check([place / "backup", place / "folder"], options, lambda _: password, Unwatched())
    return Faces(*result.acquisitions)


def test_every_shipped_phone_says_what_must_be_found() -> None:
    assert set(named()) == {path.stem for path in shipped()}


@pytest.mark.parametrize("job", JOBS, ids=str)
def test_expectation(job: Job, bench: Bench) -> None:
    outcome = bench.examined(job)
    assert (outcome.error, outcome.wrong) == ("", ())


def test_both_forms_come_to_the_same_conclusion(faces: Faces) -> None:
    for face in faces:
        assert (face.verdict.stage, face.verdict.grade, face.verdict.attribution) == ("S3", "G5", "A3")


def test_what_has_no_time_is_found_and_is_no_step(faces: Faces) -> None:
    chain = next(finding for finding in faces.folder.findings if finding.rule == "SQ-01")
    assert chain.missing == ("crash reports forbidden: found, but without an exact time",)
    whole = next(finding for finding in faces.backup.findings if finding.rule == "SQ-01")
    assert whole.missing == ()


def test_each_record_of_a_finding_leads_back_to_its_file(faces: Faces) -> None:
    for face in faces:
        for finding in face.findings:
            for pointer in finding.evidence:
                assert pointer.file.startswith("/") and pointer.locator and pointer.says
                assert pointer.sha256 or pointer.artifact in ("ios.files", "ios.web_storage")
