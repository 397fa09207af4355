"""Sites that stored data in a web view, as folder and file names say it: `IndexedDB/https_example.org_0`.

Only script of a page makes such a folder, so it shows that code of the site ran in a web view. The number is the
port, 0 for the scheme's own. Newer WebKit hides the site behind hashes (`ios.web_origins`). A backup lists these
names though it rarely keeps the content; a dump in which times were lost on copying has none.
"""

import re
from typing import Annotated
from urllib.parse import unquote

from hoofprint.artifacts import Topic, entries
from hoofprint.model.entry import FileEntry
from hoofprint.model.record import At, Host, Int, Path, Record, Str, Time, Url
from hoofprint.model.words import N_

STORES = {"IndexedDB": "IndexedDB", "___IndexedDB": "IndexedDB", "LocalStorage": "LocalStorage"}
ORIGIN = re.compile(r"([a-z][a-z0-9+.-]{0,30})_(.+)_(\d{1,5})(?:\.localstorage)?")
"""`https_host_0`; the host may hold underscores, so the last one parts the port."""
DATABASES = ("IndexedDB.sqlite3", "IndexedDB.db")


class StoredOrigin(Record, frozen=True):
    """A site's script stored something in this app's web view; not what, and not that a person meant to open it."""

    origin: Annotated[Url, "the site that stored: scheme, host and, if not the usual one, port"] = None
    host: Annotated[Host, "its host"] = None
    port: Annotated[Int, "its port; empty for the scheme's own"] = None
    page: Annotated[Url, "the site of the page, where the storing site was a frame in it"] = None
    store: Annotated[Str, "kind of store: IndexedDB or LocalStorage"] = None
    path: Annotated[Path, "the folder or file whose name says it"] = None
    born: Annotated[Time, "creation of that folder or file, where the container states it"] = None
    modified: Annotated[Time, "its last modification"] = None


def origin(name: str) -> tuple[str, str, int | None] | None:
    """Address, host and port of a name like `https_example.org_8443`; None where the name is none."""
    found = ORIGIN.fullmatch(name)
    if not found:
        return None
    scheme, host, port = found[1], unquote(found[2]), int(found[3]) or None
    return f"{scheme}://{host}" + (f":{port}" if port else ""), host, port


@entries(
    StoredOrigin,
    name=N_("folders of sites with stored data"),
    topic=Topic.WEB,
    says=N_("Script of {origin} stored data in a web view"),
    files=(
        "/private/var/mobile/**/IndexedDB/**",
        "/private/var/mobile/**/___IndexedDB/**",
        "/private/var/mobile/**/LocalStorage/*.localstorage",
    ),
    sources=(
        "https://github.com/WebKit/WebKit (SecurityOriginData::databaseIdentifier)",
        "https://docs.mvt.re/en/latest/ios/records/ (webkit_indexeddb, webkit_local_storage)",
    ),
)
def ARTIFACT(entry: FileEntry) -> tuple[At, Record] | None:
    """The entry that is named after a site, or a database below it: archives often list files only."""
    parts = (entry.path or "").split("/")
    at = next((number for number, part in enumerate(parts) if part in STORES), len(parts))
    below = parts[at + 1 :]
    named = [found for part in below if (found := origin(part))]
    if not named or not (origin(parts[-1]) or parts[-1] in DATABASES):
        return None
    address, host, port = named[-1]
    return At(entry.inode or 0, "entry"), StoredOrigin(
        origin=address,
        host=host,
        port=port,
        page=named[0][0] if len(named) > 1 else None,
        store=STORES[parts[at]],
        path=entry.path,
        born=entry.born,
        modified=entry.modified,
    )
