"""One finding for one matter: what folds under a stronger sign of the same records, and what stays apart."""

from pathlib import Path

from hoofprint.detect.conclude import conclude
from hoofprint.model.finding import Finding, Provenance
from tests.detect.phone import Listed, Table, micros, phone

PLACE = "/private/var/tmp/kusama.txt"
WHEN = micros("2024-05-01T10:00:00Z")


def findings(folder: Path, rows: dict[str, Table], *listed: Listed) -> dict[str, Finding]:
    found = conclude(phone(folder, rows, listed), Provenance())[0]
    assert len({one.rule for one in found}) == len(found)
    return {one.rule: one for one in found}


def file(path: str) -> dict[str, object]:
    return {"path": path, "kind": "file", "born": WHEN}


def test_a_file_that_a_trace_and_a_list_name_is_one_finding(tmp_path: Path) -> None:
    found = findings(tmp_path, {"ios.files": [file(PLACE)]}, Listed(kind="path", value=PLACE))
    assert list(found) == ["PRD-04"]
    assert [(one.rule, one.grade, one.count) for one in found["PRD-04"].also] == [("LST-05", 2, 1)]
    assert found["PRD-04"].sightings == ("s1",), "the sighting is not left without a finding"
    assert found["PRD-04"].grade == 2, "the weaker sign adds nothing"


def test_what_a_list_says_of_one_file_more_stays_a_finding(tmp_path: Path) -> None:
    files = [file(PLACE), file("/private/var/mobile/kusama.txt")]
    found = findings(tmp_path, {"ios.files": files}, Listed(kind="path", value="kusama.txt"))
    assert sorted(found) == ["LST-05", "PRD-04"] and found["LST-05"].count == 2
    assert not found["PRD-04"].also


def test_two_published_hosts_in_one_message_are_two_matters(tmp_path: Path) -> None:
    text = "https://one.example/a https://two.example/b"
    message = {"date": WHEN, "direction": "incoming", "handle": "+15550100", "text": text}
    hosts = (
        Listed(kind="domain", value="one.example", campaigns=("Pegasus",)),
        Listed(kind="domain", value="two.example"),
    )
    found = findings(tmp_path, {"ios.messages": [message]}, *hosts)
    assert sorted(found) == ["LST-01", "PEG-07"]
    assert not any(one.also for one in found.values())


def test_a_weaker_sign_that_says_more_of_whose_tool_it_was_stays_apart(tmp_path: Path) -> None:
    traffic = {"process": "rolexd", "since": WHEN, "wwan_out": 900_000_000, "wwan_in": 1_000}
    listed = Listed(kind="process", value="rolexd", campaigns=("Pegasus",))
    found = findings(tmp_path, {"ios.data_usage": [traffic]}, listed)
    assert {"GEN-08", "PEG-02"} <= found.keys()
    assert found["GEN-08"].stage > found["PEG-02"].stage
    assert found["GEN-08"].attribution < found["PEG-02"].attribution
