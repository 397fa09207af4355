"""`hoofprint indicators`: the published values that records are compared with."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli import tell
from hoofprint.cli.spoken import Group, as_json, command, lang, option
from hoofprint.cli.store import store
from hoofprint.cli.tell import USAGE, Refused, console, stdout
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from hoofprint.model.indicator import IndicatorSet

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
BUILTIN = option(
    "--no-builtin", is_flag=True, help=N_("Leave out the published values that come with Hoofprint.")
)
REJECTED = 4
"""The exit code where something is not used, or not as asked."""


@click.group(
    "indicators",
    cls=Group,
    short_help=N_("Look at, check, add and update published values."),
    help=N_(
        "The published values that records are compared with: host names, addresses, process names and others."
    ),
)
def indicators() -> None:
    """The commands about lists."""


@command(
    "list",
    short=N_("List sets of published values."),
    help=N_(
        "Lists the sets that an examination uses: those that come with Hoofprint, those that were added or fetched, and"
        " those in PATHS."
    ),
    examples=N_("Examples:\n  hoofprint indicators list\n  hoofprint indicators list lists/ --json"),
)
@PATHS
@BUILTIN
@lang
@as_json
def list_(paths: tuple[Path, ...], no_builtin: bool, lang: str, as_json: bool) -> None:
    """One line for each set."""
    from hoofprint.detect.face import indicators_face
    from hoofprint.export import sets

    face = indicators_face(_sets(paths, no_builtin))
    if as_json:
        tell.as_json(face)
    else:
        sets.show(face, console(), lang)


@command(
    "lint",
    short=N_("Name what is wrong with lists of published values."),
    help=N_(
        "Names entries that would make an examination say too much: shared hosts, public suffixes, short or common"
        " names, names of the system itself, duplicates, and what was not understood."
    ),
    examples=N_(
        "Examples:\n  hoofprint indicators lint lists/\n  hoofprint indicators lint published.stix2 --json"
    ),
)
@PATHS
@lang
@as_json
def lint(paths: tuple[Path, ...], lang: str, as_json: bool) -> int:
    """Notes, worst first."""
    from hoofprint.detect.indicators.lint import Severity
    from hoofprint.detect.indicators.lint import lint as examined
    from hoofprint.detect.indicators.load import read
    from hoofprint.export import sets

    notes = examined(read(paths))
    if as_json:
        tell.as_json(notes)
    else:
        sets.show_notes(notes, console(), lang)
    return REJECTED if any(note.severity == Severity.REJECT for note in notes) else 0


@command(
    "add",
    short=N_("Keep a list for every examination to come."),
    help=N_(
        "Copies lists of published values into the store, from where every examination on this computer uses them. A"
        " list without a usable value is not taken."
    ),
    examples=N_("Examples:\n  hoofprint indicators add published.stix2\n  hoofprint indicators add lists/"),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@lang
def add(paths: tuple[Path, ...], lang: str) -> int:
    """Copies, and says what was taken."""
    from hoofprint.detect.face import indicators_face
    from hoofprint.detect.indicators.own import add as keep
    from hoofprint.export import sets

    try:
        taken = keep(paths, store())
    except OSError as error:
        raise Refused(f"{store()}: {error.strerror}", USAGE) from error
    sets.show(indicators_face(taken), console(), lang)
    stdout(N_("Kept in {folder}."), lang, folder=store())
    return 0 if all(one.indicators for one in taken) else REJECTED


@command(
    "update",
    short=N_("Fetch the public lists over the network."),
    help=N_(
        "Fetches the public index of lists and every list it names, over the network: the only command that connects to"
        " one. Each list is pinned by its hash; where fetching fails, or a list shrinks, the former version stays."
    ),
    examples=N_("Examples:\n  hoofprint indicators update\n  hoofprint indicators update --json"),
)
@option("--accept-shrunk", is_flag=True, help=N_("Take over lists that lost many of their values as well."))
@lang
@as_json
def update(accept_shrunk: bool, lang: str, as_json: bool) -> int:
    """Fetches, and says what became of each list."""
    from datetime import UTC, datetime

    from hoofprint.detect.indicators.update import UpdateError
    from hoofprint.detect.indicators.update import update as fetch
    from hoofprint.export import sets

    try:
        results = fetch(store(), datetime.now(UTC), accept_shrunk=accept_shrunk)
    except UpdateError as error:
        raise tell.refused(error, USAGE) from error
    except OSError as error:
        raise Refused(str(error), USAGE) from error
    if as_json:
        tell.as_json(results)
    else:
        sets.show_update(results, console(), lang)
    return REJECTED if any(one.status in ("kept", "failed") for one in results) else 0


for one in (list_, lint, add, update):
    indicators.add_command(one)


def _sets(paths: tuple[Path, ...], no_builtin: bool) -> "list[IndicatorSet]":
    from hoofprint.detect.indicators import builtin, load
    from hoofprint.detect.indicators.own import kept
    from hoofprint.detect.indicators.update import UpdateError

    try:
        return ([] if no_builtin else builtin()) + kept(store()) + load(paths)
    except UpdateError as error:
        raise tell.refused(error, USAGE) from error
