"""Firefox's history up to about version 110 for iOS: browser.db.

Times are microseconds since 1970-01-01 UTC. Later versions keep it in places.db (`ios.firefox_places`).
"""

from typing import Annotated

from hoofprint.artifacts import Topic, decoded, labels, lookup, sqlite
from hoofprint.artifacts.places import APP_GROUP
from hoofprint.model.record import Flag, Id, Record, Str, Time, Url
from hoofprint.model.times import unix_us
from hoofprint.model.words import N_


class FirefoxVisit(Record, frozen=True):
    """Firefox recorded that a page was loaded, here or on another device of the account; not that anybody saw it."""

    time: Annotated[Time, "when Firefox recorded the load"] = None
    url: Annotated[Url, "address of the page"] = None
    title: Annotated[Str, "title of the page"] = None
    led_by: Annotated[Str, "what led here"] = None
    local: Annotated[Flag, "recorded on this device"] = None
    visit: Annotated[Id, "id of this row"] = None
    address: Annotated[Id, "id of the address in history"] = None


LED_BY = {
    1: "link",
    2: "typed",
    3: "bookmark",
    4: "embedded",
    5: "permanent redirect",
    6: "temporary redirect",
    7: "download",
    8: "frame link",
    9: "reload",
}

ARTIFACT = sqlite(
    FirefoxVisit,
    name=N_("Firefox history"),
    topic=Topic.WEB,
    says=N_("Firefox history entry: {url}"),
    files=(f"{APP_GROUP}/profile.profile/browser.db", "/private/var/mobile/profile.profile/browser.db"),
    table="visits",
    fields={
        "time": decoded("date", unix_us, "microseconds since 1970-01-01 UTC"),
        "url": lookup("siteID", "history", "url", by="id"),
        "title": lookup("siteID", "history", "title", by="id"),
        "led_by": labels("type", LED_BY),
        "local": "is_local",
        "visit": "id",
        "address": "siteID",
    },
    maybe="is_local",
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (firefox_history)",
        "https://github.com/mozilla-mobile/firefox-ios (BrowserSchema)",
    ),
)
