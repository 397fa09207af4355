"""Listed hosts in the records of browsers and web views: shared by the traces of single tools and the general one."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from hoofprint.artifacts.chromium import ChromeDownload, ChromeIcon
from hoofprint.artifacts.duet import UseEvent
from hoofprint.artifacts.ios.chrome_history import ChromeVisit
from hoofprint.artifacts.ios.cookies import Cookie
from hoofprint.artifacts.ios.firefox_favicons import FirefoxIcon
from hoofprint.artifacts.ios.firefox_history import FirefoxVisit
from hoofprint.artifacts.ios.firefox_places import PlacesVisit
from hoofprint.artifacts.ios.privacy_report import PrivacyEvent
from hoofprint.artifacts.ios.resource_loads import LoadedDomain
from hoofprint.artifacts.ios.safari_bookmarks import Bookmark
from hoofprint.artifacts.ios.safari_closed_tabs import ClosedTab
from hoofprint.artifacts.ios.safari_downloads import Download
from hoofprint.artifacts.ios.safari_favicons import Favicon
from hoofprint.artifacts.ios.safari_favicons_rejected import RejectedFavicon
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.ios.safari_history_deletions import HistoryDeletion
from hoofprint.artifacts.ios.safari_history_items import HistoryItem
from hoofprint.artifacts.ios.safari_tab_groups import GroupedTab
from hoofprint.artifacts.ios.safari_tabs import Tab
from hoofprint.artifacts.ios.screen_time import ScreenTime
from hoofprint.artifacts.ios.session_resources import SessionResource
from hoofprint.artifacts.ios.url_cache import CachedResponse
from hoofprint.detect.addresses import host_port, injected, listed_host
from hoofprint.detect.campaigns import claimed_for
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Row, Rows, World, hit
from hoofprint.detect.trace import Hit, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

WebRecord: TypeAlias = (
    HistoryVisit
    | HistoryItem
    | HistoryDeletion
    | Tab
    | GroupedTab
    | ClosedTab
    | Bookmark
    | Download
    | ChromeVisit
    | ChromeDownload
    | ChromeIcon
    | FirefoxVisit
    | FirefoxIcon
    | PlacesVisit
    | Favicon
    | RejectedFavicon
    | LoadedDomain
    | SessionResource
    | CachedResponse
    | Cookie
    | PrivacyEvent
    | ScreenTime
    | UseEvent
)
"""Every record that says a page or a part of one was loaded, or was kept in view."""
HOSTS = (Observable.DOMAIN, Observable.URL, Observable.IP)
OWN = ("url", "urls", "shown_url", "session_urls", "domain", "host", "page", "icon")
"""Columns that hold what was loaded; others hold where it came from or led to."""
ELSEWHERE = "another device"


def loaded(records: Rows[Any], trace: Trace, tool: str | None) -> Iterator[Hit]:
    """One hit for each record whose own address is a listed one. One host's records are echoes of one thing."""
    for row, position, sighting in records.sighted(*HOSTS, columns=OWN, which=claimed_for(tool)):
        listed = listed_host(sighting)
        host, port = _address(row, sighting.column, listed)
        yield hit(
            row,
            moment(row[ARTIFACT], row),
            key=listed,
            stage=trace.stage,
            grade=trace.cap if injected(host, port, listed) else trace.grade,
            sightings=(position,),
            host=listed,
            full_host=host,
            port=str(port or ""),
            origin=str(row.get("origin") or ""),
            failed="yes" if row.get("successful") is False else "no",
        )


def _address(row: Row, column: str, listed: str) -> tuple[str, int | None]:
    """Host and port as they stand in the record; of several addresses, the first with the listed host."""
    value = row[column]
    addresses = value if isinstance(value, list) else [value]
    for address in addresses:
        host, port = host_port(address)
        if host == listed or host.endswith(f".{listed}"):
            return host, port
    return str(value) if column in ("domain", "host") else "", None


def elsewhere(hit: Hit, world: World) -> Tried:
    """Safari takes over the history of the account's other devices."""
    origin = hit.values.get("origin", "")
    if origin == ELSEWHERE:
        why = N_("Safari says that the page was loaded on another device of the account")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)
    if not origin:
        return Tried(Outcome.NOT_TESTABLE, N_("the record does not say on which device"))
    return Tried(Outcome.EXCLUDED, N_("the page was loaded on this phone"))


def failed(hit: Hit, world: World) -> Tried:
    """An address somebody tried, but that answered nothing, ran nothing."""
    if hit.values.get("failed") == "yes":
        return Tried(Outcome.POSSIBLE, N_("the page did not finish loading"), less=1)
    return Tried(Outcome.EXCLUDED, N_("no record says that loading failed"))
