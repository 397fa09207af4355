"""A program without an app sent far more over the mobile network than it received."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.shapes import NetworkUse
from hoofprint.detect import builds
from hoofprint.detect.builds import Standing
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.signs import developer as try_developer
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.signs import ordinary_name as try_ordinary
from hoofprint.detect.signs import own_bundle as try_bundle
from hoofprint.detect.trace import Benign, Hit, Ref, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

MUCH = 100_000_000
"""Bytes sent from which on it is looked at; published cases moved gigabytes. The edge is ours."""
TIMES = 4
"""How often as much as was received; the edge is ours."""

TRACE = Trace(
    title=N_("A program without an app sent far more than it received"),
    stage=Stage.S4,
    grade=Grade.G1,
    cap=Grade.G3,
    family=Family.A,
    attribution=Attribution.A0,
    shows=N_(
        "Counters of the mobile network say that a program without an app sent far more than it received."
    ),
    does_not_show=N_(
        "When it was sent, where to, or that it was sent at once: counters add up. Nor which file bore the name."
    ),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign("ordinary", N_("a program of the system that bears this name")),
        Benign("developer", N_("a program the phone's owner develops or side-loaded")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
        Benign(
            "sync",
            N_("pictures, a backup or a shared connection"),
            untested=N_("the counters do not say what was sent"),
        ),
    ),
    raised_by=(N_("a name that is published for an attacker's program"),),
    refuted_by=(N_("a program of the system that sends pictures or backups"),),
    next=N_("Compare with the phone's own baseline, and with the carrier's bill of those months."),
    sources=(
        Source("Citizen Lab, report on Pegasus in 2022 (several gigabytes over the mobile network)"),
        Source("Sarah Edwards, Network and Application Usage, mac4n6.com, 2019 (meaning of the counters)"),
    ),
)


def find(uses: Rows[NetworkUse], world: World) -> Iterator[Hit]:
    """A published name makes it moderate; any other name that is not the system's is only noted."""
    runs = builds.running(world.device)
    listed: dict[Ref, int] = {}
    for row, position, _ in uses.sighted(Observable.PROCESS, columns=("process", "daemon")):
        listed.setdefault(ref(row), position)
    upload = (pl.col("wwan_out") >= MUCH, pl.col("wwan_out") > TIMES * pl.col("wwan_in").fill_null(0))
    for row in uses.where(*upload, pl.col("process").is_not_null(), pl.col("bundle").is_null()):
        if (place := ref(row)) in listed:
            yield _sent(row, Grade.G3, (listed[place],))
        elif builds.stands(row["process"], runs).standing is Standing.NONE:
            yield _sent(row, TRACE.grade, ())


def _sent(row: Row, grade: Grade, sightings: tuple[int, ...]) -> Hit:
    name = row["process"]
    return hit(row, row["since"], name, TRACE.stage, grade, sightings, exact=False, process=name, bundle="")


__all__ = ["TRACE", "find", "try_bundle", "try_developer", "try_jailbreak", "try_ordinary"]
