"""Whether an acquisition may have been edited: what each test says, and what its failure leaves open."""

import hashlib
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from hoofprint.detect.integrity.checks import provenance
from hoofprint.detect.rows import World
from hoofprint.model.coverage import Coverage, FileRead, Status
from hoofprint.model.entry import Device
from hoofprint.model.grades import Grade
from tests.detect.phone import micros, phone

MADE = "2021-01-01T00:00:00Z"
RELATIVE = "Library/Preferences/com.apple.identityservices.idstatuscache.plist"
PATH = f"/private/var/mobile/{RELATIVE}"


CAPS_NOTHING = ("TI-08", "TI-20")


def entry(**more: Any) -> dict[str, Any]:
    digest = hashlib.sha1(f"HomeDomain-{RELATIVE}".encode()).hexdigest()
    stored = f"{digest[:2]}/{digest}"
    row = {
        "path": PATH,
        "stored": stored,
        "domain": "HomeDomain",
        "relative": RELATIVE,
        "kind": "file",
    }
    return {**row, "size": 100, **more}


def world(folder: Path, row: dict[str, Any], *, size: int = 100, reason: str = "", **more: Any) -> World:
    """A phone with one file, as the manifest lists it (`row`) and as it was read (`size`, `reason`)."""
    made = phone(folder, {"ios.files": [row]}, device=Device(backup_time=micros(MADE)), **more)
    status = Status.FAILED if reason else Status.READ
    read = FileRead(
        path=PATH,
        stored=row["stored"],
        sha256="" if reason else "00",
        size=size,
        status=status,
        reason=reason,
    )
    lookups = Coverage(artifact="ios.id_status", status=status, files=(read,))
    return World(**{**vars(made), "coverage": {**made.coverage, "ios.id_status": lookups}, "_facts": {}})


def outcomes(one: World) -> dict[str, str]:
    found = provenance(one)
    failed = [
        check.id for check in found.checks if check.outcome == "failed" and check.id not in CAPS_NOTHING
    ]
    assert found.cap == (Grade.G3 if failed else Grade.G5)
    assert all(check.why for check in found.checks)
    return {check.id: check.outcome for check in found.checks}


def test_an_encrypted_backup_in_order(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry())) == {
        "TI-01": "passed",
        "TI-02": "passed",
        "TI-08": "passed",
        "TI-14": "not testable",
        "TI-20": "passed",
        "TI-21": "passed",
    }


def test_a_plain_backup_cannot_show_that_nobody_edited_it(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry(), encrypted=False))["TI-01"] == "not testable"


def test_another_length_than_the_manifest_says(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry(), size=101))["TI-01"] == "failed"
    assert outcomes(world(tmp_path, entry(), size=101, encrypted=False))["TI-01"] == "failed"
    assert outcomes(world(tmp_path, entry(size=None), size=101))["TI-01"] == "passed", "nothing is stated"


def test_live_databases_may_have_another_length(tmp_path: Path) -> None:
    grown = entry(path="/private/var/mobile/Library/SMS/sms.db")
    assert outcomes(world(tmp_path, grown, size=4196))["TI-01"] == "passed"


def test_a_file_that_does_not_decrypt(tmp_path: Path) -> None:
    reason = f"{PATH}: padding is wrong: cut, altered, or not encrypted with this backup's keys"
    assert outcomes(world(tmp_path, entry(), reason=reason))["TI-01"] == "failed"
    assert outcomes(world(tmp_path, entry(), reason="cannot be read"))["TI-01"] == "passed"


def test_an_id_that_does_not_fit_its_path(tmp_path: Path) -> None:
    assert outcomes(world(tmp_path, entry(relative="Library/SMS/other.db")))["TI-02"] == "failed"


def test_a_wrong_clock_is_said_and_caps_nothing(tmp_path: Path) -> None:
    found = outcomes(world(tmp_path, entry(modified=micros("2021-02-01T00:00:00Z"))))
    assert found["TI-08"] == "failed"
    near = outcomes(world(tmp_path, entry(modified=micros("2021-01-01T20:00:00Z"))))
    assert near["TI-08"] == "passed", "clocks and zones differ"


def test_a_dump_has_nothing_to_be_held_against(tmp_path: Path) -> None:
    made = world(tmp_path, entry(), kind="ios_filesystem", encrypted=False)
    undated = World(**{**vars(made), "device": replace(made.device, backup_time=None), "_facts": {}})
    found = outcomes(undated)
    assert {found[id_] for id_ in ("TI-01", "TI-02", "TI-08", "TI-14")} == {"not testable"}


def test_a_file_built_to_mislead_is_told_and_caps_nothing(tmp_path: Path) -> None:
    assert (
        outcomes(world(tmp_path, entry(), reason="the parser was stopped after 120 seconds"))["TI-20"]
        == "failed"
    )
    made = world(tmp_path, entry())
    line = made.coverage["ios.id_status"]
    for note, failed in (
        ("table replaced by view: message", "TI-20"),
        ("zip: more than one end record", "TI-21"),
    ):
        odd = replace(line, files=(replace(line.files[0], oddities={note: 1}),))
        found = outcomes(
            World(**{**vars(made), "coverage": {**made.coverage, "ios.id_status": odd}, "_facts": {}})
        )
        assert [id_ for id_, outcome in found.items() if outcome == "failed"] == [failed]
