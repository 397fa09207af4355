"""Help, version and completion: quick, with examples, in the language of whoever asks."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from hoofprint import __version__
from hoofprint.cli import hoofprint, spoken
from tests.cli.conftest import Go

PYTHON = [sys.executable, "-m", "hoofprint"]
HEAVY = {"polars", "pyarrow", "rich", "jinja2", "msgspec", "cryptography", "apsw"}


def commands(group: click.Group = hoofprint, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command that can be typed."""
    found = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
        else:
            found.append((*path, name))
    return found


@pytest.mark.parametrize("path", commands(), ids=" ".join)
@pytest.mark.parametrize("language", ["en", "es"])
def test_help_has_examples_and_speaks_the_language(
    run: Go, path: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", f"{language}_MX.UTF-8")
    done = run(*path, "--help")
    assert done.code == 0 and f"  hoofprint {' '.join(path)}" in done.out
    assert ("Examples:" in done.out) == (language == "en") and ("Ejemplos:" in done.out) == (language == "es")
    assert ("Options:" in done.out) == (language == "en"), "click's own words, too"


def test_version(run: Go) -> None:
    assert run("--version").out == f"hoofprint {__version__}\n"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "es:en", "LANG": "en_US"}, "es"),
        ({"LANG": "tlh"}, "en"),
    ],
)
def test_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert spoken.language() == language


def child(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), **variables}
    return subprocess.run([*PYTHON, *arguments], capture_output=True, text=True, env=environment, check=False)


def test_help_imports_nothing_heavy() -> None:
    """That is what keeps the start under 0.3 s of processor time."""
    code = (
        f"import sys; from hoofprint.cli import main; main(['--help']); print({HEAVY!r} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.splitlines()[-1] == "set()"


def test_completion() -> None:
    assert "_HOOFPRINT_COMPLETE" in child(_HOOFPRINT_COMPLETE="bash_source").stdout
    words = child(_HOOFPRINT_COMPLETE="bash_complete", COMP_WORDS="hoofprint ch", COMP_CWORD="1").stdout
    assert words.strip() == "plain,check"


def test_a_reader_that_goes_away_is_no_error() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    with subprocess.Popen(
        [*PYTHON, "synth"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as done:
        assert done.stdout is not None and done.stderr is not None
        done.stdout.close()
        assert done.stderr.read() == ""
    assert done.returncode == 141
