"""A program ran from the places published for Predator."""

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
    title=N_("A program ran from a place published for Predator"),
    stage=Stage.S3,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.B,
    attribution=Attribution.A2,
    versions="14-16",
    shows=N_(
        "A program ran from a temporary folder under a name published for Predator. Two of the names are"
        " Apple's elsewhere; the place decides."
    ),
    does_not_show=N_("What the program did, or who sent it."),
    benign=(
        Benign("updater", N_("the updater of the system, which works in such a folder")),
        Benign("update", N_("a system update on that day")),
        Benign("tool", N_("a jailbreak tool, which copies programs there under random names")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
        Benign("developer", N_("a part of the developer disk image")),
    ),
    raised_by=(
        N_("a shortcut or a profile that appeared in the same minutes"),
        N_("the place at two restarts or more"),
    ),
    refuted_by=(
        N_("a record that shows the program at its system place only"),
        N_("a jailbreak of the owner's"),
    ),
    next=N_("Look at shortcuts, configuration profiles and messages of the days before."),
    sources=(
        Source("Kaspersky, A lightweight method to detect potential iOS malware, 2024"),
        Source("Public indicators for Predator (mvt-indicators)"),
        Source("The system's own places: public listing of 15 iPhone builds from 15.0 to 26.2"),
    ),
)


def find(rows: Rows[Ran]) -> Iterator[Hit]:
    """Every record of such a program; the places are data (places.toml)."""
    yield from ran_from(rows, "PRD-01", TRACE)


__all__ = ["TRACE", "find", "try_developer", "try_jailbreak", "try_tool", "try_update", "try_updater"]
