"""The page: self-contained, asks for nothing, and evidence stays text, inside <bdi>."""

import base64
import hashlib
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from hoofprint.export import html, inert
from hoofprint.export.parts import view
from tests.export import attacks, results
from tests.export.pages import Page

CSS = (Path(html.__file__).parent / "report.css").read_text(encoding="utf-8")
TAGS_THAT_ASK = {
    "script",
    "link",
    "img",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "source",
    "form",
    "base",
    "input",
}
ATTRIBUTES_THAT_ASK = {
    "src",
    "srcset",
    "action",
    "background",
    "poster",
    "data",
    "ping",
    "xlink:href",
    "style",
}


@pytest.fixture(scope="module", params=["en", "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("attack", ["", *attacks.ATTACKS])
def test_it_asks_for_nothing(attack: str, language: str) -> None:
    source = html.render(attacks.hostile(attack), language)
    page = Page(source)
    assert not {element.tag for element in page.elements} & TAGS_THAT_ASK
    assert not {
        name
        for element in page.elements
        for name in element.attributes
        if name in ATTRIBUTES_THAT_ASK or name.startswith("on")
    }
    assert all(link.startswith("#") for link in page.attribute("href"))
    assert "@import" not in CSS and re.findall(r"url\(([^)]*)\)", CSS) == ["#hatch"]


def test_its_policy_allows_its_own_style_and_nothing_else(language: str) -> None:
    page = Page(html.render(results.result(), language))
    (policy,) = [
        e.attributes["content"]
        for e in page.elements
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    (style,) = [words.text for words in page.words if words.inside[-1] == "style"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


EVIDENCE = {
    "value", "set", "source", "campaign", "withdrawn", "file", "stored", "locator", "sha256", "model", "zone", "name",
    "reason", "host", "first", "os_version", "build", "wrapping", "sha256_of", "serial_sha256",
}  # fmt: skip
"""Fields whose text comes from a phone, a published list or a file, and so must be set apart."""


def marked() -> tuple[object, set[str]]:
    """The story with a mark of its own in every piece of evidence, and the marks."""
    marks: set[str] = set()

    def mark(value: object, name: str, inside: str) -> object:
        if isinstance(value, dict):
            return {key: mark(item, key, name) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [mark(item, name, inside) for item in value]
        if (
            isinstance(value, str)
            and (name in EVIDENCE or inside == "values" or name in ("notes", "campaigns"))
            and value
        ):
            marks.add(f"q7w{len(marks)}x")
            return f"q7w{len(marks) - 1}x\u202e{value}"
        return value

    built = mark(msgspec.to_builtins(results.result()), "", "")
    return msgspec.convert(built, results.f.CheckResult), marks


def test_evidence_stands_inside_bdi(language: str) -> None:
    result, marks = marked()
    page = Page(html.render(result, language))  # type: ignore[arg-type]
    seen = {mark for words in page.words for mark in re.findall(r"q7w\d+x", words.text)}
    assert len(seen) > len(marks) * 0.8, "most evidence is on the page"
    loose = [words for words in page.words if "q7w" in words.text and "bdi" not in words.inside]
    assert loose == []
    assert not [
        value for element in page.elements for value in element.attributes.values() if "mark" in value
    ]


@pytest.mark.parametrize("attack", attacks.ATTACKS)
def test_evidence_reads_as_it_stood(attack: str, language: str) -> None:
    source = html.render(attacks.hostile(attack), language)
    assert not [char for char in source if not char.isprintable() and char != "\n"]
    shown = [words.text for words in Page(source).words if "bdi" in words.inside]
    assert f"+1 555 0142 {attack}" in {inert.original(text) for text in shown}


def test_structure(language: str) -> None:
    page = Page(html.render(results.result(results.acquisition(), results.quiet().acquisitions[0]), language))
    assert page.elements[0].attributes["lang"] == language
    ids = page.attribute("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.attribute("href")} <= set(ids)
    assert set(page.attribute("aria-labelledby")) <= set(ids)
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for element in page.elements:
        if element.tag == "svg":
            assert element.attributes.get("aria-hidden") == "true" or element.attributes.get("aria-label")
        if element.tag == "th":
            assert element.attributes.get("scope") in ("col", "row")


def test_first_screen_answers_the_four_questions() -> None:
    text = Page(html.render(results.result(), "en")).text
    order = [
        "There is strong support for code execution", "strong support", "How far, and how sure", "What could be seen",
        "What to do now", "Where people help", "help@accessnow.org", "What was found",
    ]  # fmt: skip
    positions = [text.index(part) for part in order]
    assert positions == sorted(positions)


def test_a_phone_in_the_hand_answers_them_too() -> None:
    """What stands below on a narrow screen is said in two lines above."""
    text = Page(html.render(results.result(), "en")).text
    brief = text[: text.index("How far, and how sure")]
    assert "Not seen, or only in part: 6 of 12 kinds of records." in brief and "Now: " in brief


def test_changed_cases_and_forms_for_others_say_so(language: str) -> None:
    plain = html.render(results.result(), language)
    assert 'class="notice' not in plain
    owner = msgspec.structs.replace(results.result(), shown_for="owner")
    assert html.render(owner, language).count('class="notice') == 1
    name = "acquisitions/\u202ex/findings.json"
    altered = (results.f.AlteredFace(file=name, how="changed"),)
    page = Page(html.render(msgspec.structs.replace(results.result(), altered=altered), language))
    (shown,) = [words for words in page.words if "findings.json" in words.text]
    assert "bdi" in shown.inside and inert.original(shown.text) == name


def test_records_of_findings_stand_in_order_of_time() -> None:
    face = results.acquisition()
    listed = view.moments(face)
    assert [one.time for one in listed] == sorted(one.time for one in listed)
    assert [one.findings for one in listed if one.record][:3] == [(1, 2), (1,), (1,)]
    assert len({(one.artifact, one.locator, one.time) for one in listed}) == len(listed)


def test_what_is_to_be_typed_holds_no_evidence() -> None:
    hostile = results.finding(
        evidence=(results.evidence("ios.messages; rm -rf /", "x", "y"),),
        when=results.f.WhenFace(start="2021-07-11T13:45:22Z\n$(x)", end="`x`"),
    )
    assert view.asked(hostile) == " --rows 0"
    assert "--from 2021-07-11T13:45:22.000000Z" in view.asked(results.finding())


def test_nothing_found_is_said_with_care() -> None:
    text = Page(html.render(results.quiet(), "en")).text
    assert "No trace found within what could be examined." in text
    assert "not the same as nothing having happened" in text


def test_long_tables_are_cut_and_say_so() -> None:
    many = results.result(
        results.acquisition(
            sightings=tuple(results.sighting(f"x{n}", f"h{n}.example.com") for n in range(1_000)),
            findings=(results.finding(evidence=results.finding().evidence * 40, count=5_000, sightings=()),),
        )
    )
    source = html.render(many, "en")
    assert "800 more rows are in the case folder" in source
    assert "90 more rows are in the case folder" in source
    assert "Such records were met 5,000 times." in source
    assert "hoofprint timeline CASE --artifact ios.data_usage_processes --artifact" in source
    assert len(source) < 400_000


def test_short_links_are_grouped_and_cut() -> None:
    text = Page(html.render(results.result(), "en")).text
    assert text.index("go.example.net") < text.index("bit.example.org"), "the most links first"
    assert "where these links lead is not known" in text.lower()
    many = tuple(results.short_link(f"s{n}.example.org", "ios.messages", None) for n in range(50))
    source = html.render(results.result(results.acquisition(short_links=many)), "en")
    assert "30 more rows are in the case folder" in source
    assert "shorteners" not in Page(html.render(results.quiet(), "en")).text


def test_very_long_evidence_is_cut() -> None:
    assert len(html.render(attacks.hostile("x" * 100_000), "en")) < 3_000_000


def test_same_result_same_page() -> None:
    assert html.render(results.result(), "es") == html.render(results.result(), "es")


def test_records_are_drawn_on_an_axis_in_percent() -> None:
    page = Page(html.render(results.result(), "en"))
    marks = [e.attributes for e in page.elements if e.tag == "circle" and e.attributes.get("r") == "11"]
    assert [mark["cx"] for mark in marks] == ["4.0%", "22.3%", "96.0%"]


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def _light(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_can_be_told_apart(dark: bool) -> None:
    """WCAG 2: 4.5 for text, 3 for shapes."""
    blocks = CSS.split("prefers-color-scheme: dark")
    colours = _colours(blocks[1].split("}")[0]) if dark else _colours(blocks[0])
    for ground in ("paper", "card"):
        for text in ("ink", "soft", "calm"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for shape in ("g2", "g3", "g4", "g5", "calm", "unreadable"):
            assert _contrast(colours[shape], colours[ground]) >= 3, (shape, ground)
    assert _contrast(colours["on-accent"], colours["calm"]) >= 4.5
    assert _contrast(colours["ink"], colours["calm-wash"]) >= 4.5


def test_no_entity_is_escaped_twice() -> None:
    source = html.render(attacks.hostile("<&>\"'"), "en")
    assert "&amp;amp;" not in source and "&amp;lt;" not in source
    assert "<&>" in unescape(source)
