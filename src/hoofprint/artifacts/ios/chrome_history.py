"""Chrome's history: one row for each page load, with what led to it.

Times are microseconds since 1601-01-01 UTC. Ids are local to one file, and each Chrome profile has its own. Chrome
keeps ninety days.
"""

from typing import Annotated, Any

from hoofprint.artifacts import chrome, lookup, sqlite
from hoofprint.artifacts.fields import Reading
from hoofprint.artifacts.places import APP_DATA
from hoofprint.model.record import Count, Flag, Id, Int, Record, Seconds, Str, Time, Url
from hoofprint.model.words import N_


class ChromeVisit(Record, frozen=True):
    """Chrome recorded that a page was loaded, here or on another device of the account; not that anybody saw it."""

    time: Annotated[Time, "when Chrome recorded the load"] = None
    url: Annotated[Url, "address of the page"] = None
    title: Annotated[Str, "title of the page"] = None
    visit: Annotated[Id, "id of this row"] = None
    address: Annotated[Id, "id of the address in urls"] = None
    from_visit: Annotated[Id, "the load that led here; 0 for none"] = None
    from_url: Annotated[Url, "address of that load"] = None
    led_by: Annotated[Str, "what led here: link, typed, form, reload and others"] = None
    redirect: Annotated[Flag, "a server or a page redirected here"] = None
    transition: Annotated[Int, "what led here, with its flags, as stored"] = None
    duration: Annotated[Seconds, "how long the page was open"] = None
    typed: Annotated[Count, "how often the address was typed, in all"] = None


CORE = (
    "link",
    "typed",
    "bookmark",
    "frame",
    "frame by hand",
    "suggestion",
    "start page",
    "form",
    "reload",
    "keyword",
    "keyword search",
)
REDIRECT = 0xC0000000
ADDRESS = lookup("url", "urls", "url", by="id")


def _led_by(code: Any) -> str:
    core = int(code) & 0xFF
    return CORE[core] if core < len(CORE) else str(core)


ARTIFACT = sqlite(
    ChromeVisit,
    says=N_("Chrome history entry: {url}"),
    files=f"{APP_DATA}/Library/Application Support/Google/Chrome/*/History",
    table="visits",
    fields={
        "time": chrome("visit_time"),
        "url": ADDRESS,
        "title": lookup("url", "urls", "title", by="id"),
        "visit": "id",
        "address": "url",
        "from_visit": "from_visit",
        "from_url": lookup("from_visit", "visits", ADDRESS, by="id"),
        "led_by": Reading("transition", _led_by, "transition: its lowest byte", lossy=False),
        "redirect": Reading(
            "transition", lambda code: bool(int(code) & REDIRECT), "transition: two flags", lossy=False
        ),
        "transition": "transition",
        "duration": Reading("visit_duration", lambda us: int(us) / 1e6, "microseconds", lossy=False),
        "typed": lookup("url", "urls", "typed_count", by="id"),
    },
    maybe="transition visit_duration urls.typed_count",
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (chrome_history)",
        "https://source.chromium.org (page_transition_types.h: meaning of transition)",
    ),
)
