"""Site icons Safari kept, with the page each was kept for: Favicons.db. It often outlives cleared history.

Times are seconds since 2001-01-01 UTC. A backup does not hold this file.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, lookup, sqlite
from hoofprint.artifacts.sessions import safari_time
from hoofprint.model.record import Count, Record, Str, Time, Url
from hoofprint.model.words import N_


class Favicon(Record, frozen=True):
    """Safari kept a site's icon for a page; it asks for icons of bookmarks and suggestions as well."""

    page: Annotated[Url, "address of the page"] = None
    icon: Annotated[Url, "address of the icon"] = None
    time: Annotated[Time, "when the icon was kept"] = None
    width: Annotated[Count, "width in points"] = None
    uuid: Annotated[Str, "identifier of the icon"] = None


FILES = (
    "/private/var/mobile/Library/Image Cache/Favicons/Favicons.db",
    "/private/var/mobile/Containers/Data/Application/*/Library/Image Cache/Favicons/Favicons.db",
)

ARTIFACT = sqlite(
    Favicon,
    name=N_("Safari icons"),
    topic=Topic.WEB,
    says=N_("Safari kept the icon of {page}"),
    files=FILES,
    table="page_url",
    fields={
        "page": "url",
        "icon": lookup("uuid", "icon_info", "url", by="uuid"),
        "time": lookup("uuid", "icon_info", safari_time("timestamp"), by="uuid"),
        "width": lookup("uuid", "icon_info", "width", by="uuid"),
        "uuid": "uuid",
    },
    maybe="icon_info.width",
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (safari_favicon)",
        "Safari's own schema, WBSFaviconProviderDatabaseController (public decompilations)",
    ),
)
