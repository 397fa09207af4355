"""The telephony service's cache holds an answer with a word remembered from a Pegasus delivery."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import polars as pl

from hoofprint.artifacts.ios.url_cache import CachedResponse
from hoofprint.detect import published
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The telephony service kept an answer from an address with a word seen in Pegasus deliveries"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A1,
    recalled=True,
    versions="14",
    shows=N_(
        "The cache of the telephony service holds an answer from an address whose path has the word that is"
        " remembered from"
        " deliveries of Pegasus in 2021."
    ),
    does_not_show=N_(
        "What came back, or that anything ran. That the answer came from a large host of other people's files"
        " says nothing."
    ),
    benign=(
        Benign(
            "carrier",
            N_("a service of the carrier that uses the same word"),
            untested=N_("no list says what carriers' services fetch"),
        ),
    ),
    raised_by=(N_("a process with a published name within a minute"), N_("a body that is a program")),
    refuted_by=(N_("the same address on phones of the same carrier"),),
    next=N_("Keep the body of the answer; look at network accounting of the same minute."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (the cache of the service)"
        ),
        Source("The same report (path of the address)", recalled=True),
    ),
)


def find(answers: Rows[CachedResponse]) -> Iterator[Hit]:
    """One hit for each answer in that cache with that word in the path; both are data (published.toml)."""
    folders, words = published.names("cache", "PEG-18"), published.names("word", "PEG-18", "text")
    inside = pl.any_horizontal(*(pl.col("_file").str.contains(f"/{name}/", literal=True) for name in folders))
    for row in answers.where(inside, pl.col("url").is_not_null()):
        if any(word in _path(row["url"]) for word in words):
            yield hit(row, row["time"], key=row["url"], stage=TRACE.stage, grade=TRACE.grade)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.casefold()
    except ValueError:
        return ""


__all__ = ["TRACE", "find"]
