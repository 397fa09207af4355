"""A host published for a tool without a trace of its own, in the records of a browser or web view."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.web_origins import WebOrigin
from hoofprint.artifacts.ios.web_storage import StoredOrigin
from hoofprint.detect.browsing import WebRecord, loaded
from hoofprint.detect.browsing import elsewhere as try_elsewhere
from hoofprint.detect.browsing import failed as try_failed
from hoofprint.detect.campaigns import OTHER_PAGES
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import sold
from hoofprint.detect.storing import later_or_seen, stored
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A published host in the browser's records"),
    stage=Stage.S2,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A1,
    shows=N_(
        "A browser or web view on this phone recorded a page, a resource or stored data of a host that a loaded list"
        " names as an attacker's. Where it stored data, code of the page ran in the web view."
    ),
    does_not_show=N_(
        "That a person opened it on purpose, that the host was still the operator's, or that anything ran outside"
        " the web view."
    ),
    benign=(
        Benign("later", N_("curiosity after the publication: people try such addresses")),
        Benign(
            "sold", N_("the public site of a product that anybody can buy: people read about it, or log in")
        ),
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
        N_("stored data of the same host, above all under a port other than the usual one"),
        N_("a process with a published name soon after"),
    ),
    refuted_by=(N_("the address was withdrawn, or its domain had an honest owner by then"),),
    next=N_(
        "Look for a message with the same address before it, and for network traffic of unknown processes after it."
    ),
    sources=(
        Source("The list that names the host; it stands beside the sighting"),
        Source("https://github.com/mvt-project/mvt/issues/319 (curiosity)"),
    ),
)
try_later = later_or_seen(at_most=Grade.G1)
try_sold = sold(at_most=Grade.G1)


def find(
    records: Rows[WebRecord], stores: Rows[StoredOrigin], origins: Rows[WebOrigin], files: Rows[FileEntry]
) -> Iterator[Hit]:
    """Everything a browser keeps, stored data too: echoes of one family, counted once."""
    yield from loaded(records, TRACE, OTHER_PAGES)
    yield from stored(stores, origins, files, TRACE, OTHER_PAGES)


__all__ = ["TRACE", "find", "try_elsewhere", "try_failed", "try_later", "try_sold"]
