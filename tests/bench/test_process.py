"""A tree of processes is followed through every thread, and its memory and time are added up."""

import os
import sys
from pathlib import Path

import pytest

from bench import process


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """As the kernel shows four processes: 1 started 2 and, from another thread, 3; 2 started 4."""
    ticks = os.sysconf("SC_CLK_TCK")
    for pid, children in ((1, {1: "2 ", 11: "3 "}), (2, {2: "4 "}), (3, {3: ""}), (4, {4: ""})):
        for thread, text in children.items():
            folder = tmp_path / f"{pid}" / "task" / f"{thread}"
            folder.mkdir(parents=True)
            (folder / "children").write_text(text)
        (tmp_path / f"{pid}" / "smaps_rollup").write_text(
            f"00-ff ---p [rollup]\nRss: 900 kB\nPss: {pid} kB\n"
        )
        (tmp_path / f"{pid}" / "stat").write_text(
            f"{pid} (a) b) S {'0 ' * 10}{ticks} {ticks} 0 {ticks} 20 0\n"
        )
    return tmp_path


def test_all_descendants_are_found(proc: Path) -> None:
    assert sorted(process.tree(1, proc)) == [1, 2, 3, 4]
    assert sorted(process.tree(2, proc)) == [2, 4]


def test_shared_pages_count_in_parts(proc: Path) -> None:
    assert sum(process.memory(pid, proc) for pid in process.tree(1, proc)) == 10 * 1024


def test_what_may_not_be_read_in_parts_counts_whole(proc: Path) -> None:
    (proc / "3" / "smaps_rollup").unlink()
    (proc / "3" / "status").write_text("Name: a\nVmHWM: 70 kB\nVmRSS: 50 kB\n")
    assert process.memory(3, proc) == 50 * 1024


def test_a_process_that_ended_meanwhile_counts_nothing(proc: Path) -> None:
    assert list(process.tree(9, proc)) == [9]
    assert process.memory(9, proc) == 0 and process.cpu(9, proc) == 0


def test_time_is_that_of_the_living_and_of_the_ended(proc: Path) -> None:
    assert process.cpu(2, proc) == 2 * 3.0


def test_a_run_is_measured_with_what_it_started() -> None:
    child = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(2_000_000))'], check=True)"
    )
    done = process.run([sys.executable, "-c", f"{child}; print('said'); raise SystemExit(4)"], allowed=(4,))
    assert (done.code, done.out) == (4, b"said\n")
    assert done.cpu > 0 and done.wall > 0


def test_a_run_that_fails_says_why() -> None:
    with pytest.raises(process.Failed, match="ended with 3: last words"):
        process.run([sys.executable, "-c", "import sys; print('last words', file=sys.stderr); sys.exit(3)"])
