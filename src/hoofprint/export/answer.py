"""Answers to questions in SQL: a table on a terminal, or one for a spreadsheet."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from rich import box
from rich.console import Console
from rich.table import Table

from hoofprint.explore.query import Answer
from hoofprint.export import inert
from hoofprint.export.parts import lines
from hoofprint.export.parts.voice import Voice


def show(answer: Answer, console: Console, language: str) -> None:
    """Columns under their names; numbers to the right, nothing where there is nothing."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(answer.columns):
        figures = all(isinstance(row[number], int | float | None) for row in answer.rows)
        table.add_column(lines.own(name), overflow="fold", justify="right" if figures else "left")
    for row in answer.rows:
        table.add_row(*(lines.evidence(_text(value)) for value in row))
    console.print(table)
    voice = Voice(language)
    count = voice.ngettext("{n} row", "{n} rows", len(answer.rows))
    more = f" {voice.gettext('There are more: --rows shows them.')}" if answer.more else ""
    console.print(lines.own(f"{count}.{more}", "dim"))


def show_tables(
    listed: Sequence[tuple[str, int, Mapping[str, str]]], console: Console, language: str
) -> None:
    """What can be asked: each table with how many records it has and the names of its columns."""
    voice = Voice(language)
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(justify="right")
    table.add_column(ratio=1, overflow="fold")
    for name, count, meanings in listed:
        table.add_row(lines.own(name, "bold"), lines.own(f"{count:,}"), lines.own(", ".join(meanings), "dim"))
    console.print(table)
    console.print(lines.own(voice.gettext("And of the examination itself:"), "dim"))
    console.print(lines.indent(lines.own("findings, evidence, sightings, coverage")))


def show_columns(meanings: Mapping[str, str], console: Console, language: str) -> None:
    """What the columns of one table mean."""
    sheet, voice = lines.facts(), Voice(language)
    for name, meaning in meanings.items():
        sheet.add_row(lines.own(name), lines.own(voice.meant(meaning)))
    console.print(sheet)


def table(answer: Answer, out: BinaryIO) -> None:
    """All rows for a spreadsheet; cells are inert."""
    text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(map(inert.csv, answer.columns))
    for row in answer.rows:
        rows.writerow(inert.csv(_text(v)) if isinstance(v, str | list | dict) else _text(v) for v in row)
    text.detach()


def _text(value: Any) -> str:
    if value is None:
        return ""
    return " | ".join(map(_text, value)) if isinstance(value, list) else str(value)
