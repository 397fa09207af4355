"""Tabs Safari kept open in BrowserState.db, with the addresses each tab can go back and forward to.

Times are seconds since 2001-01-01 UTC, on iOS 26 since 1970. The session is a property list behind a header of four
bytes. iOS 15 moved tabs to SafariTabs.db (`ios.safari_tab_groups`); this file stays behind with old or closed tabs.
A backup holds it only when it is encrypted.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, decoded, lookup, sqlite
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.sessions import addresses, safari_time
from hoofprint.model.record import Flag, Id, Record, Str, Time, Url, Urls
from hoofprint.model.words import N_


class Tab(Record, frozen=True):
    """A tab that was open when Safari last saved its state.

    The last view is when the tab was in front, not when the page was loaded. Tabs opened by a page or by another
    app are here as well.
    """

    url: Annotated[Url, "address of the tab"] = None
    shown_url: Annotated[Url, "address as the address bar shows it"] = None
    title: Annotated[Str, "title of the page"] = None
    last_viewed: Annotated[Time, "when the tab was last in front"] = None
    session_urls: Annotated[Urls, "addresses of the tab's back and forward list, each once"] = None
    opened_from_link: Annotated[Flag, "opened by a link instead of by the person's own doing"] = None
    private: Annotated[Flag, "a private tab"] = None
    tab: Annotated[Id, "id of the tab"] = None
    uuid: Annotated[Str, "identifier of the tab"] = None
    profile: Annotated[Str, "identifier of the profile, where newer versions keep one"] = None
    position: Annotated[Id, "place among the tabs of its window"] = None


SESSION = decoded("session_data", addresses, "session: property list behind a header")

ARTIFACT = sqlite(
    Tab,
    name=N_("Safari tabs"),
    topic=Topic.WEB,
    says=N_("Safari kept a tab open: {url}"),
    files=safari("BrowserState.db"),
    table="tabs",
    fields={
        "url": "url",
        "shown_url": "user_visible_url",
        "title": "title",
        "last_viewed": safari_time("last_viewed_time"),
        "session_urls": lookup("uuid", "tab_sessions", SESSION, by="tab_uuid"),
        "opened_from_link": "opened_from_link",
        "private": "private_browsing",
        "tab": "id",
        "uuid": "uuid",
        "profile": "profile_uuid",
        "position": "order_index",
    },
    maybe="opened_from_link private_browsing profile_uuid tab_sessions user_visible_url",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (safari_browser_state)",
        "https://github.com/abrignoni/iLEAPP (safariTabs; issue 1699: times of iOS 26)",
        "Safari's own schema, SFBrowserStateSQLiteStore in MobileSafari (public decompilations)",
    ),
)
