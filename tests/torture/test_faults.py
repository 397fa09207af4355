"""Items 104 to 115: the program killed, the disk full or failing, two analysts at one case, evidence cut anywhere."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from hoofprint.acquire import open as opening
from hoofprint.acquire.errors import CannotOpen
from hoofprint.acquire.open import open_acquisition
from hoofprint.artifacts import examine as examining
from hoofprint.artifacts.registry import artifacts
from hoofprint.case.errors import CaseError
from hoofprint.case.folder import new_case
from hoofprint.formats.source import FdSource
from hoofprint.model.coverage import Status
from tests.torture.ground import (
    HISTORY,
    ID_STATUS,
    SMS,
    Lab,
    Outcome,
    copied,
    digest,
    holds,
    in_words,
    not_clean,
    put,
    stored,
)

RUN = [sys.executable, "-m", "hoofprint", "check", "--quiet"]
KILLS = 6


def contents(case: Path) -> dict[str, bytes]:
    """Every file of a case but the one that says when and where it was made; of the custody log what it began with.

    Its second line may say that an interrupted examination was taken up again.
    """
    found = {
        path.relative_to(case).as_posix(): path.read_bytes()
        for path in sorted(case.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }
    return found | {"custody.jsonl": found["custody.jsonl"].splitlines()[0]}


def killed(ground: Path, case: Path, lines: int) -> Path:
    """An examination ended by a kill when so many artifacts were done; returns the file that says which."""
    child = subprocess.Popen(
        [*RUN, str(ground), "--case", str(case)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    place = case.with_name(f"{case.name}.partial") / "acquisitions"
    while child.poll() is None:
        for journal in place.glob("*/progress.jsonl"):
            if journal.read_bytes().count(b"\n") >= lines:
                child.kill()
                child.wait()
                return journal
        time.sleep(0.002)
    raise AssertionError("it ended before it could be killed")


def resumed(case: Path) -> int:
    """How many artifacts were taken over."""
    later = (case / "custody.jsonl").read_bytes().splitlines()[1:]
    return int(json.loads(later[0])["artifacts"]) if later else 0


def test_t104_what_was_finished_before_a_kill_stays(ground: Path, tmp_path: Path) -> None:
    """Twice interrupted, and the result is the same; a table that was changed meanwhile is made anew."""
    assert run(ground / "backup", "--case", tmp_path / "whole" / "case").returncode == 0
    case = tmp_path / "killed" / "case"
    killed(ground / "backup", case, 3)
    journal = killed(ground / "backup", case, 6)
    table = max((journal.parent / "records").glob("*.parquet"), key=lambda path: path.stat().st_size)
    table.unlink()
    table.write_bytes(b"PAR1, and what somebody put there")
    with journal.open("ab") as out:
        out.write(b'{"key":"cut in the mid')
    assert run(ground / "backup", "--case", case).returncode == 0
    assert contents(case) == contents(tmp_path / "whole" / "case")
    assert resumed(case) >= 5 and resumed(tmp_path / "whole" / "case") == 0
    assert [path.name for path in case.parent.iterdir()] == ["case"], "leftovers"


def test_t104_evidence_that_changed_after_a_kill_is_read_again(
    ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    case = tmp_path / "killed" / "case"
    killed(phone, case, 12)
    for path in (SMS, ID_STATUS, HISTORY):
        place = phone / stored(backup, path)
        put(place, place.read_bytes()[:-4096])
    assert run(phone, "--case", case).returncode in (0, 4)
    assert run(phone, "--case", tmp_path / "whole" / "case").returncode in (0, 4)
    assert contents(case) == contents(tmp_path / "whole" / "case") and resumed(case)


def run(*arguments: Path | str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*RUN, *map(str, arguments)], capture_output=True, timeout=60, check=False, **more)


def test_t104_killed_at_any_moment_the_case_is_whole_or_absent_and_a_second_run_is_the_same(
    ground: Path, tmp_path: Path
) -> None:
    start = time.monotonic()
    assert run(ground / "backup", "--case", tmp_path / "undisturbed").returncode == 0
    whole = time.monotonic() - start
    golden = contents(tmp_path / "undisturbed")
    dice = random.Random(11)
    before = digest(ground / "backup")
    (tmp_path / "k").mkdir()
    case = tmp_path / "k" / "undisturbed"
    for _ in range(KILLS):
        child = subprocess.Popen(
            [*RUN, str(ground / "backup"), "--case", str(case), "--replace"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(whole * dice.uniform(0.3, 1.0))
        child.kill()
        child.wait()
        assert not case.exists() or contents(case) == golden
    assert run(ground / "backup", "--case", case, "--replace").returncode == 0
    assert contents(case) == golden
    assert [path.name for path in (tmp_path / "k").iterdir()] == ["undisturbed"], "leftovers"
    assert digest(ground / "backup") == before


def test_t104_killed_between_two_moves_the_old_case_returns(tmp_path: Path) -> None:
    case = tmp_path / "case"
    for text in (b"old", b"new"):
        with new_case(case, replace=True) as writer:
            writer.write_bytes("case.json", text)
    (case / "mark").write_bytes(b"")
    os.rename(case, tmp_path / "case.replaced")
    with pytest.raises(CaseError, match="a case lies there already"), new_case(case):
        raise AssertionError
    assert (case / "mark").exists() and not (tmp_path / "case.replaced").exists()


def test_t105_a_full_disk_is_said_and_nothing_is_left(ground: Path, tmp_path: Path) -> None:
    """Without any disk to fill: no file may grow beyond a few kilobytes."""
    before = digest(ground / "backup")
    done = subprocess.run(
        [
            "bash",
            "-c",
            'trap "" XFSZ; ulimit -f 8; exec "$@"',
            "-",
            *RUN,
            str(ground / "backup"),
            "--case",
            str(tmp_path / "case"),
        ],
        capture_output=True,
        env=os.environ
        | {"PYTHONDONTWRITEBYTECODE": "1"},  # else half-written ones would stay for the next program
        timeout=60,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 2 and "cannot be written" in said and "Please report" not in said, said
    assert list(tmp_path.iterdir()) == [] and digest(ground / "backup") == before
    assert run(ground / "backup", "--case", tmp_path / "case").returncode == 0


def test_t105_a_small_disk(ground: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True
    ).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        done = run(ground / "backup", "--case", disk / "case")
        assert done.returncode == 2 and b"No space left" in done.stderr, done.stderr
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("path", [SMS, ID_STATUS])
def test_t106_a_disk_that_fails_costs_the_file(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, path: str
) -> None:
    """The descriptor is of a file that no process can read: every read of it is an error."""
    name = stored(backup, path).rpartition("/")[2]
    real = os.open

    def failing(where: Any, flags: int, *rest: Any, **more: Any) -> int:
        return real("/proc/self/mem", os.O_RDONLY) if where == name else real(where, flags, *rest, **more)

    def failing_source(fd: int) -> FdSource:
        bad = os.readlink(f"/proc/self/fd/{fd}").endswith("/mem")
        return FdSource(fd, 0, 90_000) if bad else FdSource(fd)

    with (
        mock.patch("hoofprint.acquire.store.os.open", failing),
        mock.patch("hoofprint.acquire.store.FdSource", failing_source),
    ):
        got = lab.check(ground / "backup")
    holds(got, backup, path)


def small(*paths: str) -> dict[str, Any]:
    """The artifacts that read these files, so that a hundred examinations stay quick."""
    wanted = {path: path for path in paths}
    return {name: one for name, one in artifacts().items() if wanted.keys() & set(one.patterns)}


@pytest.mark.parametrize("path", [HISTORY, ID_STATUS])
def test_t054_cut_at_every_percent(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, path: str
) -> None:
    """Fewer rows, never other rows, and less than all of them is never called all."""
    phone = copied(ground / "backup", tmp_path / "phone")
    place = phone / stored(backup, path)
    whole = place.read_bytes()
    put(place, whole)
    few = small(path)
    assert few
    evidence = open_acquisition(phone, lab.pool, lambda: None)
    golden = {name: backup.line(name).rows for name in few}
    with mock.patch.object(examining, "artifacts", lambda: few):
        for percent in range(100):
            place.write_bytes(whole[: len(whole) * percent // 100])
            lines = examining.examine(evidence, lab.pool, lambda name, table: None, lambda *_: None)
            for line in lines:
                assert line.rows <= golden[line.artifact], (percent, line)
                if line.rows < golden[line.artifact]:
                    assert line.status in (Status.FAILED, Status.PARTIAL, Status.UNKNOWN_SCHEMA), (
                        percent,
                        line,
                    )
                    assert in_words(line.reason), (percent, line.reason)


def test_t079_the_manifest_cut_at_every_percent(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    place = phone / "Manifest.db"
    whole = place.read_bytes()
    put(place, whole)
    opened = refused = 0
    for percent in range(100):
        place.write_bytes(whole[: len(whole) * percent // 100])
        try:
            evidence = opening.open_acquisition(phone, lab.pool, lambda: None)
            assert "Manifest.db" in evidence.damage, percent
            opened += 1
        except CannotOpen as error:
            assert "Manifest.db" in str(error) and "Traceback" not in str(error)
            refused += 1
    assert opened + refused == 100 and refused > 20


def test_t079_a_manifest_read_in_part_never_reads_as_clean(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    whole = (phone / "Manifest.db").read_bytes()
    for percent in (99, 90, 80, 70, 60):
        put(phone / "Manifest.db", whole[: len(whole) * percent // 100])
        try:
            not_clean(lab.check(phone))
        except CannotOpen as error:
            assert "Manifest.db" in str(error)
