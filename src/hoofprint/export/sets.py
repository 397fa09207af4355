"""Sets of published values on a terminal: what was loaded, and what lint has to say of it."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hoofprint.detect.indicators.lint import LintNote, Severity
from hoofprint.detect.indicators.update import Result, Status
from hoofprint.export.parts import lines
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import IndicatorsFace
from hoofprint.model.words import N_

REASONS = 5
NOTES = 400
"""Notes shown; `--json` has them all."""
SEVERITIES = {
    Severity.REJECT: N_("not used"),
    Severity.WARN: N_("weighs less"),
    Severity.INFO: N_("remark"),
}

STATUSES = {
    Status.NEW: N_("new"),
    Status.UPDATED: N_("updated"),
    Status.UNCHANGED: N_("unchanged"),
    Status.KEPT: N_("former kept"),
    Status.FAILED: N_("not usable"),
}


def show(face: IndicatorsFace, console: Console, language: str) -> None:
    """One set after the other: how many values, and what was not understood."""
    voice = Voice(language)
    for one in face.sets:
        loaded = voice.ngettext("{n} value", "{n} values", one.loaded)
        title = Text.assemble(lines.evidence(one.name), lines.own(f"  {loaded}", "bold"))
        if one.rejected:
            title.append_text(
                lines.own("  " + voice.gettext("not understood: {n}", n=f"{one.rejected:,}"), "dim")
            )
        console.print(title)
        for reason in one.reasons[:REASONS]:
            console.print(lines.indent(lines.own(voice.reported(reason), "dim")))


def show_notes(notes: Sequence[LintNote], console: Console, language: str) -> None:
    """Notes, one a line, and how many of each weight."""
    voice = Voice(language)
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    table.add_column(overflow="fold", ratio=2)
    for note in notes[:NOTES]:
        what = lines.evidence(note.indicator or note.set)
        if note.indicator:
            what = Text("\n").join([what, lines.own(note.set, "dim")])
        table.add_row(
            lines.own(voice.gettext(SEVERITIES[note.severity])),
            what,
            lines.said(voice.said(note.why, note.values)),
        )
    console.print(table)
    counted = Counter(note.severity for note in notes)
    parts = [f"{voice.gettext(SEVERITIES[severity])}: {counted[severity]:,}" for severity in Severity]
    console.print(lines.own(", ".join(parts), "bold"))


def show_update(results: Sequence[Result], console: Console, language: str) -> None:
    """What became of each list of the index."""
    voice = Voice(language)
    sheet = lines.facts()
    for one in results:
        words = lines.own(one.name, "bold").append_text(
            lines.own("  " + voice.ngettext("{n} value", "{n} values", one.indicators))
        )
        if one.why:
            words.append_text(lines.own("  ")).append_text(lines.said(voice.said(one.why, one.values)))
        sheet.add_row(lines.own(voice.gettext(STATUSES[one.status])), words)
    console.print(sheet)
