"""A published address in a shortcut or a configuration profile."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.profiles import Profile
from hoofprint.artifacts.ios.shortcuts import Shortcut
from hoofprint.detect.addresses import listed_host
from hoofprint.detect.browsing import HOSTS
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Rows, hit
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A published address in a shortcut or a configuration profile"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.F,
    attribution=Attribution.A2,
    shows=N_(
        "A shortcut or a configuration profile on this phone points to an address that a loaded list names as an"
        " attacker's. Predator used an automation to start itself again."
    ),
    does_not_show=N_("That the shortcut ran, or who set it up."),
    benign=(
        Benign("later", N_("set up after the publication, for a test or out of curiosity")),
        Benign(
            "gallery",
            N_("a shortcut taken over from somebody else"),
            untested=N_("the shortcut does not say where it came from"),
        ),
    ),
    raised_by=(
        N_("a profile that hides notifications, from the same minute"),
        N_("an automation that starts when common apps are opened"),
    ),
    refuted_by=(N_("the owner set it up and knows the address"),),
    next=N_("Ask the owner whether they know the shortcut or profile; note when it was made."),
    sources=(
        Source("The list that names the address; it stands beside the sighting"),
        Source("Citizen Lab, Pegasus vs. Predator, December 2021 (automation in Shortcuts)"),
    ),
)
try_later = later(at_most=Grade.G2)


def find(shortcuts: Rows[Shortcut], profiles: Rows[Profile]) -> Iterator[Hit]:
    """Any address they hold, whichever tool it is listed for."""
    for row, position, sighting in (*shortcuts.sighted(*HOSTS), *profiles.sighted(*HOSTS)):
        host = listed_host(sighting)
        yield hit(
            row,
            moment(row[ARTIFACT], row),
            key=host,
            stage=TRACE.stage,
            grade=TRACE.grade,
            sightings=(position,),
            host=host,
        )


__all__ = ["TRACE", "find", "try_later"]
