"""`check`: exit codes, what goes to which stream, and where a password comes from."""

import os
import pty
import select
import sys
import time
from pathlib import Path

import msgspec
import pytest

from hoofprint.acquire.errors import PasswordWrong
from hoofprint.case.errors import CaseError
from hoofprint.cli import password
from hoofprint.model.face import CheckResult
from tests.cli.conftest import Go, Pipeline
from tests.export import results


@pytest.mark.parametrize("code", [0, 1, 4])
def test_exit_code_is_the_results(run: Go, pipeline: Pipeline, code: int) -> None:
    pipeline.result = results.result(exit_code=code)
    assert run("check", "phone").code == code


def test_refusals(run: Go, pipeline: Pipeline) -> None:
    for error, code, says in (
        (
            PasswordWrong("phone: the password is \x1b[2Jwrong"),
            3,
            "hoofprint: phone: the password is \\x1b[2Jwrong\n",
        ),
        (CaseError("case: a case lies there already"), 2, "hoofprint: case: a case lies there already\n"),
        (pipeline.WeakConfinement("level S1: no filter"), 2, "--accept-weak-sandbox"),
    ):
        pipeline.error = error
        done = run("check", "phone", "--quiet")
        assert (done.code, done.out) == (code, "") and says in done.err


def test_an_error_of_our_own_is_not_mistaken_for_a_finding(run: Go, pipeline: Pipeline) -> None:
    pipeline.error = ZeroDivisionError("\x1b[2J")
    done = run("check", "phone", "--quiet")
    assert done.code == 70 and "ZeroDivisionError" in done.err and "\x1b" not in done.err


def test_stopped_from_the_keyboard(run: Go, pipeline: Pipeline) -> None:
    pipeline.error = KeyboardInterrupt()  # type: ignore[assignment]
    assert run("check", "phone", "--quiet").code == 130


def test_options_arrive(run: Go, pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    run(
        "check",
        "a",
        "b",
        "--case",
        tmp_path / "c",
        "--replace",
        "--indicators",
        tmp_path / "lists",
        "--no-builtin",
        "--accept-weak-sandbox",
    )
    assert pipeline.asked.paths == [Path("a"), Path("b")]
    options = vars(pipeline.asked.options)
    assert options.pop("reports")(results.result()).keys() == {"report.html"}
    assert options == {
        "case": tmp_path / "c",
        "replace": True,
        "indicators": (tmp_path / "lists",),
        "builtin": False,
        "store": tmp_path / "data/hoofprint/indicators",
        "accept_weak": True,
        "sweep": False,
        "hashes": (),
    }


def test_the_page_speaks_the_chosen_language(run: Go, pipeline: Pipeline, tmp_path: Path) -> None:
    done = run("check", "phone", "--case", tmp_path / "c", "--lang", "es")
    assert '<html lang="es">' in (tmp_path / "c/report.html").read_text()
    assert str(tmp_path / "c/report.html") in done.out and "Qué hacer ahora" in done.out


def test_json_is_all_there_is_on_standard_output(run: Go, pipeline: Pipeline) -> None:
    pipeline.result = results.result(exit_code=4)
    done = run("check", "phone", "--json")
    assert msgspec.json.decode(done.out, type=CheckResult) == pipeline.result
    assert "Reading artifacts ..." in done.err
    assert "not examined, or only in part: contacts (the database is cut" in done.err


def test_quiet_says_the_verdict_only(run: Go, pipeline: Pipeline) -> None:
    done = run("check", "phone", "--quiet")
    assert done.out.startswith("There is strong support") and done.out.count("\n") == 1 and done.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "x", "--password", "secret"],
        ["check", "x", "--lang", "fr"],
        ["nonsense"],
        ["check", "x", "--indicators", "absent"],
    ],
)
def test_usage(run: Go, pipeline: Pipeline, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 2 and done.out == "" and "secret" not in done.err


def test_password_from_file_before_descriptor_before_environment(
    run: Go, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_bytes("contraseña\r\nsecond line\n".encode())
    monkeypatch.setenv("HOOFPRINT_PASSWORD", "from the environment")
    run("check", "phone", "--quiet")
    run("check", "phone", "--quiet", "--password-file", file)
    reader, writer = os.pipe()
    os.write(writer, b"by descriptor\n")
    os.close(writer)
    run("check", "phone", "--quiet", "--password-fd", reader)
    assert pipeline.passwords == ["from the environment", "contraseña", "by descriptor"]


def test_a_password_file_that_cannot_be_read_stops_before_the_work(
    run: Go, pipeline: Pipeline, tmp_path: Path
) -> None:
    assert run("check", "phone", "--password-file", tmp_path / "absent").code == 2
    assert pipeline.asked is None


def test_nobody_to_ask(run: Go, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    run("check", "phone", "--quiet")
    assert pipeline.passwords == [None]


def test_what_is_typed_is_not_shown() -> None:
    """On a real terminal: the question appears, the answer does not."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover: another process
        got = password._prompt("Password of the backup: ")
        os.write(1, b"length %d\n" % len(got or ""))
        os._exit(0)
    seen, sent, end = b"", False, time.monotonic() + 10
    while b"length" not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 1024)
        if b"backup: " in seen and not sent:
            time.sleep(0.1)  # getpass drops what was typed before it turned the echo off
            os.write(terminal, b"open sesame\n")
            sent = True
    os.waitpid(child, 0)
    assert b"length 11" in seen and b"sesame" not in seen


def test_progress_on_a_terminal_moves_and_leaves_nothing() -> None:
    from io import StringIO

    from rich.console import Console

    from hoofprint.cli.progress import Moving

    out = StringIO()
    with Moving(Console(file=out, force_terminal=True, width=100), "es") as watch:
        watch.stage("Reading artifacts")
        watch.advance("ios.messages", 1_422)
        watch.advance("\x1b[31mx", 1)
        with watch.pause():
            out.write("QUESTION")
    assert "QUESTION" in out.getvalue() and "\x1b[31mx" not in out.getvalue()
