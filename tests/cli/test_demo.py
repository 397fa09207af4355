"""The demonstration from end to end, as somebody who has just installed Hoofprint sees it."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from hoofprint.cli import demo
from hoofprint.model.face import CheckResult
from tests.export.pages import Page


def hoofprint(*arguments: object, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), **variables}
    command = [sys.executable, "-m", "hoofprint", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_the_demonstration(tmp_path: Path) -> None:
    shown = hoofprint("demo", "--keep", tmp_path / "demo", "--lang", "es")
    assert shown.returncode == 0, shown.stderr
    page = tmp_path / "demo/case/report.html"
    for part in ("Hasta dónde       S3", "SQ-01", "Qué pudo verse", "help@accessnow.org", str(page)):
        assert part in shown.stdout
    assert "SQ-01" in Page(page.read_text(encoding="utf-8")).text

    phone = tmp_path / "demo/phone"
    checked = hoofprint("check", phone, "--case", tmp_path / "case", "--json", HOOFPRINT_PASSWORD="demo")
    assert checked.returncode == 1, checked.stderr
    result = msgspec.json.decode(checked.stdout, type=CheckResult)
    assert result.exit_code == 1 and result.acquisitions[0].verdict.stage == "S3"
    wrong = hoofprint("check", phone, "--case", tmp_path / "other", HOOFPRINT_PASSWORD="not this")
    assert wrong.returncode == 3 and wrong.stdout == "" and not (tmp_path / "other").exists()


def test_an_earlier_demonstration_is_replaced(tmp_path: Path) -> None:
    demo._prepare(tmp_path / "demo")
    (tmp_path / "demo/phone").mkdir()
    demo._prepare(tmp_path / "demo")
    assert [path.name for path in (tmp_path / "demo").iterdir()] == [demo.MARK]
