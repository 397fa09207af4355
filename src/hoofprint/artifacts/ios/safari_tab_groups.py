"""Tabs, tab groups and profiles Safari keeps in SafariTabs.db (iOS 15 and later).

The table has the form of bookmarks: a tab is a row with an address, its group and its profile are the rows above
it. Times of a tab lie in two property lists (`local_attributes`, `extra_attributes`) as dates, that of closing in a
column as seconds since 2001-01-01 UTC.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, decoded, first, lookup, sqlite
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.sessions import addresses, date_of, safari_time
from hoofprint.model.record import Flag, Id, Int, Record, Str, Time, Url, Urls
from hoofprint.model.words import N_


class GroupedTab(Record, frozen=True):
    """A tab, tab group or profile as Safari last saved it; groups and profiles have no address.

    Rows come from other devices of the account too. A view is a tab in front, not a load.
    """

    url: Annotated[Url, "address of the tab; empty for groups and profiles"] = None
    title: Annotated[Str, "title of the tab, or name of the group or profile"] = None
    group: Annotated[Str, "name of the group or profile it belongs to"] = None
    last_viewed: Annotated[Time, "when the tab was last in front"] = None
    added: Annotated[Time, "when the tab was added"] = None
    closed: Annotated[Time, "when the tab was closed"] = None
    modified: Annotated[Time, "last change of the row"] = None
    session_urls: Annotated[Urls, "addresses of the tab's back and forward list, each once"] = None
    deleted: Annotated[Flag, "marked as deleted, not yet removed"] = None
    tab: Annotated[Id, "id of the row"] = None
    parent: Annotated[Id, "id of the row it belongs to"] = None
    uuid: Annotated[Str, "identifier of the row"] = None
    type: Annotated[Int, "0 for a tab, 1 for a group or profile, as published"] = None
    subtype: Annotated[Int, "2 for a profile, as published"] = None


LOCAL = ("local_attributes", "extra_attributes")
STORED = "property list of attributes"

ARTIFACT = sqlite(
    GroupedTab,
    name=N_("Safari tab groups"),
    topic=Topic.WEB,
    says=N_("Safari kept a tab or tab group: {title}"),
    files=safari("SafariTabs.db"),
    table="bookmarks",
    fields={
        "url": "url",
        "title": "title",
        "group": lookup("parent", "bookmarks", "title", by="id"),
        "last_viewed": first(*(date_of(column, "LastVisitTime", "DateLastViewed") for column in LOCAL)),
        "added": first(*(date_of(column, "DateAdded") for column in reversed(LOCAL))),
        "closed": first(safari_time("date_closed"), *(date_of(column, "DateClosed") for column in LOCAL)),
        "modified": safari_time("last_modified"),
        "session_urls": decoded("local_attributes", addresses, STORED),
        "deleted": "deleted",
        "tab": "id",
        "parent": "parent",
        "uuid": "external_uuid",
        "type": "type",
        "subtype": "subtype",
    },
    maybe="date_closed deleted extra_attributes last_modified local_attributes subtype",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    since="15",
    sources=(
        "https://github.com/mikewaters/safari-raindrop-tabgroups (SafariTabs.db schema reference)",
        "https://github.com/fox-it/dissect.target (path of SafariTabs.db in backups)",
    ),
)
