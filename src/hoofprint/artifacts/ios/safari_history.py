"""Safari's history: one row for each page load it recorded, with the redirects before and after it.

Times are seconds since 2001-01-01 UTC with a fraction; should iOS 26 write them since 1970 as it does for tabs, they
are read so. Ids are local to one file: each Safari profile has its own. A backup holds this file only when it is
encrypted. The full redirect chain is often not kept, only its ends; a missing partner stays visible as an id without
an address.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, labels, lookup, sqlite
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.sessions import safari_time
from hoofprint.model.record import Flag, Id, Int, Record, Str, Time, Url
from hoofprint.model.words import N_


class HistoryVisit(Record, frozen=True):
    """Safari recorded that a page was loaded, here or on another device of the same account.

    It does not show that a person asked for the page, saw it, or that anything on it ran: redirects, restored
    tabs and synchronisation make rows as well.
    """

    time: Annotated[Time, "when Safari recorded the load"] = None
    url: Annotated[Url, "address of the page"] = None
    title: Annotated[Str, "title of the page"] = None
    visit: Annotated[Id, "id of this row, to which redirects of others refer"] = None
    item: Annotated[Id, "id of the address in history_items"] = None
    redirect_source: Annotated[Id, "the load that redirected here"] = None
    redirected_from_url: Annotated[Url, "address of that load"] = None
    redirect_destination: Annotated[Id, "the load this one redirected to"] = None
    redirected_to_url: Annotated[Url, "address of that load"] = None
    origin: Annotated[Str, "the device it was recorded on: this one or another of the account"] = None
    successful: Annotated[Flag, "the page finished loading"] = None
    not_get: Annotated[Flag, "loaded by another method than GET, such as a form that was sent"] = None
    synthesized: Annotated[Flag, "made up by Safari for its statistics, not a load of its own"] = None
    generation: Annotated[
        Int, "generation of synchronisation; grows when history is cleared on another device"
    ] = None
    score: Annotated[Int, "Safari's weight for suggestions"] = None
    attributes: Annotated[Int, "attributes as stored"] = None


ADDRESS = lookup("history_item", "history_items", "url", by="id")

ARTIFACT = sqlite(
    HistoryVisit,
    name=N_("Safari history"),
    topic=Topic.WEB,
    says=N_("Safari history entry: {url}"),
    files=safari("History.db"),
    table="history_visits",
    fields={
        "time": safari_time("visit_time"),
        "url": ADDRESS,
        "title": "title",
        "visit": "id",
        "item": "history_item",
        "redirect_source": "redirect_source",
        "redirected_from_url": lookup("redirect_source", "history_visits", ADDRESS, by="id"),
        "redirect_destination": "redirect_destination",
        "redirected_to_url": lookup("redirect_destination", "history_visits", ADDRESS, by="id"),
        "origin": labels("origin", {0: "this device", 1: "another device"}),
        "successful": "load_successful",
        "not_get": "http_non_get",
        "synthesized": "synthesized",
        "generation": "generation",
        "score": "score",
        "attributes": "attributes",
    },
    maybe="attributes generation http_non_get origin score synthesized title",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (safari_history)",
        "https://github.com/abrignoni/iLEAPP (safariHistory: meaning of origin)",
        "https://plaso.readthedocs.io/ (Safari history database parser)",
    ),
)
