"""A configuration profile that is published as an attacker's."""

import re
from collections.abc import Iterator

from hoofprint.artifacts.ios.profile_events import ProfileEvent
from hoofprint.artifacts.ios.profiles import Profile
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

TRACE = Trace(
    title=N_("A published configuration profile"),
    stage=Stage.S3,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.F,
    attribution=Attribution.A2,
    shows=N_(
        "A configuration profile with an identifier that a loaded list names is installed, or was installed or"
        " removed. Predator used one to hide notifications."
    ),
    does_not_show=N_("Who installed it."),
    benign=(
        Benign(
            "managed",
            N_("an organisation's profile that bears the same name"),
            untested=N_("a name can be given twice; a whole UUID is not given twice by chance"),
        ),
    ),
    raised_by=(N_("a shortcut created in the same minute"), N_("installed without the owner's knowledge")),
    refuted_by=(N_("the owner's organisation issued it"),),
    next=N_("Keep the profile as it is, and note its payloads and the time of its installation."),
    sources=(
        Source("The list that names the profile; it stands beside the sighting"),
        Source("https://github.com/mvt-project/mvt (part of an identifier was once taken for the whole)"),
    ),
)


def find(profiles: Rows[Profile], events: Rows[ProfileEvent]) -> Iterator[Hit]:
    """The whole identifier; one that is no UUID is a name, and names are given twice."""
    for rows in (profiles, events):
        for row, position, sighting in rows.sighted(Observable.PROFILE):
            found = hit(
                row,
                moment(row[ARTIFACT], row),
                key=sighting.indicator.value,
                stage=TRACE.stage,
                grade=TRACE.grade,
                sightings=(position,),
            )
            named = UUID.fullmatch(sighting.indicator.value) is None
            yield found.lowered(N_("a name, not a UUID"), by=2) if named else found


__all__ = ["TRACE", "find"]
