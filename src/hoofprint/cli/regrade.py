"""`hoofprint regrade`: weigh a stored case again with today's rules and lists, without the evidence."""

import getpass
from pathlib import Path

import click

from hoofprint.cli import tell
from hoofprint.cli.spoken import as_json, command, here, lang, option
from hoofprint.cli.store import store
from hoofprint.cli.tell import USAGE, console, stdout
from hoofprint.model.words import N_


@command(
    "regrade",
    short=N_("Weigh a stored case again with today's knowledge."),
    help=N_(
        "Compares the records of a case with the lists and rules of today and says what changed, and why. The evidence"
        " is not needed, and what the examination wrote stays as it is: the new result stands beside it."
    ),
    examples=N_(
        "Examples:\n  hoofprint regrade case-17\n  hoofprint regrade case-17 --indicators lists/ --json"
    ),
)
@click.argument("case", type=click.Path(path_type=Path))
@option(
    "--indicators",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help=N_("A list of published values, or a folder of them; may be given several times."),
)
@option("--no-builtin", is_flag=True, help=N_("Leave out the published values that come with Hoofprint."))
@lang
@as_json
def regrade(case: Path, indicators: tuple[Path, ...], no_builtin: bool, lang: str, as_json: bool) -> None:
    """Weigh again, keep, show."""
    from hoofprint.case.errors import CaseError
    from hoofprint.cli.progress import watching
    from hoofprint.control import regrade as room
    from hoofprint.detect.indicators import builtin, compile_sets, load
    from hoofprint.detect.indicators.own import kept
    from hoofprint.detect.indicators.update import UpdateError

    try:
        sets = ([] if no_builtin else builtin()) + kept(store()) + load(indicators)
        with watching(console(err=True), lang, quiet=as_json) as watch:
            done = room.regrade(case, sets, compile_sets(sets, platform="ios"), watch)
        file = room.keep(case, done, getpass.getuser())
    except (CaseError, UpdateError) as error:
        raise tell.refused(error, USAGE) from error
    if as_json:
        tell.as_json(done)
        return
    none = here(N_("none"))
    for one in done.changes:
        stdout(
            "{rule}: {before} -> {after}",
            lang,
            rule=one.rule,
            before=one.before or none,
            after=one.after or none,
        )
        stdout(one.title, lang)
        for reason in one.why:
            stdout(reason, lang)
    stdout(N_("Findings that are not as they were: {count}"), lang, count=len(done.changes))
    stdout(N_("The new result: {file}"), lang, file=file)
