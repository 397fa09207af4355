"""Every trace and sequence on tables of records: what must fire, how strongly, and what must stay silent.

The cases are data: `traces/<ID>.toml`. A case without `fires` must stay silent.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hoofprint.artifacts.chromium import ChromeVisit
from hoofprint.artifacts.ios.firefox_history import FirefoxVisit
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.registry import artifacts
from hoofprint.detect import published
from hoofprint.detect.conclude import conclude
from hoofprint.detect.traces import traces
from hoofprint.model.coverage import Status
from hoofprint.model.entry import Device, FileEntry
from hoofprint.model.finding import Finding, Provenance
from hoofprint.model.grades import Grade, Stage
from hoofprint.model.times import moment
from tests.detect.phone import Listed, phone

WEAK = (({FileEntry}, Stage.S1), ({HistoryVisit, ChromeVisit, FirefoxVisit}, Stage.S3))
"""Records that alone are weak, and from which stage on: a file whose content is not known, a page in the history."""
FOLDER = Path(__file__).parent / "traces"


class Case(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A phone, and what the trace must say of it."""

    name: str
    rows: dict[str, list[dict[str, Any]]]
    fires: str | list[str] = []
    """`S3 G2`, or one for each finding, strongest first."""
    count: int | None = None
    keys: int | None = None
    attribution: str | None = None
    possible: list[str] | None = None
    """Innocent causes that must come out as possible, exactly."""
    reasons: list[str] | None = None
    missing: list[str] | None = None
    product: str | None = None
    backup_time: datetime | None = None
    os_version: str | None = None
    build: str | None = None
    begins: datetime | None = None
    empty: list[str] = []
    failed: list[str] = []


class Cases(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """All cases of one trace, with the indicators they share."""

    indicator: list[Listed] = []
    case: list[Case]


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        read = msgspec.toml.decode(path.read_bytes(), type=Cases)
        found += [
            pytest.param(path.stem, read.indicator, case, id=f"{path.stem}: {case.name}")
            for case in read.case
        ]
    return found


def weighs_no_more_than_its_records_can(findings: Sequence[Finding]) -> None:
    """Rule 1, for every trace in every case of every file: see `WEAK`."""
    for one in findings:
        kinds = {artifacts()[pointer.artifact].record for pointer in one.evidence}
        for records, stage in WEAK:
            invented = any(row.get("invented") for row in published.rows("file", one.rule))
            most = Grade.G3 if invented and records == {FileEntry} else Grade.G2
            assert one.grade <= most or one.stage < stage or not kinds <= records, one.rule


@pytest.mark.parametrize(("rule", "listed", "case"), cases())
def test_case(rule: str, listed: list[Listed], case: Case, tmp_path: Path) -> None:
    world = phone(
        tmp_path,
        case.rows,
        listed,
        device=Device(
            product=case.product,
            backup_time=moment(case.backup_time),
            os_version=case.os_version,
            build=case.build,
        ),
        others=dict.fromkeys(case.empty, Status.EMPTY) | dict.fromkeys(case.failed, Status.FAILED),
        begins=moment(case.begins),
    )
    every = conclude(world, Provenance())[0]
    weighs_no_more_than_its_records_can(every)
    findings = [one for one in every if one.rule == rule]
    under = [also for one in every for also in one.also if also.rule == rule]
    expected = [case.fires] if isinstance(case.fires, str) else case.fires
    assert [f"{one.stage.name} {one.grade.name}" for one in (*findings, *under)] == expected
    for one in findings[:1]:
        assert one.evidence and all(pointer.locator for pointer in one.evidence)
        possible = sorted(cause.id for cause in one.alternatives if cause.outcome == "possible")
        assert case.possible is None or possible == case.possible
        assert case.count is None or one.count == case.count
        assert case.keys is None or one.keys == case.keys
        assert case.attribution is None or one.attribution.name == case.attribution
        assert case.reasons is None or list(one.reasons) == case.reasons
        assert case.missing is None or list(one.missing) == case.missing


@pytest.mark.parametrize(
    "rule", [id_ for id_, rule in traces().items() if getattr(rule.about, "alone", True)]
)
def test_every_trace_has_cases_that_fire_and_cases_that_do_not(rule: str) -> None:
    read = msgspec.toml.decode((FOLDER / f"{rule}.toml").read_bytes(), type=Cases)
    assert any(case.fires for case in read.case), "no case in which it fires"
    assert any(not case.fires for case in read.case), "no case in which it stays silent"
