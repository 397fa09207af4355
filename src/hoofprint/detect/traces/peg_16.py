"""The Photos app used the network."""

from collections.abc import Iterator

from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.ordinary import used_network
from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The Photos app used the network"),
    stage=Stage.S2,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.A,
    alone=False,
    versions="12-13",
    shows=N_("The Photos app used mobile data."),
    does_not_show=N_("Anything by itself: Photos synchronises all day."),
    benign=(
        Benign("daily", N_("pictures were synchronised"), untested=N_("every phone with pictures does so")),
    ),
    raised_by=(N_("a published process name within a minute"),),
    refuted_by=(N_("nothing else of the sequence near it"),),
    next=N_("Look at what else the phone recorded in the same minutes."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (Photos as a suspect)"
        ),
    ),
)


def find(uses: Rows[NetworkUse], processes: Rows[NetworkProcess]) -> Iterator[Hit]:
    """Its first and last use; the minutes of the published case could not be read again."""
    yield from used_network(uses, processes, "PEG-16", TRACE)


__all__ = ["TRACE", "find"]
