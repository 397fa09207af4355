"""Icons Firefox kept for pages of its history, up to about version 110 for iOS: browser.db.

The date is seconds since 1970-01-01 UTC. Later versions keep icons as files without addresses.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, lookup, sqlite, unix
from hoofprint.artifacts.places import APP_GROUP
from hoofprint.model.record import Id, Int, Record, Str, Time, Url
from hoofprint.model.words import N_


class FirefoxIcon(Record, frozen=True):
    """Firefox kept a site's icon for a page of its history; not that anybody saw the page."""

    page: Annotated[Url, "address of the page"] = None
    title: Annotated[Str, "title of the page"] = None
    icon: Annotated[Url, "address of the icon"] = None
    fetched: Annotated[Time, "when the icon was fetched"] = None
    type: Annotated[Int, "kind of icon as coded"] = None
    address: Annotated[Id, "id of the page in history"] = None


ICON = "favicons"
ARTIFACT = sqlite(
    FirefoxIcon,
    name=N_("Firefox icons"),
    topic=Topic.WEB,
    says=N_("An icon was kept for {page}"),
    files=(f"{APP_GROUP}/profile.profile/browser.db", "/private/var/mobile/profile.profile/browser.db"),
    table="favicon_sites",
    fields={
        "page": lookup("siteID", "history", "url", by="id"),
        "title": lookup("siteID", "history", "title", by="id"),
        "icon": lookup("faviconID", ICON, "url", by="id"),
        "fetched": unix(lookup("faviconID", ICON, "date", by="id")),
        "type": lookup("faviconID", ICON, "type", by="id"),
        "address": "siteID",
    },
    sources=("https://docs.mvt.re/en/latest/ios/records/ (firefox_favicon)",),
)
