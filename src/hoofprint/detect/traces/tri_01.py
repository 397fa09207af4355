"""A program that ordinary use does not start used the network: BackupAgent."""

from collections.abc import Iterator

from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.ordinary import used_network
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import own_bundle as try_bundle
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("BackupAgent used the network"),
    stage=Stage.S3,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.A,
    attribution=Attribution.A2,
    versions="10-16",
    shows=N_(
        "BackupAgent, an old part of the system that ordinary use no longer starts, used the network. Those who"
        " published Operation Triangulation call it the most reliable single sign."
    ),
    does_not_show=N_("What was sent, or by whom. BackupAgent2 is another program, and ordinary."),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign(
            "old",
            N_("a very old version of iOS, which used it for backups"),
            untested=N_("rows do not say under which version they were written"),
        ),
    ),
    raised_by=(
        N_("IMTransferAgent a minute before"),
        N_("empty attachment folders and changed settings in the same minutes"),
    ),
    refuted_by=(N_("records older than the phone"),),
    next=N_("Look at attachments, settings files and location clients of the minutes before."),
    sources=(
        Source("Kaspersky, Operation Triangulation, 2023"),
        Source("Kaspersky, How to catch a wild triangle, 2023"),
        Source("https://github.com/KasperskyLab/triangle_check, 2023"),
        Source(
            "The program lies in builds from 15.0 to 16.5, not from 17.0 on: public listing of 15 iPhone builds"
        ),
    ),
)


def find(uses: Rows[NetworkUse], processes: Rows[NetworkProcess]) -> Iterator[Hit]:
    """Exactly that name."""
    yield from used_network(uses, processes, "TRI-01", TRACE)


__all__ = ["TRACE", "find", "try_bundle"]
