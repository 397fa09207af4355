"""App Privacy Report, as the owner exports it from Settings (iOS 15.2 and later): newline-delimited JSON.

Seven days of what apps did: use of camera, microphone, location, contacts, photos, and the domains they contacted,
with addresses of pages within apps. Times have their offset. The phone itself offers no such file; the export lies
where its owner saved it.
"""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import ANY, Topic, reads
from hoofprint.artifacts.dates import dated, iso_time
from hoofprint.artifacts.places import MOBILE
from hoofprint.formats.plist import as_dict, as_int, as_text
from hoofprint.model.record import At, Bundle, Count, Host, Int, Record, Str, Text, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class PrivacyEvent(Record, frozen=True):
    """The system noted that an app used a protected service, or contacted a domain; not what was sent."""

    time: Annotated[Time, "when it happened; for domains, last"] = None
    first: Annotated[Time, "first contact with the domain in these seven days"] = None
    type: Annotated[Str, "access, or networkActivity"] = None
    bundle: Annotated[Bundle, "the app"] = None
    category: Annotated[Str, "protected service: camera, microphone, location, contacts and others"] = None
    kind: Annotated[Str, "beginning or end of the use"] = None
    host: Annotated[Host, "domain that was contacted"] = None
    owner: Annotated[Str, "company the domain belongs to, where the system knows it"] = None
    context: Annotated[Text, "site on whose pages it was contacted, within the app"] = None
    initiated: Annotated[Str, "contacted by the app itself, or by a site within it"] = None
    hits: Annotated[Count, "how often, in these seven days"] = None
    domain_type: Annotated[Int, "kind of domain as coded"] = None
    uuid: Annotated[Str, "identifier that joins beginning and end of a use"] = None


def _event(file: File, one: dict[str, Any]) -> PrivacyEvent:
    return PrivacyEvent(
        time=dated(file.notes, "time", one.get("timeStamp"), iso_time),
        first=dated(file.notes, "first", one.get("firstTimeStamp"), iso_time),
        type=as_text(one.get("type")),
        bundle=as_text(as_dict(one.get("accessor")).get("identifier")) or as_text(one.get("bundleID")),
        category=as_text(one.get("category")),
        kind=as_text(one.get("kind")),
        host=as_text(one.get("domain")),
        owner=as_text(one.get("domainOwner")) or None,
        context=as_text(one.get("context")) or None,
        initiated=as_text(one.get("initiatedType")),
        hits=as_int(one.get("hits")),
        domain_type=as_int(one.get("domainType")),
        uuid=as_text(one.get("identifier")),
    )


@reads(
    PrivacyEvent,
    name=N_("app privacy report"),
    topic=Topic.NETWORK,
    says=N_("{bundle}: {type} {category} {host}"),
    files=(
        f"{MOBILE}/**/App_Privacy_Report*.ndjson",
        f"{MOBILE}/**/App_Privacy_Report*.ndjson.txt",
        "/@logs/privacy/**",
    ),
    kinds=ANY,
    since="15.2",
    sources=(
        "Apple, About App Privacy Report (support.apple.com/102188)",
        "https://plaso.readthedocs.io/ (iOS App Privacy Report parser and its test data)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for number, line in file.lines():
        if not line.strip():
            continue
        try:
            one = as_dict(json.loads(line))
        except (RecursionError, ValueError):
            one = {}
        if one:
            yield At(number, "line"), _event(file, one)
        else:
            file.notes["item not understood: no JSON object"] += 1
