"""Sites web views have loaded something from, in the property list older WebKit kept instead of a database.

WebKit wrote it up to about iOS 13 and deletes it once it has a database. Times are seconds since 1970-01-01 UTC,
some versions a date. Domains are registrable domains; what relates them to others is kept as lists.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.formats import plist
from hoofprint.model.record import At, Flag, Host, Hosts, Record, Time
from hoofprint.model.times import moment, unix
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class SessionResource(Record, frozen=True):
    """A web view loaded something from a domain; link previews and advertisements make entries as well."""

    domain: Annotated[Host, "registrable domain"] = None
    last_seen: Annotated[Time, "last load"] = None
    interacted: Annotated[Flag, "a person tapped or typed on a page of the domain"] = None
    last_interaction: Annotated[Time, "last such interaction"] = None
    redirected_to: Annotated[Hosts, "domains its pages redirected to"] = None
    redirected_from: Annotated[Hosts, "domains whose pages redirected to it"] = None
    resource_redirected_to: Annotated[Hosts, "domains to which things loaded from it were redirected"] = None
    resource_redirected_from: Annotated[Hosts, "domains that redirected to things loaded from it"] = None
    frame_in: Annotated[Hosts, "domains whose pages showed it in a frame"] = None
    resource_in: Annotated[Hosts, "domains whose pages loaded something from it"] = None


RELATIONS = {
    "redirected_to": "topFrameUniqueRedirectsTo",
    "redirected_from": "topFrameUniqueRedirectsFrom",
    "resource_redirected_to": "subresourceUniqueRedirectsTo",
    "resource_redirected_from": "subresourceUniqueRedirectsFrom",
    "frame_in": "subframeUnderTopFrame",
    "resource_in": "subresourceUnderTopFrame",
}
"""Versions of WebKit end the last two in `Origins` or in `Domains`."""


def _time(value: Any) -> int | None:
    return moment(value) or unix(value)


def _names(value: Any) -> list[str]:
    """Domains of a relation: plain text, dictionaries with the domain in them, or keys with counts."""
    if isinstance(value, dict):
        return [str(name) for name in value]
    found = []
    for item in plist.as_list(value):
        held = plist.as_dict(item)
        found.append(
            plist.as_text(item) or plist.as_text(held.get("domain")) or plist.as_text(held.get("origin"))
        )
    return [name for name in found if name]


def _resource(held: dict[str, Any]) -> SessionResource:
    interacted = held.get("hadUserInteraction")
    relations = {
        field: [name for ending in ("", "Origins", "Domains") for name in _names(held.get(key + ending))]
        for field, key in RELATIONS.items()
    }
    return SessionResource(
        domain=plist.as_text(held.get("PrevalentResourceOrigin"))
        or plist.as_text(held.get("PrevalentResourceDomain")),
        last_seen=_time(held.get("lastSeen")),
        interacted=bool(interacted) if isinstance(interacted, int) else None,
        last_interaction=_time(held.get("mostRecentUserInteraction")),
        **relations,
    )


@reads(
    SessionResource,
    name=N_("sites loaded in web views (older)"),
    topic=Topic.WEB,
    says=N_("A web view loaded something from {domain}"),
    files="/private/var/mobile/**/full_browsing_session_resourceLog.plist",
    until="13",
    sources=(
        "https://github.com/WebKit/WebKit (ResourceLoadStatistics.cpp: keys of the property list)",
        "https://docs.mvt.re/en/latest/ios/records/ (webkit_session_resource_log)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    statistics = plist.as_list(plist.as_dict(file.plist()).get("browsingStatistics"))

    def made(item: tuple[int, Any]) -> tuple[At, SessionResource]:
        return At(item[0], key=f"browsingStatistics.{item[0]}"), _resource(plist.as_dict(item[1]))

    return file.each(enumerate(statistics), made)
