"""A cleartext page that redirected at once to a deep sub-domain on a high port of a listed domain."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.detect.addresses import host_port, injected, listed_host, scheme
from hoofprint.detect.browsing import HOSTS
from hoofprint.detect.campaigns import PEGASUS, claimed_for
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

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
try_later = later(less=1)


def find(visits: Rows[HistoryVisit]) -> Iterator[Hit]:
    """The page and the address it led to, both as Safari recorded them."""
    ours = claimed_for(PEGASUS)
    targets = [
        (row, position, listed_host(sighting))
        for row, position, sighting in visits.sighted(*HOSTS, columns=("url",), which=ours)
        if injected(*host_port(row["url"]), listed_host(sighting))
    ]
    sources = _sources(visits, [row for row, _, _ in targets])
    for row, position, listed in targets:
        host, port = host_port(row["url"])
        for source in sources[row["_file"], row["visit"]]:
            if not _at_once(source, row):
                continue
            found = hit(
                row,
                row["time"],
                key=f"{host}:{port}",
                stage=TRACE.stage,
                grade=TRACE.grade,
                sightings=(position,),
                host=listed,
                origin=f"{host}:{port}",
                target=host,
                source=host_port(source["url"])[0],
            )
            yield replace(found, refs=(ref(source), *found.refs))


def _sources(visits: Rows[HistoryVisit], targets: list[Row]) -> dict[tuple[str, int], list[Row]]:
    """By file and visit: the pages that led there, by Safari's own note of the redirect on either side."""
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    ids = {(row["_file"], row["visit"]) for row in targets}
    leading = {(row["_file"], row["redirect_source"]): (row["_file"], row["visit"]) for row in targets}
    linked = pl.col("redirect_destination").is_in([visit for _, visit in ids]) | pl.col("visit").is_in(
        [source for _, source in leading if source is not None]
    )
    for row in visits.where(linked) if targets else []:
        noted = (row["_file"], row["redirect_destination"])
        to = noted if noted in ids else leading.get((row["_file"], row["visit"]))
        if to is not None:
            found[to].append(row)
    return found


def _at_once(source: Row, target: Row) -> bool:
    """Loaded in clear, and left within a second."""
    if scheme(source["url"]) != "http" or source["time"] is None or target["time"] is None:
        return False
    return bool(0 <= target["time"] - source["time"] <= AT_ONCE)


def try_same(hit: Hit, world: World) -> Tried:
    """The registered domains differ, or one company redirected to itself."""
    source, listed = hit.values["source"], hit.values["host"]
    if source == listed or source.endswith(f".{listed}"):
        return Tried(Outcome.POSSIBLE, N_("both addresses lie under one domain"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the two addresses lie under different domains"))


__all__ = ["TRACE", "find", "try_later", "try_same"]
