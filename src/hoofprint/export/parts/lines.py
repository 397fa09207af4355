"""Building blocks of terminal output. Text enters here, and only here: made inert, and never read as markup."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from hoofprint.export import inert
from hoofprint.export.parts.voice import Piece, Voice
from hoofprint.model.grades import Grade

LONGEST = 400
"""Characters of one piece of evidence that a line quotes; the case holds the whole."""
TONES = {Grade.G5: "bold red", Grade.G4: "bold red", Grade.G3: "bold yellow", Grade.G2: "bold", Grade.G1: ""}


def own(text: str, style: str = "") -> Text:
    """Our words, made inert as well: a case that somebody else made is no markup either."""
    return Text(inert.terminal(text), style, overflow="fold")


def evidence(text: str) -> Text:
    """Evidence, at most a readable length of it."""
    cut = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return Text(inert.terminal(cut), "italic", overflow="fold")


def said(pieces: Iterable[Piece], style: str = "") -> Text:
    """A filled sentence, evidence set apart."""
    line = Text(style=style, overflow="fold")
    for piece in pieces:
        line.append_text(evidence(piece.text) if piece.evidence else own(piece.text))
    return line


def strength(sure: Grade, voice: Voice) -> Text:
    """Five dots, as many filled as the grade is high, and the grade in words."""
    dots = Text("●" * sure + "○" * (Grade.G5 - sure), TONES.get(sure, ""))
    return dots.append_text(own(f"  {sure.name}  {voice.gettext(sure.words)}"))


def heading(text: str) -> RenderableType:
    """A line across with a title."""
    return Group(Text(), Rule(own(text, "bold"), align="left", style="dim"), Text())


def answer(text: Text, sure: Grade) -> RenderableType:
    """The sentence everybody should read."""
    return Panel(text, box=box.ROUNDED, border_style=TONES.get(sure) or "dim", padding=(0, 1))


def facts() -> Table:
    """A sheet of labels and values."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=16, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    return grid


def numbered(title: str, items: Sequence[str]) -> list[RenderableType]:
    """A titled list of steps; nothing where there are none."""
    if not items:
        return []
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(ratio=1, overflow="fold")
    for number, item in enumerate(items, 1):
        grid.add_row(own(f"{number}."), own(item))
    return [Text(), own(title, "bold"), grid]


def indent(what: RenderableType, by: int = 2) -> RenderableType:
    """Moved to the right."""
    return Padding(what, (0, 0, 0, by))


def more(hidden: int, voice: Voice) -> Iterable[RenderableType]:
    """How many are not shown; nothing where all are."""
    if hidden > 0:
        yield indent(own(voice.ngettext("and {n} more", "and {n} more", hidden), "dim"))


def columns(first: int, second: int) -> Table:
    """A grid of three columns: a name, a number at the right, and words that take what is left."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", max_width=first)
    table.add_column(overflow="fold", max_width=second, justify="right")
    table.add_column(ratio=1, overflow="fold")
    return table
