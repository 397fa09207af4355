"""A published value that stands only in records no trace looks at: noted, so that nothing is passed over in silence."""

from collections.abc import Iterator

from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Rest, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A published value elsewhere on the phone"),
    stage=Stage.S1,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.H,
    shows=N_("A value that a loaded list names stands in a record that is no trace by itself."),
    does_not_show=N_(
        "Contact with an attacker: notes, names and settings hold such values for many reasons."
    ),
    benign=(
        Benign(
            "talk",
            N_("somebody wrote about the value, or an ordinary thing has the same name"),
            untested=N_("such records do not say why they hold it"),
        ),
    ),
    raised_by=(N_("the same value in a message, in the browser's records or in network accounting"),),
    next=N_("Read the record in its place and decide whether it needs an explanation."),
    sources=(Source("The list that names the value; it stands beside the sighting"),),
)


def find(rest: Rest) -> Iterator[Hit]:
    """One hit for each record with a value that no other trace took up anywhere."""
    for row, position, sighting in rest.sighted():
        yield hit(
            row,
            moment(row[ARTIFACT], row),
            key=sighting.indicator.id,
            stage=TRACE.stage,
            grade=TRACE.grade,
            sightings=(position,),
        )


__all__ = ["TRACE", "find"]
