"""What could be seen of a phone and what not, as blocks for a terminal: in groups, summed up or one by one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from hoofprint.export.parts import labels, lines, names, view
from hoofprint.export.parts.voice import Voice
from hoofprint.model.coverage import Status
from hoofprint.model.face import AcquisitionFace, CoverageFace


def coverage(face: AcquisitionFace, voice: Voice, *, everything: bool = False) -> RenderableType:
    """What could be looked at, in groups. What was read, or is not there, is summed up unless `everything` is asked."""
    blocks: list[RenderableType] = [lines.heading(voice.gettext("What could be seen, and what not"))]
    troubled = (labels.Group.PARTLY, labels.Group.UNREADABLE)
    for group, rows in view.groups(face.coverage):
        if rows:
            detailed = everything or group in troubled
            blocks.append(lines.own(f"{voice.gettext(labels.GROUPS[group])} ({len(rows)})", "bold"))
            blocks.append(lines.indent(_rows(rows, voice) if detailed else _summary(rows, voice)))
    return Group(*blocks, *_skipped(face, voice, everything))


def trust(face: AcquisitionFace, voice: Voice) -> RenderableType:
    """What tests of the acquisition found, one by one; those that found nothing, or could not be made, are counted."""
    blocks: list[RenderableType] = [lines.heading(voice.gettext("Can this acquisition be trusted?"))]
    if not face.provenance.checks:
        blocks.append(lines.own(voice.gettext("No test of it could be made.")))
    found = view.limiting(face)
    for one in found:
        word = lines.own(f"{voice.gettext(labels.CHECKS[one.outcome])}: ", "bold")
        blocks.append(
            Text.assemble(word, lines.own(voice.reported(one.why)), lines.own(f"  {one.id}", "dim"))
        )
    if found:
        blocks.append(lines.own(voice.gettext(labels.LIMITS), "dim"))
    rest = Counter(one.outcome for one in face.provenance.checks if one not in found)
    words = (f"{voice.gettext(labels.CHECKS.get(word, word))}: {count}" for word, count in rest.items())
    return Group(*blocks, lines.own(", ".join(words), "dim"))


def _skipped(face: AcquisitionFace, voice: Voice, everything: bool) -> Iterable[RenderableType]:
    """Signs whose records are not there: how many, or each with the reason."""
    if not face.not_evaluated:
        return
    title = voice.gettext("signs that could not be looked for")
    yield lines.own(f"{title} ({len(face.not_evaluated)})", "bold")
    if everything:
        for why, rules in view.skipped(face).items():
            yield lines.indent(lines.own(f"{', '.join(rules)}: {voice.reported(why)}"))
    else:
        said = voice.gettext("the records they need are not here; the report for a browser names them")
        yield lines.indent(lines.own(said))


def _summary(rows: Sequence[CoverageFace], voice: Voice) -> Text:
    """Names in a row, with how many records each gave."""
    line = Text(overflow="fold")
    for position, row in enumerate(rows):
        line.append_text(
            lines.own(f"{', ' if position else ''}{voice.gettext(names.artifact(row.artifact))}")
        )
        if row.status != Status.ABSENT:
            line.append_text(lines.own(f" {voice.records(row.rows, row.origins)}", "dim"))
    return line


def _rows(rows: Sequence[CoverageFace], voice: Voice) -> Table:
    """One line for each artifact: records, days covered, and what stood in the way."""
    table = lines.columns(34, 10)
    for row in rows:
        notes = [voice.days(row.start, row.end), voice.standing(row.origins), voice.reported(row.reason)]
        words = lines.own(", ".join(note for note in notes if note), "dim")
        table.add_row(
            lines.own(voice.gettext(names.artifact(row.artifact))), lines.own(f"{row.rows:,}"), words
        )
    return table
