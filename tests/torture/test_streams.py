"""Item 88: other languages, and output that cannot be written, or only in part, or by nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hoofprint.cli import NOBODY_READS, UNWRITTEN, main
from hoofprint.synth import build, load
from tests.torture.ground import SCENARIO

HOST = "bücher-torture.example"
PLANT = f"""
[[plant]]
kind = "message"
at = 2021-02-01T10:00:00Z
from = "+16505550100"
text = "see https://{HOST}/ı-İ-ß-日本-🐎"
"""
PLACES = {
    "C": {"LC_ALL": "C"},
    "POSIX, and no help from Python": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Turkish": {"LANG": "tr_TR.UTF-8"},
    "no such place": {"LANG": "xx_YY.nothing"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "ASCII, strictly": {"PYTHONIOENCODING": "ascii:strict"},
    "Spanish in ASCII": {"LANG": "es_ES.UTF-8", "PYTHONIOENCODING": "ascii"},
}
COMMANDS = (("findings",), ("report", "--format", "html"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("streams")
    build(load(SCENARIO + PLANT), folder / "phone")
    (folder / "list.txt").write_text(f"{HOST}\n", encoding="utf-8")
    options = ["--indicators", str(folder / "list.txt"), "--no-builtin", "--quiet"]
    assert main(["check", str(folder / "phone"), "--case", str(folder / "case"), *options]) == 1
    return folder / "case"


def said(done: "subprocess.CompletedProcess[bytes]") -> str:
    """What stands on standard error, where no code and no remark of Python itself may stand."""
    text = done.stderr.decode("utf-8", "backslashreplace")
    assert "Traceback" not in text and "Error:" not in text and "Exception ignored" not in text, text
    return text


def run(
    *arguments: object, through: str = 'exec "$@"', **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    """The program in an environment of its own, started by a shell that may do something to its streams."""
    command = ["sh", "-c", through, "sh", sys.executable, "-m", "hoofprint", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, env={"PATH": os.environ["PATH"], **variables}, check=False
    )


@pytest.mark.parametrize("place", PLACES)
def test_t088_results_can_be_shown_in_any_place(case: Path, place: str) -> None:
    done = run("findings", case, **PLACES[place])
    assert done.returncode == 0 and not said(done)
    assert b"torture" in done.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_t088_a_full_disk_is_no_finding(case: Path, command: tuple[str, ...]) -> None:
    first, *options = command
    done = run(first, case, *options, through='exec "$@" > /dev/full')
    assert done.returncode == UNWRITTEN and "cannot be written" in said(done)


def test_t088_an_error_that_cannot_be_said_is_no_finding() -> None:
    done = run("findings", "nowhere", through='exec "$@" > /dev/full 2> /dev/full')
    assert done.returncode == UNWRITTEN


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_t088_streams_that_are_closed_lead_nowhere(case: Path, command: tuple[str, ...]) -> None:
    first, *options = command
    done = run(first, case, *options, through='exec "$@" <&- >&- 2>&-')
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_t088_neither_place_nor_closed_streams_change_a_case(case: Path, tmp_path: Path) -> None:
    """In Turkish a small I has a dot or not, but hosts and names are compared without asking where; and no file of the
    case takes the place of a stream that was closed."""
    again = tmp_path / "case"
    options = ("--indicators", case.parent / "list.txt", "--no-builtin", "--lang", "en")
    closed = 'exec "$@" <&- >&- 2>&-'
    done = run("check", case.parent / "phone", "--case", again, *options, through=closed, **PLACES["Turkish"])
    assert done.returncode == 1
    for mine in case.rglob("*"):
        if mine.is_file() and mine.name not in ("run.json", "custody.jsonl"):  # reports are noted there
            assert (again / mine.relative_to(case)).read_bytes() == mine.read_bytes(), mine.name


def test_t088_a_reader_that_leaves_is_nobodys_error(case: Path) -> None:
    done = run("report", case, "--format", "html", through='("$@"; echo $? >&2) | head -c 1 >/dev/null')
    assert int(said(done)) in (0, NOBODY_READS)
