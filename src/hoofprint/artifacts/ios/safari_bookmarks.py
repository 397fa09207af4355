"""Bookmarks and reading list of Safari: Bookmarks.db.

Synchronised with other devices of the account; removed bookmarks may stay marked as deleted. The first start of a
phone puts some there by itself, and suggestions of visited pages are kept with them.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, labels, lookup, sqlite
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.sessions import safari_time
from hoofprint.model.record import Flag, Id, Record, Str, Time, Url
from hoofprint.model.words import N_


class Bookmark(Record, frozen=True):
    """A bookmark, a folder of them or a page of the reading list, here or on another device of the account."""

    url: Annotated[Url, "address; empty for folders"] = None
    title: Annotated[Str, "its name"] = None
    kind: Annotated[Str, "bookmark or folder"] = None
    folder: Annotated[Str, "name of the folder it lies in"] = None
    added: Annotated[Time, "when it was last changed, where that is kept"] = None
    deleted: Annotated[Flag, "marked as deleted"] = None
    hidden: Annotated[Flag, "not shown"] = None
    bookmark: Annotated[Id, "id of the row"] = None
    uuid: Annotated[Str, "identifier"] = None


ARTIFACT = sqlite(
    Bookmark,
    name=N_("Safari bookmarks and reading list"),
    topic=Topic.WEB,
    says=N_("Bookmark: {title} {url}"),
    files=safari("Bookmarks.db"),
    table="bookmarks",
    fields={
        "url": "url",
        "title": "title",
        "kind": labels("type", {0: "bookmark", 1: "folder"}),
        "folder": lookup("parent", "bookmarks", "title", by="id"),
        "added": safari_time("last_modified"),
        "deleted": "deleted",
        "hidden": "hidden",
        "bookmark": "id",
        "uuid": "external_uuid",
    },
    maybe="deleted external_uuid hidden last_modified",
    sources=("https://github.com/abrignoni/iLEAPP (safariBookmarks)",),
)
