"""A program ran from a temporary or data folder."""

from collections.abc import Iterator
from dataclasses import replace

from hoofprint.detect.places import Ran, ran_from
from hoofprint.detect.places import developer_image as try_developer
from hoofprint.detect.places import jailbreak_tool as try_tool
from hoofprint.detect.places import update_day as try_update
from hoofprint.detect.places import updater as try_updater
from hoofprint.detect.rows import Rows, World
from hoofprint.detect.signs import jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A program ran from a folder that holds no programs"),
    stage=Stage.S3,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.B,
    attribution=Attribution.A0,
    shows=N_(
        "A program ran from a temporary folder or a data folder. On ordinary phones programs lie in the"
        " system or in the folders of apps; this search found QuaDream before it had a name."
    ),
    does_not_show=N_("What the program was or did, or whose it was."),
    benign=(
        Benign("updater", N_("the updater of the system, which works in such a folder")),
        Benign("update", N_("a system update on that day")),
        Benign("tool", N_("a jailbreak tool, which copies programs there under random names")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
        Benign("developer", N_("a part of the developer disk image")),
    ),
    raised_by=(
        N_("the same place at two restarts or more"),
        N_("a name no system build has"),
    ),
    refuted_by=(
        N_("an update of the system at that moment"),
        N_("a jailbreak or a developer's tool"),
    ),
    next=N_(
        "Take a sysdiagnose before any restart; ask whether the owner develops software or jailbroke the phone."
    ),
    sources=(
        Source(
            "Microsoft and Citizen Lab, Sweet QuaDreams or Nightmare Before Christmas?, Black Hat Europe 2023"
        ),
        Source("Public detection rule for shutdown.log, 2023-12-28"),
    ),
)


def find(rows: Rows[Ran]) -> Iterator[Hit]:
    """Every record of such a program; the places are data (places.toml)."""
    yield from ran_from(rows, "GEN-02", TRACE)


def try_jailbreak(hit: Hit, world: World) -> Tried:
    """On a jailbroken phone the owner's programs run from such folders every day: two grades less, not one."""
    tried = jailbreak(hit, world)
    return replace(tried, less=2) if tried.outcome is Outcome.POSSIBLE else tried


__all__ = ["TRACE", "find", "try_developer", "try_jailbreak", "try_tool", "try_update", "try_updater"]
