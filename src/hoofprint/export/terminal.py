"""The result in a terminal, or as plain text: the verdict first, then findings, coverage, what to do, who helps.

Evidence text is never markup here: everything is put together from the building blocks of `parts.lines`.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from hoofprint.export import exporter
from hoofprint.export.parts import help, labels, lines, names, seen, short, view
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import (
    AcquisitionFace,
    AlsoFace,
    AlternativeFace,
    CheckResult,
    EvidenceFace,
    FindingFace,
)
from hoofprint.model.grades import Stage

WIDTH = 80
READABLE = 100
"""Longer lines are hard to read, however wide the window is."""
RECORDS, MINOR, LOOSE = 6, 12, 5
"""How many of each are shown before the rest is counted."""


@exporter(suffix=".txt")
def EXPORT(result: CheckResult, out: TextIO, language: str) -> None:
    """The whole result as plain text, 80 columns wide, without colour."""
    page = StringIO()
    show(result, Console(file=page, width=WIDTH, color_system=None, force_terminal=False), language)
    out.writelines(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")[:-1])


def show(result: CheckResult, console: Console, language: str) -> None:
    """The whole result on a console."""
    voice = Voice(language)
    _print(console, *notices(result, voice))
    for face in result.acquisitions:
        _print(console, headline(face, voice), findings(face, voice))
        _print(console, seen.trust(face, voice), seen.coverage(face, voice))
    if result.rates is not None:
        _print(console, lines.said(voice.said(result.rates.text, result.rates.values)))
    _print(console, helpers(voice))


def show_findings(result: CheckResult, console: Console, language: str) -> None:
    """Verdict and findings of a case."""
    voice = Voice(language)
    for face in result.acquisitions:
        _print(console, headline(face, voice), findings(face, voice))


def show_coverage(result: CheckResult, console: Console, language: str) -> None:
    """What could be seen, artifact by artifact."""
    voice = Voice(language)
    for face in result.acquisitions:
        _print(console, seen.trust(face, voice), seen.coverage(face, voice, everything=True))


def notices(result: CheckResult, voice: Voice) -> Iterator[RenderableType]:
    """What stands above everything: that the case was changed, and what a form for others leaves out."""
    if result.altered:
        yield lines.own(voice.gettext("This case was changed after it was written"), "bold red")
    for one in result.altered[:MINOR]:
        how = voice.gettext(labels.ALTERED.get(one.how, one.how))
        yield lines.indent(Text.assemble(lines.evidence(one.file), ": ", lines.own(how)))
    if result.shown_for in labels.AUDIENCES:
        yield lines.own(voice.gettext(labels.AUDIENCES[result.shown_for]))


def headline(face: AcquisitionFace, voice: Voice) -> RenderableType:
    """Which phone, the verdict, how far and how sure, and what to do now."""
    verdict = face.verdict
    sure = labels.grade(verdict.grade)
    facts = [*view.device(face), voice.gettext(view.kind(face)), voice.moment(face.device.backup_time)]
    blocks: list[RenderableType] = [
        lines.own(" · ".join(fact for fact in facts if fact), "dim"),
        Text(),
        lines.answer(lines.said(voice.said(verdict.text, verdict.values), "bold"), sure),
    ]
    if labels.stage(verdict.stage) is not Stage.S0:
        blocks.append(_sheet(_weight(verdict.stage, verdict.grade, verdict.attribution, voice)))
    return Group(
        *blocks, *lines.numbered(voice.gettext("What to do now"), [*map(voice.reported, verdict.next)])
    )


def findings(face: AcquisitionFace, voice: Voice) -> RenderableType:
    """Findings as short blocks, then what was seen that no finding rests on, and links nobody can see the end of."""
    main, minor = view.told(face.findings)
    blocks: list[RenderableType] = [lines.heading(voice.gettext("What was found"))]
    if not face.findings:
        blocks.append(lines.own(voice.gettext("No trace found within what could be examined.")))
    for number, one in enumerate(main, 1):
        blocks += [_block(number, one, face, voice), Text()]
    return Group(*blocks, *_minor(minor, face, voice), *_loose(face, voice), *short.blocks(face, voice))


def helpers(voice: Voice) -> RenderableType:
    """Where people help, with the warning that comes first."""
    blocks: list[RenderableType] = [
        lines.heading(voice.gettext("Where people help")),
        lines.own(voice.gettext(help.WARNING)),
        Text(),
    ]
    for place in help.places(voice.language):
        name = Text.assemble(lines.own(place.name, "bold"), "  ", lines.own("  ".join(place.reach), "cyan"))
        blocks += [name, lines.indent(lines.own(voice.gettext(place.what), "dim"))]
    return Group(*blocks)


Row = tuple[str, RenderableType]


def _sheet(rows: Iterable[Row]) -> Table:
    """Labels and what they are about."""
    grid = lines.facts()
    for label, value in rows:
        grid.add_row(lines.own(label), value)
    return grid


def _weight(stage: str, grade: str, attribution: str, voice: Voice) -> Iterable[Row]:
    """The three axes, each in words of its own."""
    sure, far, whose = labels.grade(grade), labels.stage(stage), labels.attribution(attribution)
    yield voice.gettext("How far"), lines.own(f"{far.name}  {voice.gettext(far.words)}")
    yield voice.gettext("How sure"), lines.strength(sure, voice)
    if whose:
        yield voice.gettext("Whose tool"), lines.own(voice.gettext(whose.words))


def _block(number: int, told: view.Told, face: AcquisitionFace, voice: Voice) -> RenderableType:
    """One finding of weight: what, how sure, when, from which records, against which explanations."""
    finding = told.finding
    when = voice.span(finding.when.start, finding.when.end)
    basis = voice.reported(finding.when.basis)
    dated: list[RenderableType] = [lines.own(f"{when} ({basis})" if when else basis)]
    if local := view.local(finding, face):
        dated.append(lines.own(voice.gettext("{time} on the phone's clock", time=local)))
    rows: list[Row] = [
        *_weight(finding.stage, finding.grade, finding.attribution, voice),
        (voice.gettext("When"), Group(*dated)),
        (voice.gettext("It shows"), lines.own(voice.gettext(finding.shows))),
        (voice.gettext("It does not show"), lines.own(voice.gettext(finding.does_not_show))),
        (voice.gettext("Records"), _records(view.in_order(finding.evidence), finding.count, voice)),
    ]
    if finding.alternatives:
        rows.append((voice.gettext("Ordinary explanations"), _explanations(finding, voice)))
    if told.parts:
        rows.append((voice.gettext("Its parts alone"), Group(*(_part(part, voice) for part in told.parts))))
    if finding.also:
        rows.append((voice.gettext("Weaker signs"), Group(*(_part(one, voice) for one in finding.also))))
    rows.append((voice.gettext("Next"), lines.own(voice.gettext(finding.next))))
    title = Text.assemble(
        lines.own(f"{number}. "),
        lines.own(voice.gettext(finding.title), "bold"),
        lines.own(f"  {finding.rule}", "dim"),
    )
    return Group(title, lines.indent(_sheet(rows), 3))


def _part(part: FindingFace | AlsoFace, voice: Voice) -> Text:
    """What a part weighs without the others, or a weaker sign of the same records."""
    far, sure = labels.stage(part.stage), labels.grade(part.grade)
    weight = f"{voice.gettext(far.words)}, {voice.gettext(labels.SHORT_GRADES[sure])}"
    return Text.assemble(
        lines.own(f"{part.rule}  ", "dim"), lines.own(voice.gettext(part.title)), lines.own(f": {weight}")
    )


def _records(records: Sequence[EvidenceFace], count: int, voice: Voice) -> RenderableType:
    blocks: list[RenderableType] = []
    for record in records[:RECORDS]:
        moment = voice.moment(record.time) or voice.gettext("undated")
        says = lines.said(voice.said(record.says, record.values))
        blocks.append(Text.assemble(lines.own(f"{moment}  ", "cyan"), says))
        blocks.append(lines.indent(lines.own(f"{record.artifact}, {record.locator}", "dim")))
    return Group(*blocks, *lines.more(count - min(len(records), RECORDS), voice))


def _explanations(finding: FindingFace, voice: Voice) -> RenderableType:
    """Those that remain, one by one with the reason; those that were excluded, in one paragraph."""
    remaining, excluded = view.tried(finding)
    blocks: list[RenderableType] = [_remaining(one, voice) for one in remaining]
    if excluded:
        texts = "; ".join(voice.gettext(one.text) for one in excluded)
        blocks.append(_outcome("✓", voice.gettext(labels.OUTCOMES["excluded"]), texts))
    return Group(*blocks)


def _remaining(one: AlternativeFace, voice: Voice) -> RenderableType:
    outcome = voice.gettext(labels.OUTCOMES.get(one.outcome, one.outcome))
    why = lines.said(voice.said(one.why, one.values)) if one.values else lines.own(voice.reported(one.why))
    why.stylize("dim")
    mark = "?" if one.outcome == "possible" else "–"
    return Group(_outcome(mark, outcome, voice.gettext(one.text)), lines.indent(why))


def _outcome(mark: str, outcome: str, text: str) -> Text:
    return Text.assemble(lines.own(f"{mark} {outcome}: ", "bold"), lines.own(text))


def _minor(minor: Sequence[FindingFace], face: AcquisitionFace, voice: Voice) -> Iterable[RenderableType]:
    """Findings below moderate: one line each."""
    if not minor:
        return
    yield lines.own(voice.gettext("Noted, with frequent ordinary causes"), "bold")
    table = lines.columns(12, 8)
    for finding in minor[:MINOR]:
        when = voice.span(finding.when.start, finding.when.end)
        words = lines.own(voice.gettext(finding.title))
        for value in view.values(finding, face)[:1]:
            words.append_text(lines.own(" ")).append_text(lines.evidence(value))
        words.append_text(lines.own(f" × {finding.keys:,}" if finding.keys > 1 else ""))
        words.append_text(lines.own(f"  {when}" if when else "", "dim"))
        words.append_text(lines.own("".join(f"  + {one.rule}" for one in finding.also), "dim"))
        grade = voice.gettext(labels.SHORT_GRADES[labels.grade(finding.grade)])
        table.add_row(lines.own(grade), lines.own(finding.rule, "dim"), words)
    yield lines.indent(table)
    yield from lines.more(len(minor) - MINOR, voice)


def _loose(face: AcquisitionFace, voice: Voice) -> Iterable[RenderableType]:
    """Published values that were seen but support no finding: counted, the first few named."""
    loose = view.loose(face)
    if not loose:
        return
    yield Text()
    yield lines.own(
        voice.ngettext(
            "{n} published value was seen on which no finding rests:",
            "{n} published values were seen on which no finding rests:",
            len(loose),
        ),
        "bold",
    )
    for one in loose[:LOOSE]:
        kind = voice.gettext(labels.KINDS.get(one.kind, one.kind))
        where = voice.gettext(names.artifact(one.artifact)) + (f" × {one.count:,}" if one.count > 1 else "")
        yield lines.indent(
            Text.assemble(lines.own(f"{kind} "), lines.evidence(one.value), lines.own(f"  {where}", "dim"))
        )
    yield from lines.more(len(loose) - LOOSE, voice)


def _print(console: Console, *parts: RenderableType) -> None:
    for part in parts:
        console.print(part, width=min(console.width, READABLE))
