"""Property lists in XML, read with bounds: nothing outside the bytes is fetched, no entity is ever expanded."""

import binascii
import re
from collections import Counter
from datetime import datetime
from plistlib import UID
from typing import Any
from xml.parsers import expat

DEPTH = 100
"""Deepest nesting that is read; real lists have fewer than 20 levels."""
DIGITS = 64
"""Longest number that is read."""
SCALARS = {"string", "integer", "real", "date", "data", "true", "false", "key"}
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
FALLBACKS = (None, "utf-8", "iso-8859-1")
"""Encodings to try: as the document says, then two that the parser knows without importing anything."""
MISSING = object()


class Broken(Exception):
    """Not well-formed, not a property list, or one that declares entities."""


def read(data: bytes, notes: Counter[str]) -> Any:
    """The list's one value. What is damaged below it becomes None and is counted; raises `Broken`."""
    first: Exception | None = None
    for encoding in FALLBACKS:
        tried: Counter[str] = Counter()
        try:
            value = _Reader(tried).run(data, encoding)
        except (expat.ExpatError, LookupError, ValueError, OSError) as error:
            first = first or error
            continue
        if first:
            tried["plist: text in another encoding than stated"] += 1
        notes.update(tried)
        return value
    raise Broken(f"XML not well-formed: {first}") from first


class _Reader:
    def __init__(self, notes: Counter[str]) -> None:
        self._notes = notes
        self._root: Any = MISSING
        self._open: list[Any] = []
        """Containers being filled; a dictionary together with the key that waits for its value."""
        self._keys: list[Any] = []
        self._names: list[str] = []
        self._text: list[str] | None = None
        self._skip = 0

    def run(self, data: bytes, encoding: str | None) -> Any:
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = lambda name, is_parameter: self._note("entity left out")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(data, True)
        if self._root is MISSING:
            self._note("no value in the list")
            return None
        return self._root

    def _note(self, what: str) -> None:
        self._notes[f"plist: {what}"] += 1

    def _entity(self, *declared: Any) -> None:
        raise Broken("XML that declares entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._names and name not in SCALARS | {"plist", "dict", "array"}:
            raise Broken(f"XML, but no property list: it begins with <{name[:40]}>")
        self._names.append(name)
        if self._skip or self._text is not None or len(self._open) > DEPTH:
            self._note("nested too deeply" if len(self._open) > DEPTH else "element where none belongs")
            self._skip += 1
        elif name in SCALARS:
            self._text = []
        elif name in ("dict", "array"):
            self._open.append({} if name == "dict" else [])
            self._keys.append(MISSING)
        elif name != "plist" or len(self._names) > 1:
            self._note("element of unknown kind")
            self._skip += 1

    def _characters(self, text: str) -> None:
        if self._text is not None and not self._skip:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._names.pop()
        if self._skip:
            self._skip -= 1
            if not self._skip and self._text is None:
                self._add(None)
        elif name in ("dict", "array"):
            if self._keys.pop() is not MISSING:
                self._note("key without a value")
            self._add(_reference(self._open.pop()))
        elif name != "plist":
            text, self._text = "".join(self._text or []), None
            if name == "key":
                self._key(text)
            else:
                self._add(self._scalar(name, text))

    def _key(self, text: str) -> None:
        if not self._open or not isinstance(self._open[-1], dict):
            self._note("key where none belongs")
            return
        if self._keys[-1] is not MISSING:
            self._note("key without a value")
        if text in self._open[-1]:
            self._note("key twice in one dictionary")
        self._keys[-1] = text

    def _add(self, value: Any) -> None:
        if not self._open:
            if self._root is MISSING:
                self._root = value
            else:
                self._note("more than one value")
        elif isinstance(self._open[-1], list):
            self._open[-1].append(value)
        elif self._keys[-1] is MISSING:
            self._note("value without a key")
        else:
            self._open[-1][self._keys[-1]] = value
            self._keys[-1] = MISSING

    def _scalar(self, name: str, text: str) -> Any:
        try:
            if name == "integer":
                return _integer(_short(text))
            if name == "real":
                return float(_short(text))
            if name == "date":
                return _date(_short(text))
            if name == "data":
                return binascii.a2b_base64(text)
        except ValueError:
            self._note(f"{name} not readable")
            return None
        return text if name == "string" else name == "true"


def _short(text: str) -> str:
    if len(text := text.strip()) > DIGITS:
        raise ValueError("too many digits")
    return text


def _integer(text: str) -> int:
    return int(text, 16 if text.lower().lstrip("+-").startswith("0x") else 10)


def _date(text: str) -> datetime:
    match = DATE.fullmatch(text)
    if not match:
        raise ValueError("not a date")
    return datetime(*map(int, match.groups()))  # type: ignore[arg-type]


def _reference(value: Any) -> Any:
    """Keyed archives in XML write a reference as a dictionary with the one key `CF$UID`."""
    if isinstance(value, dict) and list(value) == ["CF$UID"]:
        number = value["CF$UID"]
        if isinstance(number, int) and 0 <= number < 1 << 64:
            return UID(number)
    return value
