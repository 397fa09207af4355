"""`check --hash` and `verify` with the evidence at hand, over a real examination of a phone of three files."""

import hashlib
import json
from pathlib import Path

from tests.cli.conftest import Go
from tests.peer.phones import dump, stix

IMPLANT, OTHER = b"made for a test", b"made for another test"
FILES = {
    "/private/var/tmp/a": IMPLANT,
    "/private/var/mobile/Media/b": OTHER,
    "/private/var/mobile/Library/c": b"",
}


def test_hashes_on_request_are_asked_for_again(run: Go, tmp_path: Path) -> None:
    """Of given folders first, then of all files; what was asked stands in the case, and `verify` does the same."""
    phone, case = dump(tmp_path / "phone", FILES), tmp_path / "case"
    patterns = [f"[file:hashes.'SHA-256'='{hashlib.sha256(data).hexdigest()}']" for data in (IMPLANT, OTHER)]
    listed = stix(tmp_path, *patterns)
    for asked, files in (
        ("private/var/tmp/**", ["/private/var/tmp/a"]),
        ("**", ["/private/var/mobile/Media/b", "/private/var/tmp/a"]),
    ):
        made = run(
            "check", phone, "--case", case, "--replace", "--indicators", listed, "--hash", asked, "--json"
        )
        result = json.loads(made.out)
        (face,) = result["acquisitions"]
        assert result["asked"] == {"hashes": [f"/{asked}"], "sweep": False}
        assert sorted(one["file"] for one in face["sightings"]) == files
        assert {one["rule"] for one in face["findings"]} == {"LST-05"} and made.code == 1
        again = run("verify", case, phone, "--indicators", listed, "--json")
        told = json.loads(again.out)
        assert (again.code, told["result"]) != (1, "fails"), again.out
        assert [one["verdict"] for one in told["findings"]] == ["holds"] * len(files)
        assert [one["result"] for one in told["checks"] if one["about"] == "records"] == ["holds"]


def test_results_of_one_phone_are_not_taken_for_another_ones(run: Go, tmp_path: Path) -> None:
    """B-32 of the catalogue: the labels of two phones were swapped."""
    listed = stix(tmp_path, f"[file:hashes.'SHA-256'='{hashlib.sha256(IMPLANT).hexdigest()}']")
    mine, case = dump(tmp_path / "phone", FILES), tmp_path / "case"
    theirs = dump(tmp_path / "swapped" / "phone", {**FILES, "/private/var/tmp/a": b"nothing of note"})
    run("check", mine, "--case", case, "--indicators", listed, "--hash", "**", "--json")
    again = run("verify", case, theirs, "--indicators", listed, "--json")
    told = json.loads(again.out)
    assert (again.code, told["result"]) == (1, "fails")
    assert [one["verdict"] for one in told["findings"]] == ["lost"]
