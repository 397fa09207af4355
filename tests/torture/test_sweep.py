"""Section 1.6: a file that breaks its parser still shows the published values in its bytes, at a grade that says so."""

import json
import plistlib
import zlib
from pathlib import Path

import pytest

from hoofprint.cli import main
from hoofprint.synth import build, load
from tests.torture.databases import at
from tests.torture.ground import SCENARIO

HOST = "swept-torture.example"
NOTES = "Library/Preferences/org.example.notes"
PLANT = f"""
[[plant]]
kind = "message"
at = 2021-02-01T10:00:00Z
from = "+16505550100"
text = "see https://{HOST}/a"
[[plant]]
kind = "file"
at = 2021-02-01T10:00:00Z
domain = "HomeDomain"
path = "{NOTES}"
text = "filler"
"""


def swept(folder: Path, *more: str) -> dict:
    (folder / "list.txt").write_text(f"{HOST}\n")
    options = ["--indicators", str(folder / "list.txt"), "--no-builtin", "--quiet", *more]
    code = main(["check", str(folder / "phone"), "--case", str(folder / "case"), *options])
    (face,) = (folder / "case").glob("acquisitions/*/findings.json")
    return {"code": code, **json.loads(face.read_bytes())}


def raw(face: dict) -> list[str]:
    return [
        one["grade"] for one in face["findings"] for e in one["evidence"] if e["artifact"] == "ios.raw_texts"
    ]


def test_a_broken_database_still_shows_what_its_bytes_hold(tmp_path: Path) -> None:
    truth = build(load(SCENARIO + PLANT), tmp_path / "phone")
    place = tmp_path / "phone" / next(one.stored for one in truth.planted if one.kind == "message")
    place.write_bytes(at(16, b"\0\3")(place.read_bytes()))
    face = swept(tmp_path)
    (line,) = (line for line in face["coverage"] if line["artifact"] == "ios.raw_texts")
    assert line["status"] == "read" and [file["file"] for file in line["files"]] == [
        "/private/var/mobile/Library/SMS/sms.db"
    ]
    assert raw(face) and max(raw(face)) <= "G2", "raw bytes prove nothing about context"
    assert face["code"] == 4


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "utf-16-be", "packed"])
def test_on_request_all_files_are_searched(tmp_path: Path, form: str) -> None:
    truth = build(load(SCENARIO + PLANT.replace(f"see https://{HOST}/a", "nothing")), tmp_path / "phone")
    place = tmp_path / "phone" / next(one.stored for one in truth.planted if one.kind == "file")
    text = f"\0\0https://{HOST}/x\0"
    inside = zlib.compress(text.encode() * 3) if form == "packed" else text.encode(form)
    place.write_bytes(plistlib.dumps({}) + b"\xff\xfe\xff" + inside + b"\xff")
    face = swept(tmp_path, "--sweep")
    assert raw(face) and max(raw(face)) <= "G2"
    assert any(NOTES in e["file"] for one in face["findings"] for e in one["evidence"])


def test_nothing_is_swept_where_everything_was_read(tmp_path: Path) -> None:
    build(load(SCENARIO + PLANT), tmp_path / "phone")
    face = swept(tmp_path)
    (line,) = (line for line in face["coverage"] if line["artifact"] == "ios.raw_texts")
    assert line["status"] == "absent" and raw(face) == []
