"""`hoofprint report`, `findings` and `coverage`: what a case says, without examining anything again."""

import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli import tell
from hoofprint.cli.spoken import as_json, command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused, console, on_terminal, write
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from hoofprint.model.face import CheckResult

CASE = click.argument("case", type=click.Path(path_type=Path))
FORMATS = ("html", "json", "terminal")
"""As `export.exporters()` has them; a test holds both together, so that `--help` need not import them."""


@command(
    "report",
    short=N_("Write the report of a case."),
    help=N_("Writes the report of a case, as a page for a browser, as JSON for programs, or as plain text."),
    examples=N_(
        "Examples:\n"
        "  hoofprint report case-17 --output informe.html --lang es\n"
        "  hoofprint report case-17 --format json | jq .acquisitions[0].verdict\n"
        "  hoofprint report case-17 --format terminal"
    ),
)
@CASE
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="html",
    help=N_("How it is written; html if not said."),
)
@option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=N_("Where to; otherwise to standard output."),
)
@lang
def report(case: Path, format_: str, output: Path | None, lang: str) -> None:
    """One exporter, one file."""
    from hoofprint.export import exporters

    result = _result(case)
    if output is None and format_ == "html" and on_terminal():
        raise Refused(here(N_("a page is not for a terminal; name a file with --output")), USAGE)
    out = StringIO()
    exporters()[format_].write(result, out, lang)
    if output is None:
        sys.stdout.write(out.getvalue())
    else:
        write(output, out.getvalue())


@command(
    "findings",
    short=N_("Show the findings of a case."),
    help=N_("Shows the verdict of a case and every finding, with the records it rests on."),
    examples=N_("Examples:\n  hoofprint findings case-17\n  hoofprint findings case-17 --json"),
)
@CASE
@lang
@as_json
def findings(case: Path, lang: str, as_json: bool) -> None:
    """Verdict and findings."""
    result = _result(case)
    if as_json:
        tell.as_json(
            {face.id: {"verdict": face.verdict, "findings": face.findings} for face in result.acquisitions}
        )
        return
    from hoofprint.export import terminal

    terminal.show_findings(result, console(), lang)


@command(
    "coverage",
    short=N_("Show what could be seen, and what not."),
    help=N_(
        "Shows for each source of traces whether it could be read, how many records it gave, and for which days."
    ),
    examples=N_("Examples:\n  hoofprint coverage case-17\n  hoofprint coverage case-17 --json"),
)
@CASE
@lang
@as_json
def coverage(case: Path, lang: str, as_json: bool) -> None:
    """All artifacts."""
    result = _result(case)
    if as_json:
        tell.as_json({face.id: face.coverage for face in result.acquisitions})
        return
    from hoofprint.export import terminal

    terminal.show_coverage(result, console(), lang)


def _result(folder: Path) -> "CheckResult":
    """What the case holds; raises `Refused` where no case lies."""
    from hoofprint.case.folder import Case, CaseError

    try:
        return Case(folder).result
    except CaseError as error:
        raise Refused(str(error), USAGE) from error
