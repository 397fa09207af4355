"""A location client that Triangulation stopped."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.location_clients import LocationClient
from hoofprint.detect.ordinary import stopped
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A part of the system stopped asking for the location"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.F,
    alone=False,
    versions="15",
    shows=N_(
        "A part of the system that Operation Triangulation silenced last asked for the location at the time"
        " stated."
    ),
    does_not_show=N_("Anything by itself: such parts do stop."),
    benign=(Benign("daily", N_("ordinary use"), untested=N_("the phone does not say why it stopped")),),
    raised_by=(N_("changed settings, network use and empty attachment folders in the same minutes"),),
    refuted_by=(N_("nothing else of the sequence near it"),),
    next=N_("Look at what else the phone recorded in the same minutes."),
    sources=(
        Source("https://github.com/KasperskyLab/triangle_check, 2023"),
        Source("Kaspersky, How to catch a wild triangle, 2023"),
    ),
)


def find(clients: Rows[LocationClient]) -> Iterator[Hit]:
    """The moment it stopped."""
    yield from stopped(clients, "TRI-04", TRACE)


__all__ = ["TRACE", "find"]
