"""Diagnostic reports (`.ips`) as iOS writes them: one line of JSON, then a body that is JSON or plain text.

The first line says what kind of report it is (`bug_type`), of which program and when. Since iOS 15 crash reports
have a JSON body (`bug_type` 309); before, and for reset counters to this day, a text of `Key: value` lines. Layout
as Apple documents it in "Interpreting the JSON format of a crash report" and "Examining the fields in a crash report".
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hoofprint.formats.plist import as_dict, as_float, as_int, as_list, as_text

FIELD = re.compile(r"([A-Z][A-Za-z/ ]{1,40}):(.*)")
CRASHED = re.compile(r"Thread \d+(?: name:.*)? Crashed:")
FRAME = re.compile(r"\d+\s+(\S.*?)(?<!\s)\s++0x[0-9a-f]++ ")
IMAGE = re.compile(r"\s*0x[0-9a-f]+ -\s+0x[0-9a-f]+ \+?(.+)")
STORED = re.compile(r"\s<([0-9a-fA-F-]{32,36})> (/.*)")
HEAD_LINES = 400
"""Lines of a text body within which its fields stand."""
RESET = ("Reset count", "Boot failure count", "Boot faults", "Boot stage", "Boot app")
NUMBERED = re.compile(r"(.*?)(?<!\s)\s*+\[(\d+)\]")
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
    def broken(self) -> bool:
        """Whether the body begins as JSON and cannot be read as such: cut off, most likely."""
        return self.text.lstrip()[:1] == "{"

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
                found.setdefault(match[1], match[2].lstrip(" \t").rstrip())
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
        found = (_listed(line) for line in listed.splitlines())
        return [image for image in found if image]

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
        if number is None or not 0 <= number < len(threads):
            number = next((n for n, one in enumerate(threads) if as_dict(one).get("triggered")), None)
        thread = None if number is None else threads[number]
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


def _listed(line: str) -> Image | None:
    """A line of a text report's list: addresses, name, architecture (not always), identifier, path."""
    begins = IMAGE.match(line)
    stored = STORED.search(begins[1]) if begins else None
    if begins is None or stored is None:
        return None
    name = begins[1][: stored.start()].rstrip()
    return Image((name.rpartition(" ")[0] or name).strip(), stored[2].rstrip(), _uuid(stored[1]))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a report says of one program, whichever form it has; times as written, local with their offset."""

    process: str | None = None
    pid: int | None = None
    path: str | None = None
    bundle: str | None = None
    parent: str | None = None
    responsible: str | None = None
    captured: str | None = None
    launched: str | None = None
    uptime: float | None = None
    """Seconds the phone had been running."""
    exception: str | None = None
    codes: str | None = None
    reason: str | None = None
    """Termination, panic or reset, and what the program left as information."""
    incident: str | None = None
    reporter: str | None = None
    system: str | None = None
    hardware: str | None = None


def facts(report: Report) -> Facts:
    """Body and first line taken together; where both state a thing, the body's."""
    made = _json_facts(report.body) if report.body else _text_facts(report)
    header = report.header
    system = as_dict(report.body.get("osVersion"))
    return replace(
        made,
        process=made.process or as_text(header.get("app_name")) or as_text(header.get("procname")),
        bundle=made.bundle or as_text(header.get("bundleID")),
        captured=made.captured or as_text(header.get("timestamp")),
        incident=made.incident or as_text(header.get("incident_id")),
        system=as_text(header.get("os_version")) or made.system or as_text(system.get("train")),
    )


def _json_facts(body: dict[str, Any]) -> Facts:
    exception, ended = as_dict(body.get("exception")), as_dict(body.get("termination"))
    kinds = (exception.get(key) for key in ("type", "signal", "subtype"))
    told = [body.get("panicString"), body.get("reason"), ended.get("namespace"), ended.get("indicator")]
    told += [*as_list(ended.get("details")), *as_list(ended.get("reasons"))]
    told += [line for lines in as_dict(body.get("asi")).values() for line in as_list(lines)]
    return Facts(
        process=as_text(body.get("procName")),
        pid=as_int(body.get("pid")),
        path=as_text(body.get("procPath")),
        bundle=as_text(as_dict(body.get("bundleInfo")).get("CFBundleIdentifier")),
        parent=as_text(body.get("parentProc")),
        responsible=as_text(body.get("responsibleProc")),
        captured=as_text(body.get("captureTime")) or as_text(body.get("date")),
        launched=as_text(body.get("procLaunch")),
        uptime=as_float(body.get("uptime")),
        exception=_joined(" ", kinds),
        codes=as_text(exception.get("codes")),
        reason=_joined("; ", told),
        incident=as_text(body.get("incident")),
        reporter=as_text(body.get("crashReporterKey")),
        hardware=as_text(body.get("modelCode")) or as_text(body.get("product")),
    )


def _text_facts(report: Report) -> Facts:
    field = report.field
    process, pid = _numbered(field("Process") or field("Command"))
    identifier = field("Identifier") or ""
    reset = [f"{name}: {field(name)}" for name in RESET if field(name)]
    told = [field("Termination Reason"), field("Termination Description"), field("Event"), *reset]
    return Facts(
        process=process,
        pid=pid if pid is not None else as_int(field("PID")),
        path=field("Path"),
        bundle=identifier if "." in identifier else None,
        parent=_numbered(field("Parent Process") or field("Parent"))[0],
        responsible=_numbered(field("Responsible"))[0],
        captured=field("Date/Time") or field("Date"),
        launched=field("Launch Time"),
        exception=_joined(" ", [field("Exception Type"), field("Exception Subtype")]),
        codes=field("Exception Codes"),
        reason=_joined("; ", told),
        incident=field("Incident Identifier"),
        reporter=field("CrashReporter Key"),
        system=field("OS Version"),
        hardware=field("Hardware Model"),
    )


def _numbered(text: str | None) -> tuple[str | None, int | None]:
    """`launchd [1]` as name and process id."""
    match = NUMBERED.fullmatch(text or "")
    return (match[1], as_int(match[2])) if match else (text, None)


def _joined(between: str, parts: Iterable[Any]) -> str | None:
    return between.join(part for part in parts if isinstance(part, str) and part) or None


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
