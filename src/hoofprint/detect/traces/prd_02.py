"""A shortcut that contacts an address."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.shortcuts import Shortcut
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A shortcut that contacts an address"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.F,
    alone=False,
    versions="14-15",
    shows=N_("A shortcut was made whose actions hold an address."),
    does_not_show=N_("Who made it, or that it ever ran: many people have such shortcuts."),
    benign=(
        Benign("own", N_("the owner made it"), untested=N_("the database does not say who made a shortcut")),
    ),
    raised_by=(N_("a profile that hides notifications in the same minute"), N_("a published address")),
    refuted_by=(N_("the owner knows it"),),
    next=N_("Ask the owner what the shortcut is for."),
    sources=(
        Source("Microsoft and Citizen Lab, Black Hat Europe 2023"),
        Source("https://docs.mvt.re/en/latest/ios/records/ (shortcuts)"),
        Source(
            "Citizen Lab, Pegasus vs. Predator, 2021 (details of the automation)",
            recalled=True,
            sought="November 2026",
        ),
    ),
)


def find(shortcuts: Rows[Shortcut]) -> Iterator[Hit]:
    """Every shortcut with an address; a published one has a trace of its own."""
    for row in shortcuts.where(pl.col("urls").list.len() > 0):
        yield hit(row, row["created"], key=f"{row['shortcut']}", stage=TRACE.stage, grade=TRACE.grade)


__all__ = ["TRACE", "find"]
