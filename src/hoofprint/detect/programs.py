"""Programs with a published name or place, wherever a record names the program: shared by the traces that differ in
nothing but the kind of record."""

from collections.abc import Iterator
from typing import Any

from hoofprint.detect.describe import moment
from hoofprint.detect.indicators import known
from hoofprint.detect.indicators.paths import normal
from hoofprint.detect.rows import ARTIFACT, Row, Rows, World, hit
from hoofprint.detect.signs import ordinary_name
from hoofprint.detect.trace import Hit, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.indicator import How
from hoofprint.model.record import Observable
from hoofprint.model.words import N_


def named_programs(rows: Rows[Any], trace: Trace) -> Iterator[Hit]:
    """A hit for each row that names a listed program; a whole listed path weighs more than a name (rule 1)."""
    for row, position, sighting in rows.sighted(Observable.PROCESS, Observable.PATH):
        indicator = sighting.indicator
        placed = indicator.kind is Observable.PATH and sighting.how in (How.EXACT, How.BELOW)
        value = str(row[sighting.column] or "")
        yield hit(
            row,
            moment(row[ARTIFACT], row),
            key=indicator.value,
            stage=trace.stage,
            grade=trace.cap if placed else trace.grade,
            sightings=(position,),
            process=value.rpartition("/")[2],
            path=_place(value, row),
            bundle=_app(row),
        )


def _place(value: str, row: Row) -> str:
    """Where the program lay: the value itself, or what the record says of a program of that name."""
    stated = value if value.startswith("/") else str(row.get("executable") or "")
    return stated if stated.startswith("/") and stated.rpartition("/")[2] == value.rpartition("/")[2] else ""


def _app(row: Row) -> str:
    """The app a record says the program belongs to; a location client without a folder only repeats its name."""
    return "" if "bundle_path" in row and not row["bundle_path"] else str(row.get("bundle") or "")


def system_place(hit: Hit, world: World) -> Tried:
    """The system keeps a program of that name at that place itself; where no place is stated, the name has to do."""
    path = hit.values.get("path", "")
    if not path:
        return ordinary_name(hit, world)
    if normal(path) in known.paths():
        why = N_("the system keeps a program of its own at {path}")
        return Tried(Outcome.POSSIBLE, why, {"path": path}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the system keeps no program of its own at that place"))
