"""The page in a real browser, where one is installed: what it asks for, shows, prints, and offers to a keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hoofprint.export import html, inert
from tests.export import attacks, results
from tests.export import browser as real
from tests.export.pages import Page

pytestmark = pytest.mark.skipif(
    real.NAME is None, reason="no chromium here: the page is checked by a parser only"
)
DESK, PHONE = (1280, 900), (390, 844)
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
UNNAMED = """
[...document.querySelectorAll("th:not([scope]), svg:not([aria-hidden]):not([aria-label]), a:not([href])")]
  .map((e) => e.outerHTML.slice(0, 80))
"""
BOTTOM = "Math.max(...[...document.querySelectorAll('{}')].map((e) => e.getBoundingClientRect().bottom))"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[real.Browser]:
    with real.started(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module", params=["en", "es"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(html.render(results.result(), request.param), tmp_path_factory.mktemp("page"))


def written(source: str, folder: Path) -> Path:
    path = folder / "report.html"
    path.write_text(source, encoding="utf-8")
    return path


def test_the_browser_would_tell(browser: real.Browser, tmp_path: Path) -> None:
    """That nothing is asked for and nothing logged means something only if it would be seen."""
    script = '<main><script>document.title = 1</script><img src="https://example.org/x.png" alt="">'
    browser.open(written(html.render(results.result(), "en").replace("<main>", script), tmp_path), *DESK)
    assert len([one for one in browser.told if "Content Security Policy" in one]) == 2
    poor = written('<!doctype html><p style="color:#999;background:#fff">grey</p>', tmp_path)
    browser.open(poor, *DESK)
    assert len(browser.value(CONTRAST)) == 1


@pytest.mark.parametrize("attack", attacks.ATTACKS)
def test_nothing_runs_and_nothing_is_asked_for(browser: real.Browser, attack: str, tmp_path: Path) -> None:
    path = written(html.render(attacks.hostile(attack), "es"), tmp_path)
    browser.open(path, *PHONE)
    assert (browser.asked, browser.told) == ([path.as_uri()], [])
    dom = browser.value("document.documentElement.outerHTML")
    shown = [words.text for words in Page(dom).words if "bdi" in words.inside]
    assert f"+1 555 0142 {attack}" in {inert.original(text) for text in shown}


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(
    browser: real.Browser, page: Path, size: tuple[int, int], scheme: str
) -> None:
    browser.open(page, *size, scheme)
    assert browser.value("document.documentElement.scrollWidth") == size[0], "nothing to scroll sideways"
    assert browser.picture().startswith(b"\x89PNG")
    browser.value("document.querySelectorAll('details').forEach((e) => { e.open = true })")
    assert browser.value(CONTRAST) == []
    assert browser.value("document.documentElement.scrollWidth") == size[0]
    assert (browser.asked, browser.told) == ([page.as_uri()], [])


def test_first_screen_holds_the_four_answers(browser: real.Browser, page: Path) -> None:
    """On a desk all four cards; on a phone, the verdict, how sure, and in two lines what was not seen and what next."""
    browser.open(page, *DESK)
    assert browser.value(BOTTOM.format(".answer, .first > .card")) <= DESK[1]
    browser.open(page, *PHONE)
    assert browser.value(BOTTOM.format(".answer, .brief")) <= PHONE[1]


def test_it_says_what_it_is_to_those_who_do_not_see_it(browser: real.Browser, page: Path) -> None:
    browser.open(page, *DESK)
    assert browser.value(UNNAMED) == []
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    roles = {"link", "image", "img", "button", "heading", "columnheader", "rowheader", "DisclosureTriangle"}
    named = [one for one in nodes if not one["ignored"] and one["role"]["value"] in roles]
    assert len(named) > 50 and {"heading", "link", "columnheader"} <= {one["role"]["value"] for one in named}
    assert [one for one in named if not one.get("name", {}).get("value", "").strip()] == []


def test_all_of_it_is_in_reach_of_a_keyboard(browser: real.Browser, page: Path) -> None:
    browser.open(page, *DESK)
    wanted = browser.value(
        "[...document.querySelectorAll('a, summary')].filter((e) => e.checkVisibility()).length"
    )
    seen = set()
    for _ in range(wanted):
        browser.press("Tab", 9)
        where = "[...document.querySelectorAll('a, summary')].indexOf(document.activeElement)"
        seen.add(browser.value(where))
        outline = browser.value("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", "who moves by keyboard sees where they are"
    assert len(seen - {-1}) == wanted
    browser.value("document.querySelector('details > summary').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.value("document.querySelector('details').open") is True


def test_paper_shows_what_a_screen_folds_away(browser: real.Browser, page: Path) -> None:
    browser.open(page, 800, 1100, "dark", "print")
    hidden = "[...document.querySelectorAll('.address, .tried li')].filter((e) => !e.getClientRects().length)"
    assert browser.value(f"{hidden}.length") == 0
    assert (
        browser.value("getComputedStyle(document.body.parentElement).backgroundColor") == "rgb(255, 255, 255)"
    )
    assert browser.value(CONTRAST) == []
    assert browser.paper().startswith(b"%PDF")
