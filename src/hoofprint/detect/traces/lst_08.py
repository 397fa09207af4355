"""A program with a published name or place among those that asked for location or for protected services."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.location_clients import LocationClient
from hoofprint.artifacts.ios.profile_events import ProfileEvent
from hoofprint.artifacts.ios.tcc import Grant
from hoofprint.detect.programs import named_programs
from hoofprint.detect.programs import system_place as try_system
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import developer as try_developer
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.signs import own_bundle as try_bundle
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A program with a published name asked for location or a protected service"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G4,
    family=Family.F,
    attribution=Attribution.A1,
    shows=N_(
        "The location service or the permission database names a program with a name or place that a loaded list"
        " gives as an attacker's."
    ),
    does_not_show=N_(
        "What the program did, or, where only the name is the same, that it is the same program."
    ),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign("system", N_("the system's own program of that name")),
        Benign("developer", N_("a program the phone's owner develops or side-loaded")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
    ),
    raised_by=(N_("traffic by the same name"), N_("a path outside the system's own folders")),
    refuted_by=(N_("an app of that name in the list of apps"),),
    next=N_("Look for the same name in network accounting, crash reports and the shutdown log."),
    sources=(
        Source("The list that gives the name; it stands beside the sighting"),
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (location clients)"
        ),
    ),
)


def find(records: Rows[LocationClient | Grant | ProfileEvent]) -> Iterator[Hit]:
    """Names and paths, of Pegasus as of every other tool."""
    yield from named_programs(records, TRACE)


__all__ = ["TRACE", "find", "try_bundle", "try_developer", "try_jailbreak", "try_system"]
