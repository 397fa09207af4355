"""Network use by system processes that Triangulation worked in."""

from collections.abc import Iterator

from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.ordinary import used_network
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A process of the system used the network"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.A,
    alone=False,
    versions="15",
    shows=N_("A process in which Operation Triangulation worked used the network."),
    does_not_show=N_("Anything by itself: these processes use the network on every phone."),
    benign=(Benign("daily", N_("ordinary use"), untested=N_("every phone has such rows")),),
    raised_by=(
        N_("changed settings, a stopped location client and empty attachment folders in the same minutes"),
    ),
    refuted_by=(N_("nothing else of the sequence near it"),),
    next=N_("Look at what else the phone recorded in the same minutes."),
    sources=(
        Source("https://github.com/KasperskyLab/triangle_check, 2023"),
        Source("Kaspersky, How to catch a wild triangle, 2023"),
    ),
)


def find(uses: Rows[NetworkUse], processes: Rows[NetworkProcess]) -> Iterator[Hit]:
    """Every moment at which such a process is dated."""
    yield from used_network(uses, processes, "TRI-05", TRACE)


__all__ = ["TRACE", "find"]
