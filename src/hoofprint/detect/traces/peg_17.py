"""A service that fetches from Apple only kept an answer of an exploit host."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.url_cache import CachedResponse
from hoofprint.detect import published
from hoofprint.detect.browsing import loaded
from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A service of Apple's kept an answer of a host published for Pegasus"),
    stage=Stage.S2,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.D,
    attribution=Attribution.A3,
    versions="13",
    shows=N_(
        "The cache of the Music app or the iTunes Store service holds an answer of a host published for Pegasus."
        " These"
        " fetch from Apple; browsing does not write there."
    ),
    does_not_show=N_("How the service was made to ask, or that anything ran."),
    benign=(
        Benign("later", N_("the record is later than the publication, when others knew the address too")),
        Benign(
            "radio",
            N_("an address in a play list or a radio station"),
            untested=N_("the cache does not say what made the service ask"),
        ),
    ),
    raised_by=(N_("a high port in the address"), N_("a process with a published name within minutes")),
    refuted_by=(N_("a station or list of the owner's that names the address"),),
    next=N_("Look at network accounting and messages of the same minutes."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021, as a public list of"
            " files gives it"
        ),
        Source("https://docs.mvt.re/en/latest/ios/records/ (cache_files)"),
        Source("The request in its example", recalled=True, sought="November 2026"),
    ),
)
try_later = later(less=1)


def find(answers: Rows[CachedResponse]) -> Iterator[Hit]:
    """One hit for each answer in such a cache; the services are data (published.toml)."""
    folders = {f"/{name}/" for name in published.names("cache", "PEG-17")}
    hits = list(loaded(answers, TRACE, PEGASUS))
    rows = answers.at([ref for hit in hits for ref in hit.refs])
    for found in hits:
        file = str(rows[found.refs[0]]["_file"])
        if any(folder in file for folder in folders):
            yield found


__all__ = ["TRACE", "find", "try_later"]
