"""The terminal output: what it says, in which order, and that evidence can do nothing to a terminal."""

import re
from io import StringIO
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from hoofprint.export import terminal
from hoofprint.model.face import CheckResult
from tests.export import attacks, results

GOLDEN = Path(__file__).parent / "golden"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def shown(result: CheckResult, language: str = "en", **settings: object) -> str:
    out = StringIO()
    terminal.show(result, Console(file=out, width=80, **settings), language)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("name", ["story", "quiet"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_golden(name: str, language: str, update_goldens: bool) -> None:
    out = StringIO()
    terminal.EXPORT.write({"story": results.result, "quiet": results.quiet}[name](), out, language)
    path = GOLDEN / f"{name}.{language}.txt"
    if update_goldens:
        path.write_text(out.getvalue(), encoding="utf-8")
    assert out.getvalue() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("attack", attacks.ATTACKS)
@pytest.mark.parametrize("settings", [{}, {"force_terminal": True, "color_system": "truecolor"}])
def test_evidence_cannot_act(attack: str, settings: dict[str, object]) -> None:
    text = shown(attacks.hostile(attack), **settings)
    plain = COLOURS.sub("", text)
    assert not [char for char in plain if char != "\n" and not char.isprintable()]
    if not settings:
        assert "\x1b" not in text


def test_evidence_is_no_markup() -> None:
    assert "[bold red]x[/]" in re.sub(r"\s+", "", shown(attacks.hostile(attacks.ATTACKS[0]))).replace(
        "boldred", "bold red"
    )


def test_no_colour_when_nobody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(results.result(), force_terminal=True, color_system="truecolor")
    assert not re.search(r"\x1b\[[0-9;]*3[1-6]", text)


def test_lines_fit() -> None:
    for attack in ("x" * 500, attacks.ATTACKS[0]):
        assert max(map(len, shown(attacks.hostile(attack)).splitlines())) <= 80


def test_the_verdict_comes_first_and_help_last() -> None:
    text = shown(results.result())
    order = [
        "There is strong support",
        "What to do now",
        "What was found",
        "What could be seen",
        "Access Now",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_long_lists_are_counted() -> None:
    many = results.result(
        results.acquisition(
            findings=tuple(results.finding(id=f"f{n}", grade="G1") for n in range(40)),
            sightings=tuple(results.sighting(f"x{n}", f"h{n}.example.com") for n in range(40)),
        )
    )
    text = shown(many)
    assert "and 28 more" in text and "and 35 more" in text
    assert "40 published values were seen on which no finding rests" in text


def test_short_links_are_grouped_and_cut() -> None:
    text = shown(results.result())
    first, second = text.index("go.example.net × 9"), text.index("bit.example.org × 4")
    assert text.index("What was found") < first < second < text.index("What could be seen")
    assert text.count("Safari history") >= 1 and "https://bit.example.org/2xY7" in text
    many = tuple(results.short_link(f"s{n}.example.org", "ios.messages", None) for n in range(12))
    text = shown(results.result(results.acquisition(short_links=many)))
    assert "7 more shorteners are in the case folder, in findings.json." in text
    assert "shorteners" not in shown(results.quiet())


def test_codes_of_another_version_do_not_stop_it() -> None:
    odd = msgspec.convert(attacks._poisoned(msgspec.to_builtins(results.result()), "?"), CheckResult)
    face = odd.acquisitions[0]
    strange = msgspec.structs.replace(
        face,
        verdict=msgspec.structs.replace(face.verdict, stage="S9", grade="Z", attribution=""),
        findings=tuple(
            msgspec.structs.replace(f, stage="", grade="G9", attribution="?") for f in face.findings
        ),
        coverage=tuple(msgspec.structs.replace(c, status="lost") for c in face.coverage),
    )
    assert "could not be read (12)" in shown(results.result(strange))


def test_coverage_alone_names_every_artifact_with_its_days() -> None:
    out = StringIO()
    terminal.show_coverage(results.result(), Console(file=out, width=80), "en")
    text = out.getvalue()
    assert "2021-06-01 – 2021-07-18" in text and "not kept in a backup" in text
    assert "Access Now" not in text
