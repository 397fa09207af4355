"""`hoofprint timeline` and `hoofprint sql`: questions over the records of a case."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli import tell
from hoofprint.cli.case import CASE
from hoofprint.cli.spoken import as_json, command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused, console
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from hoofprint.case.folder import Case
    from hoofprint.explore.timeline import Span
    from hoofprint.model.record import Observable

ROWS = 200
"""Shown if nothing is said."""


@command(
    "timeline",
    short=N_("Show what the records are dated, in order of time."),
    help=N_(
        "Shows the records of a case in order of time, one line for each date that a record holds: in UTC and, where"
        " the acquisition states its zone, on the phone's own clock. Days and times are UTC unless they say otherwise"
        " (2021-07-18T09:30+02:00)."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint timeline case-17 --from 2021-07-18 --to 2021-07-19\n"
        "  hoofprint timeline case-17 --around f1 --window 10m\n"
        "  hoofprint timeline case-17 --artifact messages --text invoice\n"
        "  hoofprint timeline case-17 --observable domain=example.org --json"
    ),
)
@CASE
@option("--from", "start", metavar="TIME", help=N_("From this day or time on."))
@option("--to", "end", metavar="TIME", help=N_("Until this day or time; a day is meant to its end."))
@option(
    "--around",
    metavar="FINDING",
    help=N_("Around the records of a finding, by its number (f1), or of an acquisition (ID/f1)."),
)
@option(
    "--window", default="10m", metavar="LENGTH", help=N_("How far around: 30s, 10m, 2h, 3d; 10m if not said.")
)
@option(
    "--artifact",
    "artifacts",
    multiple=True,
    metavar="NAME",
    help=N_("Only these; may be given several times."),
)
@option(
    "--text",
    default="",
    metavar="TEXT",
    help=N_("Only records that hold this text, in small or capital letters."),
)
@option(
    "--observable",
    "observables",
    multiple=True,
    metavar="KIND[=TEXT]",
    help=N_(
        "Only records with a value of this kind (url, domain, account, process, ...), holding this text."
    ),
)
@option("--acquisition", default="", metavar="ID", help=N_("Only this acquisition."))
@option("--rows", default=ROWS, metavar="N", help=N_("At most so many lines; 200 if not said, 0 for all."))
@option("--last", is_flag=True, help=N_("The last ones of them instead of the first."))
@lang
@as_json
def timeline(
    case: Path,
    start: str | None,
    end: str | None,
    around: str | None,
    window: str,
    artifacts: tuple[str, ...],
    text: str,
    observables: tuple[str, ...],
    acquisition: str,
    rows: int,
    last: bool,
    lang: str,
    as_json: bool,
) -> None:
    """One question, its events."""
    from hoofprint.explore.disclose import Disclosed
    from hoofprint.explore.timeline import Question
    from hoofprint.export import timeline as output

    opened = _opened(case)
    spans = _spans(opened, start, end, around, window)
    question = Question(
        spans=spans,
        acquisition=acquisition,
        artifacts=_known(opened, artifacts),
        text=text,
        observables=tuple(_observable(one) for one in observables),
    )
    disclosed = Disclosed(opened)
    found = disclosed.timeline(question)
    count = min(rows or len(found), len(found))
    first = len(found) - count if last else 0
    events = disclosed.events(found, first, count)
    if as_json:
        output.objects(disclosed, events, sys.stdout.buffer, lang)
        sys.stdout.flush()
    else:
        output.show(disclosed, events, len(found) - count, console(), lang)


@command(
    "sql",
    short=N_("Ask the records of a case in SQL."),
    help=N_(
        "Answers a SELECT over the records of a case. Every artifact is a table (messages, safari_history, ...), beside"
        " findings, evidence, sightings and coverage; without a question the tables are listed, with --columns TABLE"
        " what the columns of one mean. Nothing can be changed, and no other file read."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint sql case-17\n"
        "  hoofprint sql case-17 --columns messages\n"
        "  hoofprint sql case-17 \"SELECT date, handle, text FROM messages WHERE date > '2021-07-01' ORDER BY date\"\n"
        '  hoofprint sql case-17 "SELECT process, count(*) AS n FROM data_usage GROUP BY process" --csv'
    ),
)
@CASE
@click.argument("question", required=False)
@option("--columns", metavar="TABLE", help=N_("Say what the columns of a table mean."))
@option("--rows", default=1000, metavar="N", help=N_("At most so many rows; 1000 if not said, 0 for all."))
@option("--csv", "as_csv", is_flag=True, help=N_("Write a table for spreadsheets."))
@lang
@as_json
def sql(
    case: Path, question: str | None, columns: str | None, rows: int, as_csv: bool, lang: str, as_json: bool
) -> None:
    """One question, one table."""
    from hoofprint.explore import query
    from hoofprint.export import answer as output

    opened = _opened(case)
    if question is None:
        listed = list(query.listed(opened))
        if columns is None:
            output.show_tables(listed, console(), lang)
        elif not any(name == columns for name, _, _ in listed):
            raise Refused(here(N_("{name}: there is no such table"), name=columns), USAGE)
        else:
            meanings = next(found for name, _, found in listed if name == columns)
            output.show_columns(meanings, console(), lang)
        return
    try:
        answer = query.ask(opened, question, rows or None)
    except query.QueryError as error:
        raise tell.refused(error, USAGE) from error
    if as_json:
        tell.as_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    elif as_csv:
        output.table(answer, sys.stdout.buffer)
        sys.stdout.flush()
    else:
        output.show(answer, console(), lang)


def _opened(folder: Path) -> "Case":
    from hoofprint.case.errors import CaseError
    from hoofprint.case.folder import Case

    try:
        return Case(folder)
    except CaseError as error:
        raise tell.refused(error, USAGE) from error


def _spans(
    case: "Case", start: str | None, end: str | None, around: str | None, window: str
) -> "tuple[Span, ...]":
    """The times that are asked for; raises `Refused` for one that cannot be read."""
    from hoofprint.explore import moments
    from hoofprint.model.times import EARLIEST, LATEST

    first = _read(moments.moment, start) if start else EARLIEST
    last = _read(partial(moments.moment, end=True), end) if end else LATEST
    wide = _read(moments.length, window)
    if around is None:
        return ((first, last),) if start or end else ()
    found = moments.finding(case.acquisitions, around)
    if found is None:
        raise Refused(here(N_("{name}: there is no such finding"), name=around), USAGE)
    spans = moments.around(found[1], wide)
    if not spans:
        raise Refused(here(N_("{name}: its records state no time"), name=around), USAGE)
    return tuple((max(a, first), min(b, last)) for a, b in spans)


def _read(reader: Callable[[str], int], text: str) -> int:
    """A time or a length of time; raises `Refused`."""
    try:
        return reader(text)
    except ValueError as error:
        told = N_(
            "{given}: this is no time; write 2021-07-18, 2021-07-18T09:30 or, for a length, 30s, 10m, 2h, 3d"
        )
        raise Refused(here(told, given=text), USAGE) from error


def _known(case: "Case", names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of artifacts; raises `Refused` for one that is not even in the coverage."""
    there = {line.artifact for face in case.acquisitions for line in face.coverage}
    there |= {name.rpartition(".")[2] for name in there}
    for name in names:
        if name not in there:
            raise Refused(here(N_("{name}: this case knows no such artifact"), name=name), USAGE)
    return names


def _observable(text: str) -> "tuple[Observable, str]":
    from hoofprint.model.record import Observable

    kind, _, value = text.partition("=")
    try:
        return Observable(kind), value
    except ValueError:
        known = ", ".join(Observable)
        raise Refused(here(N_("{kind}: known kinds are {known}"), kind=kind, known=known), USAGE) from None
