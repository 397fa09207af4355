"""A host published for Pegasus in the records of a browser or web view."""

from collections.abc import Iterator

from hoofprint.detect.browsing import WebRecord, loaded
from hoofprint.detect.browsing import elsewhere as try_elsewhere
from hoofprint.detect.browsing import failed as try_failed
from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A host published for Pegasus in the browser's records"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A2,
    shows=N_(
        "A browser or web view on this phone recorded a page or resource of a host published for Pegasus."
    ),
    does_not_show=N_(
        "That a person opened it on purpose, that the host was still the operator's, or that anything ran."
    ),
    benign=(
        Benign("later", N_("curiosity after the publication: people try such addresses")),
        Benign("failed", N_("an address somebody tried in vain")),
        Benign("elsewhere", N_("a page of another device of the same account")),
        Benign(
            "preview",
            N_("a link preview, an advertisement or a page that merely embeds the address"),
            untested=N_("the records do not say what made the browser load it"),
        ),
    ),
    raised_by=(
        N_("a message with the same address shortly before"),
        N_("data stored by the same host in the same minute"),
        N_("a process with a published name within a minute"),
        N_("a deep sub-domain on an unusual port, as in published network injections"),
    ),
    refuted_by=(N_("the address was withdrawn, or its domain had an honest owner by then"),),
    next=N_(
        "Look for a message with the same address before it, and for network traffic of unknown processes after it."
    ),
    sources=(
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
        Source("https://github.com/mvt-project/mvt/issues/319 (curiosity)"),
    ),
)
try_later = later(at_most=Grade.G1)


def find(records: Rows[WebRecord]) -> Iterator[Hit]:
    """History, tabs, icons, caches and resource statistics: echoes of one family, counted once."""
    yield from loaded(records, TRACE, PEGASUS)


__all__ = ["TRACE", "find", "try_elsewhere", "try_failed", "try_later"]
