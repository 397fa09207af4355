"""YAML as two public projects write it: Echap's lists of stalkerware and watchware, and MVT's index of sources.

Only the plain block style is read (mappings, sequences, values on one line): no anchors, tags, flow or folded text,
and so nothing that could grow on its way in. A file that uses more is refused, by line.
"""

import re
from typing import Any

from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.notes import STALKERWARE, VENDOR_SITE, WATCHWARE
from hoofprint.model.record import Observable as O

DEEPEST = 20
_ITEM = re.compile(r"-(?:\s+|$)")
_KEY = re.compile(r"([A-Za-z_][\w .-]*+)\s*:(?:\s+(.*))?$")
_NOTES = {"stalkerware": STALKERWARE, "watchware": WATCHWARE}
_SECTIONS: dict[str, tuple[O, str | None, tuple[str, ...]]] = {
    "packages": (O.BUNDLE, "android", ()),
    "ios_bundles": (O.BUNDLE, "ios", ()),
    "certificates": (O.CERT_HASH, "android", ()),
    "websites": (O.DOMAIN, None, (VENDOR_SITE,)),
    "distribution": (O.DOMAIN, None, (VENDOR_SITE,)),
    "c2.domains": (O.DOMAIN, None, ()),
    "c2.ips": (O.IP, None, ()),
    "c2.ip": (O.IP, None, ()),
}
"""Section of an app's entry -> kind, platform, notes. A shop or download page is where people read about a product;
only the servers an app talks to say that it runs."""
DESCRIBING = ("name", "names", "type")

Node = dict[str, Any] | list[Any] | str | None


class NotPlain(ValueError):
    """The YAML uses more than the plain block style; the message names the line."""


def read(text: str, into: Gatherer) -> str | None:
    """Fills the set; or says what the file is, where it holds no indicators. Raises `NotPlain`."""
    tree = parse(text)
    if isinstance(tree, dict) and isinstance(tree.get("indicators"), list):
        return "an index of indicator lists, for `indicators update`"
    apps = [app for app in tree if isinstance(app, dict) and "name" in app] if isinstance(tree, list) else []
    if not apps:
        return "YAML of a kind that holds no indicators we know"
    for app in apps:
        _app(app, into)
    return None


def _app(app: dict[str, Any], into: Gatherer) -> None:
    name, note = str(app["name"]), _NOTES.get(str(app.get("type")))
    for section, values in _sections(app):
        known = _SECTIONS.get(section)
        for value in values if isinstance(values, list) else [values]:
            where = f"{name}: {section}"
            if known is None or not isinstance(value, str):
                into.reject(where, f"nothing on a phone is compared with {section}: {str(value)[:60]!r}")
                continue
            kind, platform, notes = known
            own = (note,) if note else ()
            into.add(kind, value, Claim(campaigns=(name,), platform=platform, notes=own + notes), where)


def _sections(app: dict[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in app.items():
        if isinstance(value, dict):
            found += [(f"{key}.{inner}", values) for inner, values in value.items()]
        elif key not in DESCRIBING and value is not None:
            found.append((key, value))
    return found


def parse(text: str) -> Node:
    """The tree of mappings, lists and strings. Raises `NotPlain`."""
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = re.sub(r"(?:^|(?<!\s)\s++)#.*$", "", line).rstrip()
        if bare.strip() and bare != "---":
            if "\t" in line[: len(line) - len(line.lstrip())]:
                raise NotPlain(f"line {number}: a tab in the indentation")
            lines.append((number, len(bare) - len(bare.lstrip()), bare.lstrip()))
    reader = _Block(lines)
    tree = reader.node(0, 0)
    if reader.at < len(lines):
        raise NotPlain(f"line {lines[reader.at][0]}: not plain block YAML")
    return tree


class _Block:
    """Lines as (number, indentation, text); `node` reads everything that belongs to one value."""

    def __init__(self, lines: list[tuple[int, int, str]]) -> None:
        self.lines, self.at = lines, 0

    def node(self, indent: int, depth: int) -> Node:
        if self.at >= len(self.lines) or self.lines[self.at][1] < indent:
            return None
        number, here, text = self.lines[self.at]
        if depth > DEEPEST:
            raise NotPlain(f"line {number}: nested too deeply")
        if _ITEM.match(text):
            return self.sequence(here, depth)
        if _KEY.match(text):
            return self.mapping(here, depth)
        self.at += 1
        return _scalar(text, number)

    def sequence(self, indent: int, depth: int) -> list[Node]:
        found: list[Node] = []
        while self.at < len(self.lines):
            number, here, text = self.lines[self.at]
            item = _ITEM.match(text)
            if here != indent or item is None:
                break
            rest = text[item.end() :]
            if rest:
                self.lines[self.at] = (number, here + item.end(), rest)
            else:
                self.at += 1
            found.append(self.node(indent + 1, depth + 1))
        return found

    def mapping(self, indent: int, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while self.at < len(self.lines):
            number, here, text = self.lines[self.at]
            key = _KEY.match(text)
            if here != indent or key is None or _ITEM.match(text):
                break
            self.at += 1
            name = key[1].rstrip()
            if key[2]:
                found[name] = _scalar(key[2], number)
            elif self.at < len(self.lines) and _ITEM.match(self.lines[self.at][2]):
                found[name] = self.node(indent, depth + 1)
            else:
                found[name] = self.node(indent + 1, depth + 1)
        return found


def _scalar(text: str, number: int) -> str:
    if text[0] in "&*!|>{[%@`":
        raise NotPlain(f"line {number}: not plain block YAML: {text[:20]!r}")
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text
