"""A web view's stored data under the name of a listed host."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.web_storage import StoredOrigin
from hoofprint.detect.campaigns import claimed
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.signs import after_publication as try_later
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("Code of a page published for Pegasus stored data in a web view"),
    stage=Stage.S2,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.D,
    attribution=Attribution.A3,
    versions="11-14",
    shows=N_(
        "A web view kept data under the name of a host published for Pegasus: code of a page of that host ran in it."
    ),
    does_not_show=N_("What the code did, or that anything ran outside the web view."),
    benign=(
        Benign("later", N_("somebody opened the address after it was published")),
        Benign("parked", N_("another owner's page on a domain that expired")),
    ),
    raised_by=(
        N_("a port other than the usual one in the name"),
        N_("created beside a redirect to the same host"),
    ),
    refuted_by=(N_("created when the domain had another owner"),),
    next=N_("Compare the creation time with the browser's history and with network accounting."),
    sources=(Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),),
)


def find(stores: Rows[StoredOrigin]) -> Iterator[Hit]:
    """One hit for each folder named after a listed host; a usual port weighs one grade less."""
    for row, position, sighting in stores.sighted(
        Observable.DOMAIN, Observable.URL, columns=("host", "origin")
    ):
        if not claimed(sighting, "pegasus"):
            continue
        time = next((name for name in ("born", "modified") if row[name] is not None), None)
        origin = row["host"] + (f":{row['port']}" if row["port"] else "")
        made = hit(
            row,
            time,
            key=origin,
            stage=TRACE.stage,
            grade=TRACE.grade,
            sightings=(position,),
            host=row["host"],
            port=str(row["port"] or ""),
            origin=origin,
        )
        yield made if row["port"] else made.lowered(N_("stored under the usual port"))


__all__ = ["TRACE", "find", "try_later"]
