"""Where a case is written, and who else is there: two analysts, odd names, evidence nobody may write."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hoofprint.case.errors import CaseError
from hoofprint.case.folder import new_case
from hoofprint.pipeline import Options
from tests.torture.ground import (
    Lab,
    Outcome,
)
from tests.torture.test_faults import RUN, run


def test_t112_the_second_analyst_is_told_and_the_first_is_not_disturbed(tmp_path: Path) -> None:
    case = tmp_path / "case"
    with new_case(case) as first:
        first.write_bytes("case.json", b"first")
        for _ in range(3):
            with pytest.raises(CaseError, match="another examination is writing this case"), new_case(case):
                raise AssertionError
        assert (first.folder / "case.json").read_bytes() == b"first"
    assert (case / "case.json").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_t112_two_programs_at_once_one_writes(ground: Path, tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [*RUN, str(ground / "backup"), "--case", str(tmp_path / "case")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = [child.communicate(timeout=60)[1].decode() for child in both]
    codes = sorted(child.returncode for child in both)
    assert codes == [0, 2], said
    assert any("another examination" in text or "lies there already" in text for text in said)
    assert (tmp_path / "case" / "MANIFEST").is_file()


def test_t110_evidence_that_nobody_may_write(lab: Lab, ground: Path, backup: Outcome, tmp_path: Path) -> None:
    phone = tmp_path / "phone"
    shutil.copytree(ground / "backup", phone)
    mounted = not subprocess.run(
        ["mount", "--bind", "-o", "ro", phone, phone], capture_output=True
    ).returncode
    try:
        for path in phone.rglob("*"):
            if not mounted:
                path.chmod(0o500 if path.is_dir() else 0o400)
        assert lab.check(phone).tables == backup.tables
    finally:
        if mounted:
            subprocess.run(["umount", phone], check=True)


def test_t114_a_case_in_a_place_with_an_odd_name(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    place = tmp_path / "with blank\nline \U0001f40e" / "case"
    got = lab.check(ground / "backup", options=Options(case=place))
    assert got.tables == backup.tables


def test_t115_a_hostile_place_for_the_case(ground: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_bytes(b"x")
    for name in ("file", "fifo", "full"):
        with pytest.raises(CaseError, match="is no case folder"), new_case(tmp_path / name, replace=True):
            raise AssertionError
    assert (tmp_path / "full" / "letter").exists()


def test_the_same_acquisition_twice_is_refused(ground: Path, tmp_path: Path) -> None:
    done = run(ground / "backup", ground / "backup", "--case", tmp_path / "case")
    assert done.returncode == 2 and b"the same" in done.stderr
    assert not (tmp_path / "case").exists()
