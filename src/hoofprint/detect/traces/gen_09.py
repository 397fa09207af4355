"""Lockdown Mode was on."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.settings import Setting
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("Lockdown Mode was on"),
    stage=Stage.S1,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.F,
    attribution=Attribution.A0,
    alone=False,
    versions="16 and later",
    shows=N_(
        "Lockdown Mode was on when the settings were last written. It closes the ways by which phones were attacked."
    ),
    does_not_show=N_("Since when it was on, why, or that anybody tried to attack the phone."),
    benign=(
        Benign(
            "owner",
            N_("the owner turned it on"),
            untested=N_(
                "nobody else is asked; it says something of the owner's worries, nothing of an attack"
            ),
        ),
    ),
    next=N_("Read notices of blocked attempts, and the absence of traces, with this in mind."),
    sources=(Source("https://docs.mvt.re/en/latest/ios/records/ (global_preferences: LDMGlobalEnabled)"),),
)


def find(settings: Rows[Setting]) -> Iterator[Hit]:
    """The setting that holds for the whole phone."""
    for row in settings.where(pl.col("key") == "LDMGlobalEnabled", pl.col("enabled")):
        yield hit(row, None, key="LDMGlobalEnabled", stage=TRACE.stage, grade=TRACE.grade)


__all__ = ["TRACE", "find"]
