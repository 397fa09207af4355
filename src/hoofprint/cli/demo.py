"""`hoofprint demo`: a synthetic phone is built and examined, so that everything can be seen at work."""

import shutil
from pathlib import Path

import click

from hoofprint.cli.check import examine, pages, where
from hoofprint.cli.spoken import command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused, console, stdout
from hoofprint.model.words import N_

SCENARIO = "demo"
MARK = ".hoofprint-demo"
"""The file that tells a folder of an earlier demonstration from somebody's own."""


@command(
    "demo",
    short=N_("Examine a synthetic phone with a known story."),
    help=N_(
        "Builds an encrypted backup of a phone that never existed, with a known story on it, examines it, and shows"
        " what an examination shows. Nothing on this computer is looked at."
    ),
    examples=N_("Examples:\n  hoofprint demo\n  hoofprint demo --keep /tmp/demo --lang es"),
)
@option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    metavar="DIR",
    help=N_("Where phone and case are kept; ./demo if not said."),
)
@lang
def demo(keep: Path, lang: str) -> None:
    """Build, examine, show."""
    from hoofprint import synth
    from hoofprint.cli.progress import watching
    from hoofprint.cli.synth import load
    from hoofprint.export import terminal
    from hoofprint.pipeline import Options

    _prepare(keep)
    scenario = load(SCENARIO)
    password = scenario.backup.password or ""
    phone, case = keep / "phone", keep / "case"
    with watching(console(err=True), lang, quiet=False) as watch:
        watch.stage(N_("Building a synthetic phone"))
        synth.build(scenario, phone)
        # The phone is our own work, so the demonstration also runs where parsers cannot be locked in fully.
        options = Options(case=case, accept_weak=True, reports=pages(lang))
        result = examine([phone], options, lambda _: password, watch)
    terminal.show(result, console(), lang)
    where(case, lang)
    stdout(
        N_("The phone itself, to try out: hoofprint check {phone} (password: {password})"),
        lang,
        phone=phone,
        password=password,
    )


def _prepare(folder: Path) -> None:
    """An empty folder; an earlier demonstration in it is removed, anything else is left alone and refused."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise Refused(
                here(
                    N_("{folder}: there is something else in it; choose another with --keep"), folder=folder
                ),
                USAGE,
            )
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).touch()
    except OSError as error:
        raise Refused(f"{folder}: {error.strerror}", USAGE) from error
