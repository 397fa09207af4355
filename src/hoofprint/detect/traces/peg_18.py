"""The telephony service's cache holds an answer of the kind met in a Pegasus delivery of 2021."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import polars as pl

from hoofprint.artifacts.ios.url_cache import CachedResponse
from hoofprint.detect import published
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

MODEL = re.compile(r"(?<![\d,])\d{1,2},\d{1,2}(?![\d,])")
BUILD = re.compile(r"(?<![0-9A-Za-z])\d{2}[A-H]\d{2,5}[a-z]?(?![0-9A-Za-z])")
"""Published: what the phone sent named its model (`9,1`) and the build of its system (`18C66`)."""

TRACE = Trace(
    title=N_("The telephony service kept an answer as in a Pegasus delivery of 2021"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A1,
    versions="14",
    shows=N_(
        "The cache of the telephony service holds an answer from a large host of other people's files, and the"
        " address names the model and the build of a phone; or its path has a word that is remembered from such"
        " deliveries. A phone attacked in 2021 had told a server behind that host its model and build, after it"
        " looked up an account its owner did not know."
    ),
    does_not_show=N_(
        "What came back, or that anything ran. That an answer came from a large host of other people's files says"
        " nothing alone; and that the published address named model and build is our reading of what was sent."
    ),
    benign=(
        Benign(
            "carrier",
            N_("a service of the carrier that asks in the same way"),
            untested=N_("no list says what carriers' services fetch"),
        ),
    ),
    raised_by=(
        N_("a look-up of an account nobody knows before it"),
        N_("a process with a published name within a minute"),
        N_("a body that is a program"),
    ),
    refuted_by=(N_("the same address on phones of the same carrier"),),
    next=N_("Keep the body of the answer; look at look-ups and network accounting of the same minute."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021, as quoted word for word by"
            " Threatpost, 19 July 2021: look-up of an unknown account, then a request by com.apple.coretelephony kept"
            " in its Cache.db, with model 9,1 and build 18C66, to a service behind Amazon CloudFront"
        ),
        Source("The same report (path of the address)", recalled=True, sought="November 2026"),
    ),
)


def find(answers: Rows[CachedResponse]) -> Iterator[Hit]:
    """One hit for each such answer in that cache: the word weighs more than the form; all are data (published.toml)."""
    folders = published.names("cache", "PEG-18")
    inside = pl.any_horizontal(*(pl.col("_file").str.contains(f"/{name}/", literal=True) for name in folders))
    for row in answers.where(inside, pl.col("url").is_not_null()):
        if grade := _weight(row["url"]):
            yield hit(row, row["time"], key=row["url"], stage=TRACE.stage, grade=grade)


def _weight(url: str) -> Grade | None:
    try:
        parts = urlsplit(url)
        host, path = parts.hostname or "", unquote(parts.path)
    except ValueError:
        return None
    if any(word in path.casefold() for word in published.names("word", "PEG-18", "text")):
        return TRACE.cap
    behind = any(host.endswith(f".{name}") for name in published.names("host", "PEG-18"))
    told = f"{path}?{unquote(parts.query)}"
    return TRACE.grade if behind and MODEL.search(told) and BUILD.search(told) else None


__all__ = ["TRACE", "find"]
