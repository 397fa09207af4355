"""One finding for one matter: what folds under a stronger sign of the same records, and what stays apart."""

from pathlib import Path

from hoofprint.detect.conclude import conclude
from hoofprint.model.entry import Device
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
    assert found["PRD-04"].grade == 3, "the weaker sign adds nothing"


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


def test_noted_names_are_one_finding_that_begins_with_the_most_telling(tmp_path: Path) -> None:
    """First what no list has, in order of what was sent; repetitions come after all names."""

    def row(process: str, sent: int) -> dict[str, object]:
        return {"process": process, "since": micros("2021-10-02T10:00:00Z"), "wwan_out": sent}

    names = [f"exampled{letter}" for letter in "abcdefgh"]
    rows = [row("managedappdistributiond", 9_000), *(row(name, n) for n, name in enumerate(names))]
    rows.append(row(names[-1], 3))
    world = phone(tmp_path, {"ios.data_usage": rows}, device=Device(os_version="15.0", build="19A346"))
    (one,) = (one for one in conclude(world, Provenance())[0] if one.rule == "GEN-01")
    told = [pointer.locator for pointer in one.evidence]
    assert told == [f"row row {n}" for n in (9, 8, 7, 6, 5, 4, 3, 2, 1, 10)]
    assert (one.grade, one.keys, one.count) == (1, 9, 10)
