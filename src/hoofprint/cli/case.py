"""`hoofprint findings` and `coverage`: what a case says, without examining anything again."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli import tell
from hoofprint.cli.spoken import as_json, command, lang
from hoofprint.cli.tell import USAGE, console
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from hoofprint.model.face import CheckResult

CASE = click.argument("case", type=click.Path(path_type=Path))


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
    from hoofprint.case.errors import CaseError
    from hoofprint.case.folder import Case

    try:
        return Case(folder).result
    except CaseError as error:
        raise tell.refused(error, USAGE) from error
