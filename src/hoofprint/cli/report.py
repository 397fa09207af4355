"""`hoofprint report`: a case in any of its forms, for its owner, an analyst, or the public."""

import io
from pathlib import Path

import click

from hoofprint.cli.custody import noted
from hoofprint.cli.outputs import folder_hash, to_file, to_folder
from hoofprint.cli.spoken import command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused, on_terminal, refused, stderr
from hoofprint.model.words import N_

FORMATS = (
    "html", "terminal", "json", "csv", "timesketch", "timesketch-csv", "parquet", "stix", "misp", "case", "mvt",
)  # fmt: skip
"""As the exporters have them; a test holds both together, so that `--help` need not import them."""
AUDIENCES = ("analyst", "owner", "public")
FOLDERS = ("parquet", "mvt")


@command(
    "report",
    short=N_("Write a case as a report or export."),
    help=N_(
        "Writes a case as a page for a browser (html) or plain text (terminal), or for other programs: json, csv,"
        " timesketch, timesketch-csv, parquet, stix, misp, case (CASE/UCO), or mvt, a folder in the file names and"
        " shapes of MVT.\n\n"
        "With --for owner, what other people wrote and who they are is left out of records on which no finding rests."
        " With --for public, only records of findings remain, and every text in them is replaced by a code with which"
        " it can be proved later what was there (hoofprint disclose). Published values that were met stay readable."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint report case-17 --output informe.html --lang es\n"
        "  hoofprint report case-17 --format json | jq .acquisitions[0].verdict\n"
        "  hoofprint report case-17 --format timesketch --output case-17.jsonl\n"
        "  hoofprint report case-17 --for public --output for-everybody.html\n"
        "  hoofprint report case-17 --format mvt --output results/"
    ),
)
@click.argument("case", type=click.Path(path_type=Path))
@option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="html",
    help=N_("How it is written; html if not said."),
)
@option(
    "--for",
    "audience",
    type=click.Choice(AUDIENCES),
    default="analyst",
    help=N_("Whom it is for; everything is shown to the analyst, which is meant if nothing is said."),
)
@option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help=N_("Where to, a file or for some forms a folder; otherwise to standard output."),
)
@lang
def report(case: Path, format_: str, audience: str, output: Path | None, lang: str) -> None:
    """One exporter, one file or folder."""
    from hoofprint.case.errors import CaseError
    from hoofprint.case.folder import Case
    from hoofprint.explore.audience import Audience
    from hoofprint.explore.disclose import Disclosed

    if output is None and format_ == "html" and on_terminal():
        raise Refused(here(N_("a page is not for a terminal; name a file with --output")), USAGE)
    if output is None and format_ in FOLDERS:
        raise Refused(here(N_("this form is a folder; name it with --output")), USAGE)
    try:
        disclosed = Disclosed(Case(case, compared=True), Audience(audience))
        _warn(len(disclosed.result.altered))
        digest = _write(disclosed, format_, output, lang)
    except CaseError as error:
        raise refused(error, USAGE) from error
    name = output.name if output else "-"
    noted(case, "reported", format=format_, shown_for=audience, language=lang, name=name, sha256=digest)


def _warn(altered: int) -> None:
    """Says so where files of the case are not as its manifest says."""
    if altered:
        stderr(
            N_(
                "This case was changed after it was written (files that differ: {n});"
                " run hoofprint verify to see where."
            ),
            n=altered,
        )


def _write(disclosed: object, format_: str, output: Path | None, language: str) -> str:
    """Writes it and returns its hash."""
    from hoofprint.explore.disclose import Disclosed
    from hoofprint.export import CaseExporter, FolderExporter, case_exporters, exporters

    assert isinstance(disclosed, Disclosed)
    form = exporters().get(format_) or case_exporters()[format_]
    if isinstance(form, FolderExporter):
        assert output is not None
        with to_folder(output) as folder:
            form.write(disclosed, folder, language)
            return folder_hash(folder)
    with to_file(output) as out:
        if isinstance(form, CaseExporter):
            form.write(disclosed, out, language)  # type: ignore[arg-type]  # Hashed is a file as far as they go
        else:
            page = io.StringIO()
            form.write(disclosed.result, page, language)
            out.write(page.getvalue().encode("utf-8", "backslashreplace"))
        return out.sha256
