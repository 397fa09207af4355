"""A web view's stored data under the name of a listed host."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.web_origins import WebOrigin
from hoofprint.artifacts.ios.web_storage import StoredOrigin
from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.rows import Rows
from hoofprint.detect.storing import later_or_seen, stored
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("Code of a page published for Pegasus stored data in a web view"),
    stage=Stage.S2,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.D,
    attribution=Attribution.A3,
    versions="11-14",
    shows=N_(
        "A web view kept data under the name of a host published for Pegasus: code of a page of that host ran in it."
    ),
    does_not_show=N_("What the code did, or that anything ran outside the web view."),
    benign=(
        Benign("later", N_("somebody opened the address after it was published")),
        Benign(
            "parked",
            N_("another owner's page on a domain that expired"),
            untested=N_("who owned the domain on that day is not on the phone"),
        ),
    ),
    raised_by=(
        N_("a port other than the usual one in the name"),
        N_("created beside a redirect to the same host"),
    ),
    refuted_by=(N_("created when the domain had another owner"),),
    next=N_("Compare the creation time with the browser's history and with network accounting."),
    sources=(Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),),
)
try_later = later_or_seen(at_most=Grade.G2)


def find(stores: Rows[StoredOrigin], origins: Rows[WebOrigin], files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each folder or file that names a listed host; a usual port weighs one grade less."""
    yield from stored(stores, origins, files, TRACE, PEGASUS)


__all__ = ["TRACE", "find", "try_later"]
