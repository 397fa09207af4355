"""The custody log: a chain that no line can leave or enter; and the manifest it begins with."""

import hashlib
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.case import custody, manifest
from hoofprint.case.errors import CaseError
from hoofprint.case.folder import new_case
from tests.explore import cases


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return cases.write(tmp_path / "case")


def test_first_line_names_the_manifest_and_no_time(case: Path) -> None:
    (first,) = custody.read(case)
    assert first.act == "examined" and first.what["prev"] == custody.GENESIS and "time" not in first.what
    assert first.what["manifest"] == hashlib.sha256((case / "MANIFEST").read_bytes()).hexdigest()
    assert first.what["acquisitions"] == cases.SHA


def test_acts_follow_each_other(case: Path) -> None:
    custody.note(case, "reported", "examiner", format="html")
    head = custody.note(case, "verified", "second examiner")
    log = custody.read(case)
    assert [one.act for one in log] == ["examined", "reported", "verified"] and custody.head(case) == head
    assert log[2].what["prev"] == log[1].hash and log[1].what["by"] == "examiner"
    lines = (case / "custody.jsonl").read_bytes().splitlines(keepends=True)
    assert [hashlib.sha256(line).hexdigest() for line in lines] == [one.hash for one in log]


@pytest.mark.parametrize(
    ("harm", "line"),
    [
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[1], lines[0], lines[2]], 1),
        (lambda lines: [lines[0], lines[1].replace(b"html", b"json"), lines[2]], 3),
        (lambda lines: [lines[0], lines[1], lines[2][:-9]], 3),
        (lambda lines: [lines[0], b"{}\n", lines[2]], 2),
        (lambda lines: [lines[0], b"\xff\xfe\n"], 2),
        (lambda lines: [lines[0], lines[1], lines[1]], 3),
    ],
)
def test_what_was_done_to_the_log_shows(case: Path, harm: object, line: int) -> None:
    custody.note(case, "reported", "examiner", format="html")
    custody.note(case, "signed", "examiner")
    lines = (case / "custody.jsonl").read_bytes().splitlines(keepends=True)
    (case / "custody.jsonl").write_bytes(b"".join(harm(lines)))  # type: ignore[operator]
    with pytest.raises(CaseError, match=f"line {line} "):
        custody.read(case)
    with pytest.raises(CaseError):
        custody.note(case, "reported", "examiner")


@given(st.binary())
def test_any_bytes_are_a_log_or_are_not(data: bytes) -> None:
    try:
        assert custody.entries(data, "log")
    except CaseError as error:
        assert "log" in str(error)


def test_several_write_at_once(case: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from hoofprint.case import custody\n"
        "for n in range(20): custody.note(Path(sys.argv[1]), 'reported', sys.argv[2], n=str(n))"
    )
    crew = [subprocess.Popen([sys.executable, "-c", code, str(case), str(one)], env={"PYTHONPATH": "src"},
                             cwd=Path(__file__).parents[2]) for one in range(3)]  # fmt: skip
    assert [one.wait() for one in crew] == [0, 0, 0]
    assert len(custody.read(case)) == 61


def test_manifest_stays_right_whatever_is_done_later(case: Path) -> None:
    assert list(manifest.differences(case)) == []
    custody.note(case, "reported", "examiner")
    (case / "stamps").mkdir()
    for name in ("stamps/0001.tsq", "MANIFEST.minisig", "MANIFEST.0011223344556677.minisig", "secrets.json"):
        (case / name).write_bytes(b"x")
    assert list(manifest.differences(case)) == []


@pytest.mark.parametrize(
    "name", ["case.json", f"acquisitions/{cases.ID}/records/ios.messages.parquet", "report.html"]
)
def test_a_changed_a_missing_and_an_added_file_show(case: Path, name: str) -> None:
    with (case / name).open("ab") as file:
        file.write(b" ")
    assert list(manifest.differences(case)) == [(name, "changed")]
    (case / name).unlink()
    (case / "odd.txt").write_bytes(b"")
    (case / "acquisitions" / "MANIFEST.minisig").write_bytes(b"")
    assert list(manifest.differences(case)) == [
        (name, "missing"), ("acquisitions/MANIFEST.minisig", "added"), ("odd.txt", "added"),
    ]  # fmt: skip


def test_a_link_in_the_place_of_a_file_is_no_file(case: Path, tmp_path: Path) -> None:
    (case / "case.json").rename(tmp_path / "elsewhere.json")
    (case / "case.json").symlink_to(tmp_path / "elsewhere.json")
    assert list(manifest.differences(case)) == [("case.json", "missing")]


def test_a_signed_case_is_not_replaced(case: Path) -> None:
    (case / "MANIFEST.minisig").write_text("signed")
    with pytest.raises(CaseError, match="signed"), new_case(case, replace=True):
        pass
    assert msgspec.json.decode((case / "case.json").read_bytes())["case"] == "case"
