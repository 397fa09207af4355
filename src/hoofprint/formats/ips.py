"""Diagnostic reports (`.ips`) as iOS writes them: one line of JSON, then a body that is JSON or plain text.

The first line says what kind of report it is (`bug_type`), of which program and when. Since iOS 15 crash reports
have a JSON body (`bug_type` 309); before, and for reset counters to this day, a text of `Key: value` lines. Layout
as Apple documents it in "Interpreting the JSON format of a crash report" and "Examining the fields in a crash report".
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hoofprint.formats.plist import as_dict, as_int, as_list, as_text

FIELD = re.compile(r"([A-Z][A-Za-z/ ]{1,40}):[ \t]*(.*?)\s*$")
CRASHED = re.compile(r"Thread \d+(?: name:.*)? Crashed:")
FRAME = re.compile(r"\d+\s+(\S.*?)\s+0x[0-9a-f]+ ")
IMAGE = re.compile(r"\s*0x[0-9a-f]+ -\s+0x[0-9a-f]+ \+?(.+?)(?: \S+)?\s+<([0-9a-fA-F-]{32,36})> (/.*?)\s*$")
HEAD_LINES = 400
"""Lines of a text body within which its fields stand."""
STACK = 40
"""Frames of the crashed thread that are looked at."""


@dataclass(frozen=True)
class Image:
    """A program or library that was loaded: `uuid` in upper case with hyphens."""

    name: str | None
    path: str | None
    uuid: str | None
    bundle: str | None = None


@dataclass(frozen=True)
class Report:
    """One report: what its first line says, and its body in one of the two forms, the other one empty."""

    header: dict[str, Any]
    body: dict[str, Any]
    text: str

    @property
    def bug_type(self) -> str | None:
        """Kind of report as the first line states it; `109` and `309` are crashes."""
        kind = self.header.get("bug_type", self.body.get("bug_type"))
        return str(kind) if isinstance(kind, str | int) else None

    @cached_property
    def fields(self) -> dict[str, str]:
        """The `Key: value` lines at the beginning of a text body; of a repeated key the first."""
        found: dict[str, str] = {}
        for line in self.text.splitlines()[:HEAD_LINES]:
            if CRASHED.match(line):
                break
            if match := FIELD.match(line):
                found.setdefault(match[1], match[2])
        return found

    def field(self, name: str) -> str | None:
        """One of them; None where it is not there or empty."""
        return self.fields.get(name) or None

    @cached_property
    def images(self) -> list[Image]:
        """What was loaded, as far as the report lists it, in its order."""
        if self.body:
            return [_image(as_dict(one)) for one in as_list(self.body.get("usedImages"))]
        _, _, listed = self.text.partition("Binary Images:")
        found = (IMAGE.match(line) for line in listed.splitlines())
        return [Image(one[1].strip(), one[3], _uuid(one[2])) for one in found if one]

    @cached_property
    def stack(self) -> list[Image]:
        """Images the crashed thread was in, from the innermost out, each run of one image once."""
        found: list[Image] = []
        for image in self._json_stack() if self.body else self._text_stack():
            if not found or found[-1] != image:
                found.append(image)
        return found

    def _json_stack(self) -> Iterator[Image]:
        threads, number = as_list(self.body.get("threads")), as_int(self.body.get("faultingThread"))
        known = number is not None and 0 <= number < len(threads)
        thread = threads[number] if known else next((t for t in threads if as_dict(t).get("triggered")), None)
        for frame in as_list(as_dict(thread).get("frames"))[:STACK]:
            index = as_int(as_dict(frame).get("imageIndex"))
            if index is not None and 0 <= index < len(self.images):
                yield self.images[index]

    def _text_stack(self) -> Iterator[Image]:
        lines = iter(self.text.splitlines())
        if not any(CRASHED.match(line) for line in lines):
            return
        loaded = {image.name: image for image in reversed(self.images)}
        for line, _ in zip(lines, range(STACK), strict=False):
            if not (match := FRAME.match(line)):
                return
            yield loaded.get(match[1], Image(match[1], None, None))


def read(data: bytes) -> Report:
    """The report in a file; raises `ValueError` where its first line is no JSON object."""
    first, _, rest = data.partition(b"\n")
    header = _json(first)
    if not isinstance(header, dict):
        raise ValueError("the first line is no JSON object")
    text = rest.decode(errors="backslashreplace")
    body = _json(rest) if text.lstrip()[:1] == "{" else None
    return Report(header, body, "") if isinstance(body, dict) else Report(header, {}, text)


def _json(data: bytes) -> Any:
    """The document, or None where it is none: a report may break off anywhere."""
    try:
        return json.loads(data)
    except (RecursionError, ValueError):
        return None


def _image(one: dict[str, Any]) -> Image:
    return Image(
        as_text(one.get("name")),
        as_text(one.get("path")),
        _uuid(as_text(one.get("uuid")) or ""),
        as_text(one.get("CFBundleIdentifier")),
    )


def _uuid(text: str) -> str | None:
    """As identifiers are usually written: upper case with hyphens."""
    plain = text.replace("-", "").upper()
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:])) if plain else None
