"""Sites web views have loaded something from: WebKit's ResourceLoadStatistics, one database per app and web clip.

Times are seconds since 1970-01-01 UTC, rounded down to five seconds; -1 stands for never. WebKit keeps registrable
domains (`example.co.uk`), never full hosts or addresses, and forgets a domain nobody interacted with after thirty days
on which the browser was used. Backups hold it also when they are not encrypted.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, gather, lookup, sqlite
from hoofprint.artifacts.fields import Field, Reading
from hoofprint.model.record import Count, Flag, Host, Hosts, Id, Record, Time
from hoofprint.model.times import unix
from hoofprint.model.words import N_


class LoadedDomain(Record, frozen=True):
    """A web view loaded something from a domain: a page, a frame in it, an image or a script.

    Which page, and whether a person meant to, is not in it; link previews and advertisements make rows as well.
    """

    domain: Annotated[Host, "registrable domain"] = None
    last_seen: Annotated[Time, "last load, rounded down to five seconds"] = None
    interacted: Annotated[Flag, "a person tapped or typed on a page of the domain"] = None
    last_interaction: Annotated[Time, "last such interaction"] = None
    last_push: Annotated[Time, "last interaction with a web push of the domain"] = None
    redirected_to: Annotated[Hosts, "domains its pages redirected to"] = None
    redirected_from: Annotated[Hosts, "domains whose pages redirected to it"] = None
    frame_in: Annotated[Hosts, "domains whose pages showed it in a frame"] = None
    resource_in: Annotated[Hosts, "domains whose pages loaded something from it"] = None
    tracker: Annotated[Flag, "WebKit takes the domain for a tracker"] = None
    removals: Annotated[Count, "how often WebKit removed its stored data"] = None
    domain_id: Annotated[Id, "id of the domain in this database"] = None


def _time(column: str) -> Reading:
    return Reading(column, unix, "seconds since 1970-01-01 UTC, -1 for never", lossy=False)


def _others(table: str, this: str, other: str) -> Field:
    domain = lookup(other, "ObservedDomains", "registrableDomain", by="domainID")
    return gather("domainID", table, domain, by=this)


ARTIFACT = sqlite(
    LoadedDomain,
    name=N_("sites loaded in web views"),
    topic=Topic.WEB,
    says=N_("A web view loaded something from {domain}"),
    files=(
        "/private/var/mobile/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db",
        "/private/var/mobile/**/observations.db",
    ),
    table="ObservedDomains",
    fields={
        "domain": "registrableDomain",
        "last_seen": _time("lastSeen"),
        "interacted": "hadUserInteraction",
        "last_interaction": _time("mostRecentUserInteractionTime"),
        "last_push": _time("mostRecentWebPushInteractionTime"),
        "redirected_to": _others("TopFrameUniqueRedirectsTo", "sourceDomainID", "toDomainID"),
        "redirected_from": _others("TopFrameUniqueRedirectsFrom", "targetDomainID", "fromDomainID"),
        "frame_in": _others("SubframeUnderTopFrameDomains", "subFrameDomainID", "topFrameDomainID"),
        "resource_in": _others("SubresourceUnderTopFrameDomains", "subresourceDomainID", "topFrameDomainID"),
        "tracker": "isPrevalent",
        "removals": "dataRecordsRemoved",
        "domain_id": "domainID",
    },
    maybe="dataRecordsRemoved hadUserInteraction isPrevalent mostRecentUserInteractionTime "
    "mostRecentWebPushInteractionTime SubframeUnderTopFrameDomains SubresourceUnderTopFrameDomains "
    "TopFrameUniqueRedirectsFrom TopFrameUniqueRedirectsTo",
    sources=(
        "https://github.com/WebKit/WebKit (ResourceLoadStatisticsStore.cpp: tables, times, their resolution)",
        "https://docs.mvt.re/en/latest/ios/records/ (webkit_resource_load_statistics)",
    ),
)
