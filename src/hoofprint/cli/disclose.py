"""`hoofprint disclose` and `blind`: one value of a published report, and the pack for a second opinion."""

from pathlib import Path

import click

from hoofprint.cli import tell
from hoofprint.cli.case import CASE
from hoofprint.cli.custody import noted
from hoofprint.cli.outputs import to_file
from hoofprint.cli.spoken import command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused
from hoofprint.model.words import N_

OUTPUT = option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=N_("Where to; otherwise to standard output."),
)


@command(
    "disclose",
    short=N_("Open one code of a public report, for whoever may know."),
    help=N_(
        "In the public form of a report, values are replaced by codes like [account:7q3...]. This writes what opens one"
        " of them: the value and its salt. Whoever gets that can check with hoofprint verify that the report was about"
        " this value, and learns nothing about the others."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint disclose case-17 '[account:76stnpxcq5nmfxruawjljyxbnuzffau4]' --output sender.json\n"
        "  hoofprint verify published.html --field sender.json"
    ),
)
@CASE
@click.argument("code")
@OUTPUT
def disclose(case: Path, code: str, output: Path | None) -> None:
    """One opening."""
    from hoofprint.case.errors import CaseError
    from hoofprint.case.folder import Case
    from hoofprint.explore.disclose import openings
    from hoofprint.model.face import encode

    try:
        found = openings(Case(case)).get(code)
    except CaseError as error:
        raise tell.refused(error, USAGE) from error
    if found is None:
        raise Refused(here(N_("{code}: no report of this case holds this code"), code=code), USAGE)
    with to_file(output) as out:
        out.write(encode(found))
    noted(case, "disclosed", code=code, name=output.name if output else "-", sha256=out.sha256)


@command(
    "blind",
    short=N_("Make the pack for a second opinion that knows no result."),
    help=N_(
        "Writes a zip with what a second examiner needs: which acquisition by its hash, which kind of phone, and which"
        " lists of published values by their hashes; no name, no story, no result. A seal in it binds the first"
        " examiner to the result. Hand over the acquisition separately, or with --records what was read of it.\n\n"
        "When the second result is written down, --open writes what opens the seal."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint blind case-17 --output second-opinion.zip\n"
        "  hoofprint blind case-17 --open --output opening.json"
    ),
)
@CASE
@OUTPUT
@option("--records", is_flag=True, help=N_("Put in all records that were read. They are private data."))
@option("--open", "open_", is_flag=True, help=N_("Write the opening of the seal instead."))
@lang
def blind(case: Path, output: Path | None, records: bool, open_: bool, lang: str) -> None:
    """A pack, or the opening of its seal."""
    from hoofprint.case.errors import CaseError
    from hoofprint.case.folder import Case
    from hoofprint.case.secrets import secret
    from hoofprint.export import blind as form
    from hoofprint.model.face import encode

    if output is None and not open_:
        raise Refused(here(N_("a pack is a file; name it with --output")), USAGE)
    try:
        opened = Case(case)
        opening = form.opening(opened, secret(case))
    except CaseError as error:
        raise tell.refused(error, USAGE) from error
    with to_file(output) as out:
        if open_:
            out.write(encode(opening))
        else:
            form.write(opened, opening.seal, out, lang, records=records)  # type: ignore[arg-type]
    act = "seal opened" if open_ else "blind pack made"
    noted(case, act, seal=opening.seal, name=output.name if output else "-", sha256=out.sha256)
