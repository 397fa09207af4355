"""Firefox's history as its shared storage keeps it: places.db of newer versions for iOS.

Times are milliseconds since 1970-01-01 UTC here and microseconds in the desktop's file of the same form; no time
can be taken for both.
"""

from typing import Annotated, Any

from hoofprint.artifacts import Topic, decoded, labels, lookup, sqlite
from hoofprint.artifacts.places import APP_GROUP
from hoofprint.model.record import Flag, Id, Record, Str, Time, Url
from hoofprint.model.times import unix_ms, unix_us
from hoofprint.model.words import N_


class PlacesVisit(Record, frozen=True):
    """Firefox recorded that a page was loaded, here or on another device of the account; not that anybody saw it."""

    time: Annotated[Time, "when Firefox recorded the load"] = None
    url: Annotated[Url, "address of the page"] = None
    title: Annotated[Str, "title of the page"] = None
    from_visit: Annotated[Id, "the load that led here; 0 for none"] = None
    from_url: Annotated[Url, "address of that load"] = None
    led_by: Annotated[Str, "what led here"] = None
    local: Annotated[Flag, "recorded on this device"] = None
    visit: Annotated[Id, "id of this row"] = None
    place: Annotated[Id, "id of the address in moz_places"] = None


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
ADDRESS = lookup("place_id", "moz_places", "url", by="id")


def _time(value: Any) -> int | None:
    return unix_ms(value) or unix_us(value)


ARTIFACT = sqlite(
    PlacesVisit,
    name=N_("Firefox history (newer)"),
    topic=Topic.WEB,
    says=N_("Firefox history entry: {url}"),
    files=(f"{APP_GROUP}/profile.profile/places.db", f"{APP_GROUP}/**/places.db"),
    table="moz_historyvisits",
    fields={
        "time": decoded("visit_date", _time, "milliseconds or microseconds since 1970-01-01 UTC"),
        "url": ADDRESS,
        "title": lookup("place_id", "moz_places", "title", by="id"),
        "from_visit": "from_visit",
        "from_url": lookup("from_visit", "moz_historyvisits", ADDRESS, by="id"),
        "led_by": labels("visit_type", LED_BY),
        "local": "is_local",
        "visit": "id",
        "place": "place_id",
    },
    maybe="is_local",
    sources=(
        "https://github.com/mozilla/application-services (places: create_shared_schema.sql)",
        "https://plaso.readthedocs.io/ (Firefox places database parser)",
    ),
)
