"""What the first pages promise is there: files, headings, commands and addresses of help."""

import re
from pathlib import Path

import pytest

from hoofprint.cli import hoofprint
from hoofprint.export.parts.help import HELP

PAGES = ("README.md", "README.es.md")
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, root: Path) -> str:
    return (root / request.param).read_text(encoding="utf-8")


def anchors(page: str) -> set[str]:
    """Headings as links name them."""
    titles = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_links_lead_somewhere(page: str, root: Path) -> None:
    for target in LINK.findall(page):
        if target.startswith("#"):
            assert target[1:] in anchors(page), target
        elif "://" not in target:
            assert (root / target).exists(), target


def test_commands_exist(page: str) -> None:
    named = set(re.findall(r"hoofprint ([a-z]{3,})", page))
    assert named and named <= set(hoofprint.commands)


def test_help_is_the_same_as_in_reports(page: str) -> None:
    for place in HELP:
        for way in place.reach:
            assert way in page, way
