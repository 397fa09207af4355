"""An answer from an address with the path at which Coruna tells its programs what to fetch."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import polars as pl

from hoofprint.artifacts.ios.url_cache import CachedResponse
from hoofprint.detect import published
from hoofprint.detect.addresses import scheme
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("An answer from an address with a path published for Coruna"),
    stage=Stage.S4,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A1,
    versions="13-17.2",
    shows=N_(
        "A cache holds an answer, fetched without encryption, from an address with the path at which the kit"
        " called Coruna asks what to load."
    ),
    does_not_show=N_("Which program asked, or what came back. Other servers may have such a path."),
    benign=(
        Benign(
            "site",
            N_("a web site with pages of that name"),
            untested=N_("a path is no name; what the answer held is not compared"),
        ),
    ),
    raised_by=(N_("a published host in the address"), N_("a file at a place published for Coruna")),
    refuted_by=(N_("an answer that is an ordinary page"),),
    next=N_("Keep the cache; look for addresses /details/…js of the same host."),
    sources=(Source("Google Threat Intelligence Group, Coruna, 2026 (in translation)"),),
)


def find(answers: Rows[CachedResponse]) -> Iterator[Hit]:
    """The whole path, over http; the path is data (published.toml)."""
    paths = published.names("word", "COR-03", "text")
    for row in answers.where(pl.col("url").str.contains("/details/", literal=True)):
        if scheme(row["url"]) == "http" and _path(row["url"]) in paths:
            yield hit(row, row["time"], key=row["url"], stage=TRACE.stage, grade=TRACE.grade)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


__all__ = ["TRACE", "find"]
