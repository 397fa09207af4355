"""Records of a phone before this one: what says that there are any, and what is then said of a hit (rule 9)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hoofprint.detect.bounds import PREDECESSOR
from hoofprint.detect.conclude import conclude
from hoofprint.detect.verdict import verdict
from hoofprint.model.coverage import Coverage, Status
from hoofprint.model.entry import Device
from hoofprint.model.finding import Finding, Provenance
from tests.detect.phone import Listed, phone

SOLD = Device(product="iPhone13,2")
"""First sold in October 2020."""
NAME = Listed(kind="process", value="roleaboutd", campaigns=("Pegasus",))
ROWS: dict[str, list[dict[str, Any]]] = {
    "ios.data_usage_processes": [
        {"process": "roleaboutd", "first": datetime(2021, 6, 2, 3, 4, 5, tzinfo=UTC)}
    ]
}
OLDER = {
    "process": "apsd",
    "first": datetime(2016, 6, 2, tzinfo=UTC),
    "last": datetime(2016, 6, 3, tzinfo=UTC),
}


READ = [Coverage(artifact="ios.data_usage_processes", status=Status.READ)]


def restored(year: int) -> list[dict[str, Any]]:
    return [{"event": "restored", "time": datetime(year, 1, 1, tzinfo=UTC)}]


def finding(folder: Path, rows: dict[str, list[dict[str, Any]]], device: Device = SOLD) -> Finding:
    found, _ = conclude(phone(folder, rows, [NAME], device=device), Provenance())
    return found[0]


def earlier(one: Finding) -> str:
    return next(it.outcome.value for it in one.alternatives if it.id == PREDECESSOR)


@pytest.mark.parametrize(
    ("more", "device", "outcome"),
    [
        ({}, SOLD, "excluded"),
        ({}, Device(), "not testable"),
        ({"ios.backup_events": restored(2023)}, SOLD, "possible"),
        ({"ios.backup_events": restored(2023)}, Device(), "possible"),
        ({"ios.backup_events": restored(2021)}, SOLD, "excluded"),
        ({"ios.data_usage_processes": [*ROWS["ios.data_usage_processes"], OLDER]}, SOLD, "possible"),
        (
            {
                "ios.data_usage_processes": [*ROWS["ios.data_usage_processes"], OLDER],
                "ios.backup_events": restored(2021),
            },
            SOLD,
            "excluded",
        ),
    ],
)
def test_records_may_be_of_the_phone_before(
    more: dict[str, Any], device: Device, outcome: str, tmp_path: Path
) -> None:
    one = finding(tmp_path, {**ROWS, **more}, device)
    assert earlier(one) == outcome
    assert one.grade == 3, "it was one of the owner's phones in any case"
    assert ("an earlier one" in verdict([one], READ).text) == (outcome == "possible")


def test_logs_that_no_backup_holds_are_of_this_phone(tmp_path: Path) -> None:
    ran = {"restarted": datetime(2021, 6, 2, tzinfo=UTC), "executable": "/private/var/db/x/roleaboutd"}
    one = finding(tmp_path, {"ios.shutdown_log": [ran], "ios.backup_events": restored(2023)})
    assert one.evidence[0].artifact == "ios.shutdown_log" and earlier(one) == "excluded"
