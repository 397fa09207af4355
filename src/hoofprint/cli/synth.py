"""`hoofprint synth`: build a synthetic phone from a scenario."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli import tell
from hoofprint.cli.spoken import as_json, command, here, option
from hoofprint.cli.tell import USAGE, Refused, stdout
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from hoofprint.synth import Scenario

KINDS = {
    "backup": N_("a backup"),
    "encrypted backup": N_("an encrypted backup"),
    "dump": N_("a copy of the file system"),
}
"""What was built, by the code of the truth."""


@command(
    "synth",
    short=N_("Build a synthetic phone from a scenario."),
    help=N_(
        "Builds the backup of a phone that never existed, from a short text: what is on it and what must be found is"
        " known. SCENARIO is a file, or the name of one that comes with Hoofprint; without arguments those are listed."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint synth\n"
        "  hoofprint synth demo phone/\n"
        "  hoofprint synth my-scenario.toml phone/ --dump --json > truth.json"
    ),
)
@click.argument("scenario", required=False)
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@option("--dump", "as_dump", is_flag=True, help=N_("Build a copy of the file system in place of a backup."))
@as_json
def synth(scenario: str | None, folder: Path | None, as_dump: bool, as_json: bool) -> None:
    """Builds; says what was planted."""
    from hoofprint import synth as room
    from hoofprint.cli.spoken import language

    if scenario is None:
        for path in room.shipped():
            click.echo(f"{path.stem:14} {room.load(path).title}")
        return
    if folder is None:
        raise click.UsageError(here(N_("Say where the phone is to be built.")))
    try:
        loaded = load(scenario)
        truth = (room.dump if as_dump else room.build)(loaded, folder)
    except room.ScenarioError as error:
        raise tell.refused(error, USAGE) from error
    except OSError as error:
        raise Refused(str(error), USAGE) from error
    if as_json:
        tell.as_json(truth)
        return
    stdout(
        N_("Built {kind} of {scenario} in {folder}."),
        language(),
        kind=here(KINDS.get(truth.kind, truth.kind)),
        scenario=truth.scenario,
        folder=folder,
    )
    for planted in truth.planted:
        stdout(
            N_("  planted: {what} ({file}, {locator})"),
            language(),
            what=planted.what,
            file=planted.file,
            locator=planted.locator,
        )
    if loaded.backup.encrypted and not as_dump:
        stdout(N_("Its password is: {password}"), language(), password=loaded.backup.password)


def load(name: str) -> "Scenario":
    """A scenario by file or by shipped name; raises `ScenarioError`."""
    from hoofprint import synth as room

    shipped = {path.stem: path for path in room.shipped()}
    return room.load(shipped.get(name, Path(name)))
