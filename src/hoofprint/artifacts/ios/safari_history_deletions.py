"""Deletions Safari notes so that they reach the other devices of an account: what was removed from history.

Times are seconds since 2001-01-01 UTC; the year 1 stands for "from the beginning". A note names the span of loads
that was removed, and one address where only that was removed; it goes away once the other devices have heard of it.
"""

from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, sqlite
from hoofprint.artifacts.fields import Reading
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.sessions import safari_time
from hoofprint.model.record import Flag, Id, Int, Record, Str, Time, Url
from hoofprint.model.words import N_


class HistoryDeletion(Record, frozen=True):
    """History was removed for a span of time; not when, by whom or on which device.

    People clear their history, and a page opened again by mistake is removed like any other.
    """

    url: Annotated[Url, "the address removed; empty where everything in the span was"] = None
    start: Annotated[Time, "loads from this time on were removed; empty where all up to the end were"] = None
    end: Annotated[Time, "loads up to this time were removed"] = None
    everything: Annotated[
        Flag, "all loads up to the end were removed, of every address unless one is named"
    ] = None
    deletion: Annotated[Id, "id of the note"] = None
    generation: Annotated[Int, "generation of synchronisation"] = None
    device: Annotated[Str, "device identifier, where newer versions keep one"] = None


BEGINNING = -60_000_000_000
"""Seconds since 2001; Safari writes 0001-01-01 for the beginning."""


def _everything(start: Any) -> bool | None:
    return start < BEGINNING if isinstance(start, int | float) else None


ARTIFACT = sqlite(
    HistoryDeletion,
    name=N_("Safari history deletions"),
    topic=Topic.WEB,
    says=N_("Safari noted a removal from history: {url}"),
    files=safari("History.db"),
    table="history_tombstones",
    fields={
        "url": "url",
        "start": safari_time("start_time", lossy=False),
        "end": safari_time("end_time"),
        "everything": Reading("start_time", _everything, "the year 1 for the beginning", lossy=False),
        "deletion": "id",
        "generation": "generation",
        "device": "udid",
    },
    maybe="generation udid",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "Safari's own schema, WBSHistorySQLiteSchema in the SafariShared framework (public decompilations)",
        "https://plaso.readthedocs.io/ (Safari history database parser)",
    ),
)
