"""Listed hosts whose code stored data in a web view: shared by the trace of one tool and the general one."""

from collections.abc import Iterator

import polars as pl

from hoofprint.artifacts.ios.web_origins import WebOrigin
from hoofprint.artifacts.ios.web_storage import StoredOrigin
from hoofprint.detect.addresses import listed_host
from hoofprint.detect.browsing import HOSTS
from hoofprint.detect.campaigns import claimed_for
from hoofprint.detect.rows import Row, Rows, hit
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Sighting
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
