"""A connection to an address published for Graphite."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.web_origins import WebOrigin
from hoofprint.artifacts.ios.web_storage import StoredOrigin
from hoofprint.detect.browsing import WebRecord, loaded
from hoofprint.detect.browsing import elsewhere as try_elsewhere
from hoofprint.detect.campaigns import GRAPHITE
from hoofprint.detect.rows import Rows
from hoofprint.detect.storing import later_or_seen, stored
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A connection to a server published for Graphite"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A3,
    versions="18.2.1",
    shows=N_(
        "A record names the bare address of a server that answered, in the same weeks, as servers of Paragon's"
        " Graphite do."
    ),
    does_not_show=N_(
        "What was sent. Addresses are let to others; the record must be from the weeks in which it was"
        " theirs."
    ),
    benign=(
        Benign("later", N_("curiosity after the publication: people try such addresses")),
        Benign("elsewhere", N_("a page of another device of the same account")),
        Benign(
            "shared",
            N_("another customer of the same host"),
            untested=N_("who else used the address is not on the phone"),
        ),
    ),
    raised_by=(
        N_("a look-up of an iMessage account nobody knows on the same day"),
        N_("the same account on another person's phone"),
        N_("a notification by Apple in the months after"),
    ),
    refuted_by=(N_("a record from outside the weeks in which the server was theirs"),),
    next=N_(
        "Take a sysdiagnose before any restart: published cases rest on the system's log. Compare with other"
        " phones."
    ),
    sources=(Source("Citizen Lab, Graphite Caught, June 2025"),),
)
try_later = later_or_seen(at_most=Grade.G1)


def find(
    records: Rows[WebRecord], stores: Rows[StoredOrigin], origins: Rows[WebOrigin], files: Rows[FileEntry]
) -> Iterator[Hit]:
    """Any record of browsers, web views and caches with such an address."""
    yield from loaded(records, TRACE, GRAPHITE)
    yield from stored(stores, origins, files, TRACE, GRAPHITE)


__all__ = ["TRACE", "find", "try_elsewhere", "try_later"]
