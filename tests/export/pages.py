"""A page taken apart: elements with their ancestors, text with where it stands."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})


class Element(NamedTuple):
    """An opening tag."""

    tag: str
    attributes: dict[str, str]


class Words(NamedTuple):
    """Text, and the tags it stands in, outermost first."""

    text: str
    inside: tuple[str, ...]


class Page(HTMLParser):
    """What a browser would make of the page, as far as a test needs it; refuses tags that do not pair up."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.words: list[Words] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(Words(data, tuple(self._open)))

    def attribute(self, name: str) -> list[str]:
        """All values of an attribute, in order."""
        return [element.attributes[name] for element in self.elements if name in element.attributes]

    @property
    def text(self) -> str:
        """All visible text, white space evened out."""
        return " ".join(" ".join(w.text for w in self.words if w.inside[-1] != "style").split())
