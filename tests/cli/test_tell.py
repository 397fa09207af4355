"""Errors that name a file speak the language of whoever sits there, and what they quote cannot act."""

import pickle
from pathlib import Path

import pytest

from hoofprint.acquire.errors import CannotOpen, NotAnAcquisition
from hoofprint.model.words import N_
from tests.cli.conftest import Go, Pipeline

ERROR = NotAnAcquisition(
    N_("an incomplete backup: {there} there, but no Manifest.db; found: {found}"),
    where="phone\x1b[2J",
    there="Info.plist",
    found="{there} %s",
)
ENGLISH = "an incomplete backup: Info.plist there, but no Manifest.db; found: {there} %s"


def test_an_error_reads_english_as_text_and_survives_a_pipe() -> None:
    assert str(ERROR) == f"phone\x1b[2J: {ENGLISH}"
    assert str(pickle.loads(pickle.dumps(ERROR))) == str(ERROR)  # noqa: S301
    assert str(CannotOpen("", where="sms.db", because=OSError("no"))) == "sms.db: no"


def test_an_error_is_told_in_the_language_of_the_environment(
    run: Go, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.error = ERROR
    assert run("check", "phone", "--quiet").err == f"hoofprint: phone\\x1b[2J: {ENGLISH}\n"
    monkeypatch.setenv("LANGUAGE", "es")
    done = run("check", "phone", "--quiet")
    assert done.code == 3 and "una copia de seguridad incompleta: está Info.plist" in done.err
    assert "\x1b" not in done.err


def test_a_folder_without_a_case_is_told_so(run: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    done = run("findings", tmp_path)
    assert done.code == 2 and f"{tmp_path}: aquí no hay ningún caso" in done.err
