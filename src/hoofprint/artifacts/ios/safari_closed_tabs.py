"""Tabs that were closed and can be opened again: RecentlyClosedTabs.plist. Dates are UTC.

A closed window stands as the list of its tabs, all with the date of the window.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.artifacts.places import safari
from hoofprint.artifacts.sessions import addresses
from hoofprint.formats.plist import as_dict, as_list, as_text
from hoofprint.model.record import At, Flag, Record, Str, Time, Url, Urls
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class ClosedTab(Record, frozen=True):
    """A tab was open in Safari and closed; not who opened the page, nor whether it was looked at."""

    closed: Annotated[Time, "when the tab, or its window, was closed"] = None
    url: Annotated[Url, "address of the tab"] = None
    title: Annotated[Str, "title of the page"] = None
    session_urls: Annotated[Urls, "addresses of its back and forward list, each once"] = None
    private: Annotated[Flag, "a private tab or window"] = None
    uuid: Annotated[Str, "identifier of the tab"] = None


def _tabs(file: File, listed: list[Any]) -> Iterator[tuple[str, dict[str, Any], Any, Any]]:
    """Key path, tab, date of closing and privacy, from tabs closed alone and in their window."""
    for number, item in enumerate(listed):
        held = as_dict(as_dict(item).get("PersistentState"))
        private = held.get("IsPrivateWindow", held.get("IsPrivate"))
        inside = as_list(held.get("TabStates"))
        for place, tab in enumerate(inside):
            yield f"{number}.{place}", as_dict(tab), held.get("DateClosed"), private
        if not inside:
            yield str(number), held, held.get("DateClosed"), private


@reads(
    ClosedTab,
    name=N_("Safari tabs that were closed"),
    topic=Topic.WEB,
    says=N_("A tab was closed: {url}"),
    files=safari("RecentlyClosedTabs.plist"),
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "Safari's RecentlyClosedTabs.plist as read by open-source tools (ClosedTabOrWindowPersistentStates)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    listed = as_list(as_dict(file.plist()).get("ClosedTabOrWindowPersistentStates"))
    for row, (key, tab, closed, private) in enumerate(_tabs(file, listed)):
        session = tab.get("SessionState")
        yield (
            At(row, key=key),
            ClosedTab(
                closed=dated(file.notes, "closed", closed),
                url=as_text(tab.get("TabURL")),
                title=as_text(tab.get("TabTitle")),
                session_urls=addresses(session) if session is not None else None,
                private=private if isinstance(private, bool) else None,
                uuid=as_text(tab.get("TabUUID")),
            ),
        )
