"""The report: one page that holds everything it needs, asks for nothing over a network and runs no script.

It is made from one template. Every value that the template puts out passes through `_finalize`, so escaping does
not depend on the care of whoever edits the template; angle brackets are Jinja's automatic escaping on top of it.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from hoofprint.export import exporter, inert
from hoofprint.export.parts import chart, help, labels, names, topics, view
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import CheckResult
from hoofprint.model.grades import Stage

FOLDER = Path(__file__).parent
LONGEST = 2_000
"""Characters of one value that the page shows; the case holds the whole."""
LIMITS = {
    "minor": 60, "evidence": 30, "sightings": 200, "files": 20, "notes": 50, "reasons": 30, "short": 20,
    "moments": 200, "altered": 20,
}  # fmt: skip
"""Rows that a table shows; the case holds them all."""


@exporter(suffix=".html")
def EXPORT(result: CheckResult, out: TextIO, language: str) -> None:
    """The page."""
    out.write(render(result, language))


def render(result: CheckResult, language: str) -> str:
    """The whole page in a language; the same result gives the same text."""
    voice = Voice(language)
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    return _template().render(
        result=result,
        language=language,
        voice=voice,
        _=voice.gettext,
        ngettext=voice.ngettext,
        style=Markup(style),
        style_hash=_digest(style),
        limits=LIMITS,
        places=help.places(language),
        warning=help.WARNING,
        checked=help.CHECKED,
        chart=chart,
        labels=labels,
        names=names,
        topics=topics,
        view=view,
        Stage=Stage,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html.j2")


def _finalize(value: Any) -> Any:
    """Text in its visible form and at a bearable length; markup made by the template itself is left alone."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return inert.html(value if len(value) <= LONGEST else value[:LONGEST] + "…")


def _digest(style: str) -> str:
    """The style sheet's hash, by which the page's own policy allows it and no other."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
