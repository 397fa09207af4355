"""A cleartext page that redirected at once to a deep sub-domain on a high port of a listed domain."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.detect.addresses import extra_labels, host_port, scheme
from hoofprint.detect.campaigns import claimed
from hoofprint.detect.rows import Rows, World, hit, ref
from hoofprint.detect.signs import after_publication as try_later
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

DEEP = 2
"""Labels before the listed domain in the published addresses."""
HIGH_PORT = 1024
AT_ONCE = 1_000_000
"""Microseconds; the published case had less than 3 ms, ordinary redirects take longer but may be as quick."""

TRACE = Trace(
    title=N_("A page loaded without encryption redirected at once to an address published for Pegasus"),
    stage=Stage.S2,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.D,
    attribution=Attribution.A3,
    versions="11-12",
    shows=N_(
        "An ordinary page sent over the network in clear was answered with a redirect to a deep sub-domain, on an"
        " unusual port, of a domain published for Pegasus: the form of a network injection."
    ),
    does_not_show=N_("That the exploit behind the address worked, or that anything ran."),
    benign=(
        Benign("later", N_("the record is later than the publication, when others knew the address too")),
        Benign("same", N_("both addresses belong to one company, as with advertising and sign-on")),
    ),
    raised_by=(
        N_("data stored by the same host and port within a minute"),
        N_("a process with a published name within ten minutes"),
    ),
    refuted_by=(N_("a captive portal of the network the phone was in"),),
    next=N_("Look at the browser's stored data and at network accounting for the following minutes."),
    sources=(
        Source(
            "Amnesty International, Morocco: Human Rights Defenders Targeted with NSO Group's Spyware, October 2019"
        ),
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
    ),
)


def find(visits: Rows[HistoryVisit]) -> Iterator[Hit]:
    """The page and the address it led to, both as Safari recorded them."""
    for row, position, sighting in visits.sighted(Observable.DOMAIN, Observable.URL, columns=("url",)):
        host, port = host_port(row["url"])
        deep = extra_labels(host, sighting.indicator.value) >= DEEP
        if not (claimed(sighting, "pegasus") and deep and port is not None and port > HIGH_PORT):
            continue
        for source in _sources(visits, row):
            made = hit(
                row,
                "time",
                key=f"{host}:{port}",
                stage=TRACE.stage,
                grade=TRACE.grade,
                sightings=(position,),
                host=host,
                port=str(port),
                origin=f"{host}:{port}",
                source=host_port(source["url"])[0],
            )
            yield Hit(
                time=made.time,
                refs=(ref(source), *made.refs),
                key=made.key,
                grade=made.grade,
                stage=made.stage,
                values=made.values,
                sightings=made.sightings,
            )


def _sources(visits: Rows[HistoryVisit], row: dict[str, Any]) -> list[dict[str, Any]]:
    """Pages loaded in clear that led here: by Safari's own note of the redirect, within a second."""
    linked = (pl.col("visit") == row["redirect_source"]) | (pl.col("redirect_destination") == row["visit"])
    found = visits.where(pl.col("_file") == row["_file"], linked)
    return [
        source
        for source in found
        if scheme(source["url"]) == "http"
        and source["time"] is not None
        and row["time"] is not None
        and 0 <= row["time"] - source["time"] <= AT_ONCE
    ]


def try_same(hit: Hit, world: World) -> Tried:
    """The registered domains differ, or one company redirected to itself."""
    source, target = hit.values["source"].split(".")[-2:], hit.values["host"].split(".")[-2:]
    if source == target:
        return Tried(Outcome.POSSIBLE, N_("both addresses lie under one domain"), lowers=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the two addresses lie under different domains"))


__all__ = ["TRACE", "find", "try_later", "try_same"]
