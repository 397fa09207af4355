"""Listed hosts whose code stored data in a web view: shared by the trace of one tool and the general one."""

from collections.abc import Iterator
from typing import get_args

import polars as pl

from hoofprint.artifacts.ios.web_origins import WebOrigin
from hoofprint.artifacts.ios.web_storage import StoredOrigin
from hoofprint.detect.addresses import listed_host
from hoofprint.detect.browsing import HOSTS, WebRecord
from hoofprint.detect.browsing import OWN as LOADED
from hoofprint.detect.campaigns import claimed_for
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Row, Rows, World, hit
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Hit, Trace, Tried, Try
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome, Sighting
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

OWN = ("host", "origin")
"""Columns that name the site that stored, not the page it stood in."""


def stored(
    stores: Rows[StoredOrigin],
    origins: Rows[WebOrigin],
    files: Rows[FileEntry],
    trace: Trace,
    tool: str | None,
) -> Iterator[Hit]:
    """One hit for each folder or file that names a listed host, at its trace's best; a usual port weighs one less.

    The newer layout hides the site's name in a file without a date: the file's own creation stands for it.
    """
    for row, position, sighting in stores.sighted(*HOSTS, columns=OWN, which=claimed_for(tool)):
        yield _stored(row, row["born"] or row["modified"], position, sighting, trace)
    for row, position, sighting in origins.sighted(*HOSTS, columns=OWN, which=claimed_for(tool)):
        entry = next(iter(files.where(pl.col("path") == row["_file"])), {})
        yield _stored(row, entry.get("born") or entry.get("modified"), position, sighting, trace)


def _stored(row: Row, when: int | None, position: int, sighting: Sighting, trace: Trace) -> Hit:
    origin = str(row["host"] or "") + (f":{row['port']}" if row["port"] else "")
    found = hit(
        row,
        when,
        key=listed_host(sighting),
        stage=trace.stage,
        grade=trace.cap,
        sightings=(position,),
        host=str(row["host"] or ""),
        port=str(row["port"] or ""),
        origin=origin,
    )
    return found if row["port"] else found.lowered(N_("stored under the usual port"))


def later_or_seen(*, at_most: Grade) -> Try:
    """The same cause as `later`; a copy of a file system states no dates, so there the browser's records of the host
    date what it stored. They may tell of other visits, so they take one grade only."""
    dated = later(at_most=at_most)

    def try_later(hit: Hit, world: World) -> Tried:
        first = world.fact(first_seen).get(hit.key)
        since = [day for n in hit.sightings if (day := world.sightings[n].indicator.published) is not None]
        if hit.time is not None or first is None or not since or first < min(since):
            return dated(hit, world)
        why = N_("undated; every dated record of the host is from after the value was published")
        return Tried(Outcome.POSSIBLE, why, less=1)

    return try_later


def first_seen(world: World) -> dict[str, int]:
    """Listed host to the earliest date at which a browser's record names it."""
    found: dict[str, int] = {}
    rows = world.rows(*get_args(WebRecord))
    for row, _, sighting in rows.sighted(*HOSTS, columns=LOADED):
        when = moment(row[ARTIFACT], row)
        if when is not None:
            host = listed_host(sighting)
            found[host] = min(when, found.get(host, when))
    return found
