"""Traffic that refers to a process whose row is gone."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.rows import ARTIFACT, Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

RECENT = 14 * 86_400_000_000
"""Microseconds a change may wait in a log; ours, and generous."""
MANY = 10
"""Such rows from which on a damaged or repaired database explains them better."""

TRACE = Trace(
    title=N_("Traffic of a process whose row was removed"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.A,
    attribution=Attribution.A1,
    versions="12-15",
    shows=N_(
        "Network accounting keeps traffic that refers to a process whose own row is gone. The system"
        " removes both"
        " together; this half-removal was seen on phones attacked with Pegasus."
    ),
    does_not_show=N_("Which process it was, or who removed its row."),
    benign=(
        Benign("newest", N_("the process's row stood in a write-ahead log that was not collected")),
        Benign("damage", N_("a database that was damaged or repaired")),
    ),
    raised_by=(N_("an attack's other records in the same minutes"),),
    refuted_by=(N_("a write-ahead log that holds the process's row"), N_("many such rows over years")),
    next=N_("Look at what else the phone recorded in the minutes around it."),
    sources=(
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
        Source("Citizen Lab, FORCEDENTRY, 2021"),
        Source("https://docs.mvt.re/en/latest/ios/records/ (datausage)"),
    ),
)


def find(uses: Rows[NetworkUse]) -> Iterator[Hit]:
    """A reference that is there, to a row that is not; an empty reference is ordinary."""
    dangling = (pl.col("process_ref").is_not_null(), pl.col("process_row").is_null())
    for row in uses.where(*dangling, pl.col("process").is_null()):
        yield hit(
            row,
            row["since"],
            key=f"{row['process_ref']}",
            stage=TRACE.stage,
            grade=TRACE.grade,
            reference=str(row["process_ref"]),
            artifact=str(row[ARTIFACT]),
        )


def try_newest(hit: Hit, world: World) -> Tried:
    """A log holds the last changes only: it can explain the newest row, and that for some days."""
    made = world.device.backup_time or world.coverage[hit.values["artifact"]].to_time
    newest = int(hit.values["reference"]) > max(world.fact(known_rows), default=0)
    if newest and (hit.time is None or made is None or hit.time > made - RECENT):
        why = N_("it is the newest of all, as when a log was not collected")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("it is older than what such a log holds"))


def known_rows(world: World) -> frozenset[int]:
    """Row ids of all processes."""
    return frozenset(row["_row"] for row in world.rows(NetworkProcess).where(columns=("_row",)))


def try_damage(hit: Hit, world: World) -> Tried:
    """A damaged database has many."""
    count = world.fact(dangling)
    if count >= MANY:
        why = N_("{count} rows refer to nothing, as in a damaged database")
        return Tried(Outcome.POSSIBLE, why, {"count": str(count)}, at_most=Grade.G2)
    return Tried(Outcome.EXCLUDED, N_("few rows refer to nothing"))


def dangling(world: World) -> int:
    """How many rows refer to nothing."""
    gone = (pl.col("process_ref").is_not_null(), pl.col("process_row").is_null(), pl.col("process").is_null())
    return len(world.rows(NetworkUse).where(*gone, columns=("_row",)))


__all__ = ["TRACE", "find", "try_damage", "try_newest"]
