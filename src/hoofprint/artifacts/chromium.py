"""What browsers built on Chromium keep: history, downloads and icons, the same tables whatever the browser's name.

Times are microseconds since 1601-01-01 UTC; the first versions kept those of downloads in seconds since 1970.
"""

from typing import Annotated, Any

from hoofprint.artifacts.declare import Artifact, sqlite
from hoofprint.artifacts.fields import Reading, chrome, decoded, first, gather, labels, lookup
from hoofprint.artifacts.places import APP_DATA
from hoofprint.artifacts.topic import Topic
from hoofprint.model import times
from hoofprint.model.record import (
    Bytes,
    Count,
    FileHash,
    Flag,
    Id,
    Int,
    Path,
    Record,
    Seconds,
    Str,
    Time,
    Url,
    Urls,
)
from hoofprint.model.words import N_

PLACES = {
    "Chrome": ("Google/Chrome",),
    "Edge": ("Microsoft/Edge", "com.microsoft.msedge"),
    "Brave": ("Chromium", "BraveSoftware/Brave-Browser"),
}
"""Folders of profiles below an app's Application Support: the one found on a phone of iOS 15, then guesses."""


class ChromeVisit(Record, frozen=True):
    """The browser recorded that a page was loaded, here or on another device; not that anybody saw it."""

    time: Annotated[Time, "when the browser recorded the load"] = None
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


class ChromeDownload(Record, frozen=True):
    """The browser downloaded a file, or began to; not that it was opened."""

    start: Annotated[Time, "when the download began"] = None
    end: Annotated[Time, "when it ended"] = None
    urls: Annotated[Urls, "addresses from the first to the one that served the file"] = None
    referrer: Annotated[Url, "page that referred to it"] = None
    tab_url: Annotated[Url, "address of the tab"] = None
    path: Annotated[Path, "where it was put"] = None
    received: Annotated[Bytes, "bytes received"] = None
    size: Annotated[Bytes, "bytes in all"] = None
    state: Annotated[Str, "how it stands"] = None
    opened: Annotated[Flag, "opened from the browser"] = None
    mime: Annotated[Str, "kind of data as the server stated it"] = None
    sha256: Annotated[FileHash, "hash of the file, where the browser kept it"] = None


class ChromeIcon(Record, frozen=True):
    """The browser kept a site's icon for a page; it asks for icons of bookmarks and suggestions as well."""

    page: Annotated[Url, "address of the page"] = None
    icon: Annotated[Url, "address of the icon"] = None
    updated: Annotated[Time, "when the icon was last fetched"] = None
    requested: Annotated[Time, "when it was last asked for"] = None


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
STATES = {0: "in progress", 1: "complete", 2: "cancelled", 3: "interrupted", 4: "interrupted"}
SECONDS_BELOW = 100_000_000_000
"""A start of a download below this is in seconds since 1970: as microseconds since 1601 it would be in that year."""
ADDRESS = lookup("url", "urls", "url", by="id")
SOURCES = (
    "https://docs.mvt.re/en/latest/ios/records/ (chrome_history, chrome_favicon)",
    "https://source.chromium.org (history database, page_transition_types.h: meaning of transition)",
    "Mattia Epifani, iOS 15 Image Forensics Analysis and Tools Comparison: Browsers, 2025 (folders on a phone)",
)


def files(browser: str, name: str) -> tuple[str, ...]:
    """A file of every profile of a browser."""
    return tuple(f"{APP_DATA}/Library/Application Support/{place}/*/{name}" for place in PLACES[browser])


def _led_by(code: Any) -> str:
    core = int(code) & 0xFF
    return CORE[core] if core < len(CORE) else str(core)


def _moment(value: Any) -> int | None:
    return times.unix(value) if value < SECONDS_BELOW else times.chrome(value)


def history(browser: str, name: str) -> Artifact:
    """The loads of pages."""
    chrome_itself = browser == "Chrome"
    return sqlite(
        ChromeVisit,
        name=name,
        topic=Topic.WEB,
        says=N_("Chrome history entry: {url}") if chrome_itself else N_("Browser history entry: {url}"),
        files=files(browser, "History"),
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
        sources=SOURCES,
    )


def downloads(browser: str, name: str) -> Artifact:
    """The files that were downloaded."""
    stored = "microseconds since 1601, first versions seconds since 1970, UTC"
    return sqlite(
        ChromeDownload,
        name=name,
        topic=Topic.WEB,
        says=N_("Downloaded from {urls}"),
        files=files(browser, "History"),
        table="downloads",
        fields={
            "start": decoded("start_time", _moment, stored),
            "end": decoded("end_time", _moment, stored),
            "urls": first(
                gather("id", "downloads_url_chains", "url", by="id"),
                Reading("url", lambda url: [str(url)], "address", lossy=False),
            ),
            "referrer": "referrer",
            "tab_url": "tab_url",
            "path": first("target_path", "full_path"),
            "received": "received_bytes",
            "size": "total_bytes",
            "state": labels("state", STATES),
            "opened": "opened",
            "mime": "mime_type",
            "sha256": Reading("hash", lambda value: value.hex() or None, "SHA-256", lossy=False),
        },
        maybe="downloads end_time full_path hash mime_type opened referrer tab_url target_path url"
        " downloads_url_chains",
        sources=SOURCES,
    )


def icons(browser: str, name: str) -> Artifact:
    """The icons of pages."""
    return sqlite(
        ChromeIcon,
        name=name,
        topic=Topic.WEB,
        says=N_("An icon was kept for {page}"),
        files=files(browser, "Favicons"),
        table="icon_mapping",
        fields={
            "page": "page_url",
            "icon": lookup("icon_id", "favicons", "url", by="id"),
            "updated": chrome(lookup("icon_id", "favicon_bitmaps", "last_updated", by="icon_id")),
            "requested": chrome(lookup("icon_id", "favicon_bitmaps", "last_requested", by="icon_id")),
        },
        maybe="favicon_bitmaps favicon_bitmaps.last_requested",
        sources=SOURCES,
    )
