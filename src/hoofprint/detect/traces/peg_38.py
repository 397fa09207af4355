"""A look-up of an unknown account for shared photo streams."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.id_status import IdStatus
from hoofprint.detect import published
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.strangers import conversation as try_conversation
from hoofprint.detect.strangers import stranger
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The phone looked up an unknown account for shared photo streams"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.C,
    recalled=True,
    alone=False,
    versions="13.0-13.1",
    shows=N_(
        "The phone asked Apple about an account for shared photo streams that is in no contact and was never"
        " written to."
    ),
    does_not_show=N_("Who it was. Shared albums make such look-ups for everybody who is invited."),
    benign=(
        Benign("conversation", N_("somebody the owner came to know")),
        Benign(
            "album",
            N_("somebody else's guest of a shared album"),
            untested=N_("the members of albums are not read"),
        ),
    ),
    raised_by=(N_("a page engine under the daemon of photo streams within minutes"),),
    refuted_by=(N_("an album the owner shares with that account"),),
    next=N_("Look at crash reports and network accounting of the following minutes."),
    sources=(
        Source("Citizen Lab, CatalanGate, April 2022 (service)", recalled=True, sought="November 2026"),
    ),
)


def find(lookups: Rows[IdStatus], world: World) -> Iterator[Hit]:
    """One hit for each such account; the service is data (published.toml)."""
    for row in lookups.where(pl.col("service").is_in(list(published.names("service", "PEG-38")))):
        if stranger(row["handle"], row["looked_up"], world):
            account = str(row["handle"])
            yield hit(
                row, row["looked_up"], key=account, stage=TRACE.stage, grade=TRACE.grade, sender=account
            )


__all__ = ["TRACE", "find", "try_conversation"]
