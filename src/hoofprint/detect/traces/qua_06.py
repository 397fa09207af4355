"""Network use under a name QuaDream borrowed."""

from collections.abc import Iterator

from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.ordinary import used_network
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A process with a name of the system, borrowed by QuaDream, used the network"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.A,
    alone=False,
    versions="14",
    shows=N_("A process called like a part of the system, whose name QuaDream borrowed, used the network."),
    does_not_show=N_("Which program bore the name: the system has one."),
    benign=(
        Benign(
            "daily",
            N_("the system's own program"),
            untested=N_("the record does not say where the program lies"),
        ),
    ),
    raised_by=(N_("a program of that name that ran from the staging folder"),),
    refuted_by=(N_("nothing else of the sequence near it"),),
    next=N_("Look at what else the phone recorded in the same minutes."),
    sources=(Source("Citizen Lab and Microsoft, reports on QuaDream, 2023"),),
)


def find(uses: Rows[NetworkUse], processes: Rows[NetworkProcess]) -> Iterator[Hit]:
    """Every moment at which such a process is dated."""
    yield from used_network(uses, processes, "QUA-06", TRACE)


__all__ = ["TRACE", "find"]
