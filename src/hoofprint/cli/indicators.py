"""`hoofprint indicators`: the published values that records are compared with."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli.spoken import Group, as_json, command, lang, option
from hoofprint.cli.tell import console
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from hoofprint.model.indicator import IndicatorSet

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
BUILTIN = option(
    "--no-builtin", is_flag=True, help=N_("Leave out the published values that come with Hoofprint.")
)
REJECTED = 4
"""The exit code of lint where entries are not used."""


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
    help=N_("Lists the sets that an examination uses: those that come with Hoofprint, and those in PATHS."),
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
        _write_json(face)
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
        _write_json(notes)
    else:
        sets.show_notes(notes, console(), lang)
    return REJECTED if any(note.severity == Severity.REJECT for note in notes) else 0


for one in (list_, lint):
    indicators.add_command(one)


def _sets(paths: tuple[Path, ...], no_builtin: bool) -> "list[IndicatorSet]":
    from hoofprint.detect.indicators import builtin, load

    return ([] if no_builtin else builtin()) + load(paths)


def _write_json(value: object) -> None:
    from hoofprint.model.face import encode

    sys.stdout.write(encode(value).decode())
