"""Items 2 and 89 to 94: text that terminal, browser or spreadsheet would obey, wherever a phone has text."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest

from hoofprint.cli import main
from hoofprint.synth import build, load
from tests.torture.ground import SCENARIO

BAD = "evil-torture.example"
OBEYED = "\x1b[2J\x1b]8;;x\x07<script>alert(1)</script>\u202egpj.exe\u0085\n=HYPERLINK(1)"
TOML = json.dumps(OBEYED)[1:-1]
PLANTS = f"""
[[plant]]
kind = "message"
at = 2021-02-01T10:00:00Z
from = "+16505550100"
text = "https://{BAD}/a {TOML}"
[[plant]]
kind = "visit"
at = 2021-02-01T11:00:00Z
url = "https://{BAD}/{TOML}"
title = "{TOML}"
[[plant]]
kind = "contact"
at = 2021-02-01T11:00:00Z
first = "{TOML}"
email = "x@{BAD}"
[[plant]]
kind = "process"
at = 2021-02-01T12:00:00Z
name = "torturerd"
bundle = "{TOML}"
[[plant]]
kind = "process"
at = 2021-02-01T12:00:00Z
name = "torture{TOML}"
[[plant]]
kind = "profile"
at = 2021-02-01T12:30:00Z
name = "{TOML}"
organization = "{TOML}"
[[plant]]
kind = "whatsapp"
at = 2021-02-01T12:30:00Z
from = "16505550100@s.whatsapp.net"
text = "=cmd https://{BAD}/w {TOML}"
[[plant]]
kind = "file"
at = 2021-02-01T12:30:00Z
domain = "HomeDomain"
path = "Library/{TOML.replace("/", "")}"
[[plant]]
kind = "tcc"
at = 2021-02-01T12:30:00Z
service = "kTCCServiceCamera"
client = "org.example.{TOML}"
"""
FORMATS = ("terminal", "html", "json", "csv", "stix", "misp", "timesketch", "mvt")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    build(load(SCENARIO + PLANTS), folder / "phone")
    (folder / "lists").mkdir()
    (folder / "lists" / "domains.txt").write_text(f"{BAD}\n")
    (folder / "lists" / "processes.txt").write_text("torturerd\n")
    code = main(
        [
            "check",
            str(folder / "phone"),
            "--case",
            str(folder / "case"),
            "--indicators",
            str(folder / "lists"),
            "--quiet",
        ]
    )
    assert code in (0, 1, 4)
    return folder / "case"


def obeyed(text: str) -> list[str]:
    """What a terminal would obey, or a reader not see."""
    return sorted(
        {char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}}
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("command", ["findings", "coverage", "timeline"])
def test_t089_a_terminal_is_told_nothing_it_would_obey(
    case: Path, capsys: pytest.CaptureFixture[str], command: str, language: str
) -> None:
    capsys.readouterr()
    code = main([command, str(case), "--lang", language])
    done = capsys.readouterr()
    if code == 2:
        pytest.skip(f"no command {command}")
    assert obeyed(done.out) == [] and obeyed(done.err) == []
    if command == "findings":
        assert "\\x1b[2J" in done.out and BAD in done.out


def test_t090_a_page_holds_no_markup_of_the_phone(case: Path) -> None:
    page = (case / "report.html").read_text()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    assert obeyed(page) == []
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?\s*(?:https?:|javascript:|//)[^\"'>]*evil-torture", page)


def written(case: Path, tmp_path: Path, form: str) -> str:
    target = tmp_path / f"out.{form}"
    if main(["report", str(case), "--format", form, "--output", str(target)]) != 0:
        pytest.skip(f"no format {form}")
    return target.read_text() if target.is_file() else ""


@pytest.mark.parametrize("form", FORMATS)
def test_t091_every_report_is_well_formed_and_inert(case: Path, tmp_path: Path, form: str) -> None:
    text = written(case, tmp_path, form)
    assert "\x1b" not in text and "\x07" not in text
    if form in ("json", "stix", "misp"):
        json.loads(text)
    if form in ("csv",):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert cells and not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    if form == "terminal":
        assert obeyed(text) == []


def test_t092_messages_of_errors_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "a\n\x1b[2J\u202eb"
    place.mkdir()
    (place / "Info.plist\x1b[31m").write_bytes(b"x")
    assert main(["check", str(place), "--case", str(tmp_path / "case")]) == 3
    said = capsys.readouterr().err.removeprefix("Opening the acquisition ...\n")
    assert obeyed(said) == [] and "\\x1b" in said


def test_t093_the_case_is_json_and_keeps_the_text(case: Path) -> None:
    for path in case.rglob("*.json"):
        data = path.read_bytes()
        json.loads(data)
        assert b"\x1b" not in data and b"\x07" not in data, path
    (found,) = case.glob("acquisitions/*/findings.json")
    assert "\\u001b[2J" in found.read_text(), "nothing of the text is lost"
    assert all(path.name.isascii() and path.name.isprintable() for path in case.rglob("*"))
