"""A program ran from the system's staging folder."""

from collections.abc import Iterator

from hoofprint.detect.places import Ran, ran_from
from hoofprint.detect.places import developer_image as try_developer
from hoofprint.detect.places import jailbreak_tool as try_tool
from hoofprint.detect.places import update_day as try_update
from hoofprint.detect.places import updater as try_updater
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A program ran from the system's staging folder"),
    stage=Stage.S3,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.B,
    attribution=Attribution.A1,
    versions="13-16",
    shows=N_(
        "A program other than the system's updater ran from a folder in which only the updater works."
        " Pegasus and QuaDream ran from there."
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
        N_("traffic by a program of the same name"),
        N_("no system update within a day"),
    ),
    refuted_by=(
        N_("an update of the system at that moment"),
        N_("a jailbreak of the owner's"),
    ),
    next=N_("Take a sysdiagnose before any restart; look at network accounting for the program's name."),
    sources=(
        Source(
            "Microsoft and Citizen Lab, Sweet QuaDreams or Nightmare Before Christmas?, Black Hat Europe 2023"
        ),
        Source("Kaspersky, A lightweight method to detect potential iOS malware, 2024"),
        Source("https://github.com/KasperskyLab/iShutdown"),
        Source(
            "Withdrawal of the bare folder as an indicator, 2021-07-29: history of the public indicator files"
        ),
    ),
)


def find(rows: Rows[Ran]) -> Iterator[Hit]:
    """Every record of such a program; the places are data (places.toml)."""
    yield from ran_from(rows, "PEG-03", TRACE)


__all__ = ["TRACE", "find", "try_developer", "try_jailbreak", "try_tool", "try_update", "try_updater"]
