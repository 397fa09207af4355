"""A watch face whose name has the shape by which Operation Triangulation finds its own."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.message_attachments import Attachment
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.signs import outgoing as try_outgoing
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TYPE = "com.apple.watchface"
LONGER, DASH_AT, DASH = 32, 8, "\u2013"
"""More characters than this, and an en dash in the ninth place: the cleaner's own selector."""

TRACE = Trace(
    title=N_("A watch face as Operation Triangulation sends them"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.C,
    attribution=Attribution.A2,
    versions="15",
    shows=N_(
        "A message brought a watch face whose name has the length and the dash by which the eraser of Operation"
        " Triangulation finds the messages it must remove."
    ),
    does_not_show=N_(
        "That it was opened by anything, or that the attack worked: an eraser that worked leaves none."
    ),
    benign=(
        Benign("outgoing", N_("the owner sent it")),
        Benign("contact", N_("somebody the owner knows shared a watch face")),
    ),
    raised_by=(N_("a sender nobody knows"), N_("emptied attachment folders in the same minutes")),
    refuted_by=(N_("the owner knows who sent it"),),
    next=N_("Look at attachments, settings files and network accounting of the same minutes."),
    sources=(Source("Kaspersky, How to catch a wild triangle, 2023"),),
)


def find(attachments: Rows[Attachment]) -> Iterator[Hit]:
    """Type, length and dash; shared faces have short names."""
    for row in attachments.where(pl.col("uti") == TYPE):
        name = str(row["transfer_name"] or "")
        if len(name) > LONGER and name[DASH_AT] == DASH:
            yield hit(
                row,
                row["created"],
                key=name,
                stage=TRACE.stage,
                grade=TRACE.grade,
                sender=str(row["handle"] or ""),
                direction=str(row["direction"] or ""),
            )


__all__ = ["TRACE", "find", "try_contact", "try_outgoing"]
