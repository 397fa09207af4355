"""Site icons Safari asked for and did not get: rejected_resources of Favicons.db. It often outlives cleared history.

Times are seconds since 2001-01-01 UTC. A server that answers only once, as exploit hosts do, leaves such rows.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, sqlite
from hoofprint.artifacts.sessions import safari_time
from hoofprint.model.record import Record, Time, Url
from hoofprint.model.words import N_


class RejectedFavicon(Record, frozen=True):
    """Safari asked for a page's icon in vain; most sites without an icon leave such a row."""

    page: Annotated[Url, "address of the page"] = None
    icon: Annotated[Url, "address asked for"] = None
    time: Annotated[Time, "when it was asked for"] = None


FILES = (
    "/private/var/mobile/Library/Image Cache/Favicons/Favicons.db",
    "/private/var/mobile/Containers/Data/Application/*/Library/Image Cache/Favicons/Favicons.db",
)

ARTIFACT = sqlite(
    RejectedFavicon,
    name=N_("Safari icons asked in vain"),
    topic=Topic.WEB,
    says=N_("Safari asked in vain for the icon of {page}"),
    files=FILES,
    table="rejected_resources",
    fields={"page": "page_url", "icon": "icon_url", "time": safari_time("timestamp")},
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (safari_favicon)",
        "Safari's own schema, WBSFaviconProviderDatabaseController (public decompilations)",
    ),
)
