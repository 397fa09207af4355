"""A page loaded in clear redirected at once to a deep sub-domain on an unusual port of another domain."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.detect.addresses import HIGH_PORT, host_port, scheme
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

AT_ONCE = 1_000_000
"""Microseconds, as for PEG-09."""
LABELS = 4
"""Labels of the address: two before a domain of two, as in the published addresses."""

TRACE = Trace(
    title=N_("A page in clear led at once to an unusual address"),
    stage=Stage.S2,
    grade=Grade.G1,
    cap=Grade.G1,
    family=Family.D,
    attribution=Attribution.A0,
    shows=N_(
        "A page loaded without encryption redirected within a second to a deep sub-domain on a high port of another"
        " domain: the form, though no address, that was published for network injection."
    ),
    does_not_show=N_(
        "That anybody but the page's own server sent the redirect. Log-ins and advertising do the same."
    ),
    benign=(
        Benign("portal", N_("the log-in page of a network")),
        Benign(
            "site",
            N_("the page's own redirect, for log-in, counting or advertising"),
            untested=N_("the history does not say who sent the redirect"),
        ),
    ),
    raised_by=(N_("a published address (PEG-09)"), N_("data stored by that address within a minute")),
    refuted_by=(N_("the same redirect when the page is opened from elsewhere"),),
    next=N_("Look at what ran and what was stored in the minute after."),
    sources=(
        Source("Amnesty International, Morocco: Human Rights Defenders Targeted, October 2019 (the form)"),
        Source("https://docs.mvt.re/en/latest/ios/records/ (safari_history: redirects within a second)"),
    ),
)


def find(visits: Rows[HistoryVisit]) -> Iterator[Hit]:
    """Both pages, as Safari recorded them; one finding for each address that was led to."""
    deep = pl.col("url").str.contains(r"^https?://[^/]*:\d{4,5}(/|$)")
    targets = [row for row in visits.where(deep) if _unusual(row["url"])]
    wanted = [row["redirect_source"] for row in targets if row["redirect_source"] is not None]
    if not wanted:
        return
    sources = {(row["_file"], row["visit"]): row for row in visits.where(pl.col("visit").is_in(wanted))}
    for row in targets:
        source = sources.get((row["_file"], row["redirect_source"]))
        if source is None or not _at_once(source, row):
            continue
        host, port = host_port(row["url"])
        before = host_port(source["url"])[0]
        if _domain(before) == _domain(host):
            continue
        found = hit(row, row["time"], f"{host}:{port}", TRACE.stage, TRACE.grade, source=before, target=host)
        yield replace(found, refs=(ref(source), *found.refs))


def _unusual(url: str) -> bool:
    host, port = host_port(url)
    named = not host.replace(".", "").isdecimal()
    return named and host.count(".") + 1 >= LABELS and port is not None and port > HIGH_PORT


def _at_once(source: Row, target: Row) -> bool:
    if scheme(source["url"]) != "http" or source["time"] is None or target["time"] is None:
        return False
    return bool(0 <= target["time"] - source["time"] <= AT_ONCE)


def _domain(host: str) -> str:
    """The last two labels: enough to tell one owner's pages from another's here."""
    return ".".join(host.rsplit(".", 2)[-2:])


def try_portal(hit: Hit, world: World) -> Tried:
    """Phones ask a page of Apple's whether the network wants a log-in; its redirect is the network's."""
    if hit.values["source"] == "captive.apple.com":
        return Tried(Outcome.POSSIBLE, N_("the page was Apple's own test for log-in pages"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the page was not Apple's test for log-in pages"))


__all__ = ["TRACE", "find", "try_portal"]
