"""A script of the kit DarkSword among what browsers and web views loaded."""

from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import urlsplit

import polars as pl

from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.ios.safari_tabs import Tab
from hoofprint.artifacts.ios.url_cache import CachedResponse
from hoofprint.detect import ordinary, published
from hoofprint.detect.addresses import host_port
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Rows, World, hit
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

Loaded: TypeAlias = HistoryVisit | Tab | CachedResponse

TRACE = Trace(
    title=N_("A script with a name published for DarkSword was loaded"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A1,
    versions="18.4-18.7",
    shows=N_(
        "A browser or web view loaded an address that ends in the name of a script of the kit called DarkSword."
    ),
    does_not_show=N_("What the script was, or that anything ran."),
    benign=(
        Benign("research", N_("a copy that somebody studied")),
        Benign("jailbreak", N_("a jailbroken phone, whose owner tries such things")),
    ),
    raised_by=(N_("a published delivery host in the address"), N_("files the kit leaves, within the hour")),
    refuted_by=(N_("a host that publishes research"),),
    next=N_("Take a sysdiagnose before any restart: the system's log keeps the kit's lines for days only."),
    sources=(
        Source(
            "Google Threat Intelligence Group, https://cloud.google.com/blog/topics/threat-intelligence/"
            "darksword-ios-exploit-chain, iVerify, https://iverify.io/blog/darksword-ios-exploit-kit-explained, and"
            " Lookout, https://www.lookout.com/blog/darksword, March 2026, as the list names them"
        ),
        Source(
            "Public indicators for DarkSword (mvt-indicators: 2026-03-30_darksword, with its notes: iOS 18.4 to 18.7)"
        ),
    ),
)


def find(records: Rows[Loaded]) -> Iterator[Hit]:
    """The last component of the path, whole; the names are data (published.toml)."""
    weak = {row["name"]: row.get("weak", False) for row in published.rows("script", "DRK-02")}
    ends = pl.any_horizontal(*(pl.col("url").str.contains(f"/{name}", literal=True) for name in sorted(weak)))
    for row in records.where(ends):
        name = _script(row["url"])
        if name in weak:
            yield hit(
                row,
                moment(row[ARTIFACT], row),
                key=name,
                stage=TRACE.stage,
                grade=Grade.G2 if weak[name] else TRACE.grade,
                host=host_port(row["url"])[0],
            )


def try_research(hit: Hit, world: World) -> Tried:
    """Kits are published and studied on the sites for that; nobody was attacked from there."""
    host = hit.values["host"]
    if any(host == site or host.endswith(f".{site}") for site in ordinary.listed("host", "DRK-02")):
        why = N_("the address lies on a site where people publish code and studies: {host}")
        return Tried(Outcome.POSSIBLE, why, {"host": host}, at_most=Grade.G1)
    return Tried(Outcome.NOT_TESTABLE, N_("the records do not say why the address was opened"))


def _script(url: str) -> str:
    try:
        return urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""


__all__ = ["TRACE", "find", "try_jailbreak", "try_research"]
