"""A trace or sequence in words: what it means, what it does not, what looks the same, and where that is known from."""

from collections.abc import Iterable, Mapping

from rich.console import Console, Group, RenderableType
from rich.text import Text

from hoofprint.detect.trace import Rule, Sequence, Trace
from hoofprint.export.parts import labels, lines
from hoofprint.export.parts.voice import Voice

WIDTH = 100


def show_list(rules: Mapping[str, Rule], console: Console, language: str) -> None:
    """Every rule with its title."""
    voice = Voice(language)
    sheet = lines.facts()
    for id_, rule in rules.items():
        sheet.add_row(lines.own(id_), lines.own(voice.gettext(rule.about.title)))
    console.print(sheet, width=min(console.width, WIDTH))


def show(rule: Rule, console: Console, language: str) -> None:
    """One rule, everything about it."""
    voice, about = Voice(language), rule.about
    sheet = lines.facts()
    rows: list[tuple[str, RenderableType]] = list(
        _trace(about, voice) if isinstance(about, Trace) else _sequence(about, voice)
    )
    rows += [
        (voice.gettext("It shows"), lines.own(voice.gettext(about.shows))),
        (voice.gettext("It does not show"), lines.own(voice.gettext(about.does_not_show))),
        (
            voice.gettext("Ordinary causes"),
            _listed([f"{b.id}: {voice.gettext(b.text)}" for b in about.benign]),
        ),
        (voice.gettext("Would raise it"), _listed(map(voice.gettext, about.raised_by))),
        (voice.gettext("Would refute it"), _listed(map(voice.gettext, about.refuted_by))),
        (voice.gettext("Next"), lines.own(voice.gettext(about.next))),
        (voice.gettext("Sources"), _listed(source.cited for source in about.sources)),
    ]
    for label, value in rows:
        sheet.add_row(lines.own(label), value)
    console.print(Text.assemble(lines.own(f"{rule.id}  "), lines.own(voice.gettext(about.title), "bold")))
    console.print(Text(), sheet, width=min(console.width, WIDTH))


def _trace(about: Trace, voice: Voice) -> Iterable[tuple[str, RenderableType]]:
    family = voice.gettext(labels.FAMILIES.get(about.family.value, about.family.value))
    yield voice.gettext("How far"), lines.own(f"{about.stage.name}  {voice.gettext(about.stage.words)}")
    yield voice.gettext("Weight alone"), lines.strength(about.grade, voice)
    yield voice.gettext("Weight at most"), lines.strength(about.cap, voice)
    yield voice.gettext("Kind of record"), lines.own(family)
    if about.versions:
        yield voice.gettext("Versions"), lines.own(voice.gettext(about.versions))


def _sequence(about: Sequence, voice: Voice) -> Iterable[tuple[str, RenderableType]]:
    steps = [
        f"{voice.gettext(step.title or step.name)}: {', '.join(step.traces)}"
        + (
            f" ({voice.gettext('within {time}', time=voice.lasting(step.within / 1e6))})"
            if step.within
            else ""
        )
        for step in about.steps
    ]
    yield voice.gettext("Steps"), _listed(steps)
    strongest = max(about.yields, key=lambda one: (one.grade, one.stage))
    yield (
        voice.gettext("How far"),
        lines.own(f"{strongest.stage.name}  {voice.gettext(strongest.stage.words)}"),
    )
    yield voice.gettext("Weight at most"), lines.strength(strongest.grade, voice)
    if about.versions:
        yield voice.gettext("Versions"), lines.own(voice.gettext(about.versions))


def _listed(items: Iterable[str]) -> RenderableType:
    return Group(*(lines.own(f"· {item}") for item in items)) if (items := list(items)) else lines.own("–")
