"""Links through shorteners on a terminal: a quiet list by shortener, since nobody here knows where they lead."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from hoofprint.export.parts import lines, names, view
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import AcquisitionFace
from hoofprint.model.words import N_

HOSTS = 5
"""Shorteners shown before the rest is counted."""
TITLE = N_("Links through shorteners: where they lead is not known, and Hoofprint never follows them")


def blocks(face: AcquisitionFace, voice: Voice) -> Iterable[RenderableType]:
    """One line for each shortener with the records that hold it, and its first link; nothing where there is none."""
    found = view.shorteners(face)
    if not found:
        return
    yield Text()
    yield lines.own(voice.gettext(TITLE), "bold")
    for one in found[:HOSTS]:
        where = ", ".join(dict.fromkeys(voice.gettext(names.artifact(link.artifact)) for link in one.links))
        yield lines.indent(
            Text.assemble(lines.evidence(one.host), lines.own(f" × {one.total:,}  {where}", "dim"))
        )
        yield lines.indent(_first(one, voice), 4)
    hidden = len(found) - HOSTS
    if hidden > 0:
        more = voice.ngettext(
            "{n} more shortener is in the case folder, in findings.json.",
            "{n} more shorteners are in the case folder, in findings.json.",
            hidden,
        )
        yield lines.indent(lines.own(more, "dim"))


def _first(one: view.Shortener, voice: Voice) -> Text:
    link = one.links[0]
    moment = voice.moment(link.time) or voice.gettext("undated")
    return Text.assemble(lines.own(f"{moment}  ", "dim"), lines.evidence(link.first))
