"""Safari's BrowserState.db: open tabs, each with the session it came through. Times are seconds since 2001 UTC."""

import plistlib
from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Tab
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import SAFARI, Stored, World

ARTIFACT, PATH = "ios.safari_tabs", "Library/Safari/BrowserState.db"
_SCHEMA = (
    "CREATE TABLE browser_windows (id INTEGER PRIMARY KEY AUTOINCREMENT,uuid TEXT NOT NULL,"
    "type INTEGER DEFAULT 0,active_document_index INTEGER DEFAULT 0,active_document_is_valid INTEGER DEFAULT 0,"
    "scene_id TEXT);"
    "CREATE TABLE tabs (id INTEGER PRIMARY KEY AUTOINCREMENT,uuid TEXT NOT NULL UNIQUE,title TEXT,"
    "url TEXT COLLATE NOCASE,user_visible_url TEXT COLLATE NOCASE,order_index INTEGER NOT NULL,"
    "last_viewed_time REAL DEFAULT NULL,readinglist_bookmark_id INTEGER DEFAULT 0,"
    "opened_from_link BOOL DEFAULT 0,showing_reader BOOL DEFAULT 0,private_browsing BOOL DEFAULT 0,"
    "displaying_standalone_image BOOL DEFAULT 0,browser_window_uuid TEXT NOT NULL,"
    "browser_window_id INTEGER NOT NULL);"
    "CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT,tab_uuid TEXT NOT NULL UNIQUE,"
    "session_data BLOB DEFAULT NULL,uncompressed_session_data_size INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX tabs_browser_window_id ON tabs (browser_window_id);"
)


def write(world: World) -> Iterator[Stored]:
    """The database; in the home folder up to iOS 12, in Safari's container from iOS 13 on."""
    tabs = world.of(Tab)
    rows = world.numbered(tabs, ARTIFACT)
    dice = world.dice.fork(ARTIFACT)
    window = dice.uuid()
    db = Database(_SCHEMA, world.version)
    db.put("browser_windows", {"id": 1, "uuid": window, "scene_id": dice.uuid()})
    for number, (event, tab) in rows:
        uuid, late = dice.fork(event.time, tab.url).uuid(), world.late(event)
        row: dict[str, Value] = {
            "id": number,
            "uuid": uuid,
            "title": tab.title or None,
            "url": tab.url,
            "user_visible_url": tab.url,
            "order_index": number,
            "last_viewed_time": event.time / SECOND - COCOA_OFFSET,
            "private_browsing": int(tab.private),
            "browser_window_uuid": window,
            "browser_window_id": 1,
        }
        session = _session(tab)
        state: dict[str, Value] = {
            "id": number,
            "tab_uuid": uuid,
            "session_data": session,
            "uncompressed_session_data_size": len(session) - 4,
        }
        db.put("tabs", row, late=late)
        db.put("tab_sessions", state, late=late)
    last = max((event.time for event, _ in tabs), default=world.start)
    data, wal = db.build(dice.fork("wal").bytes(8))
    landed = tuple((event, f"tabs row {number}") for number, (event, _) in rows if event.planted)
    always = world.version[0] < 13
    domain = "HomeDomain" if always else SAFARI
    yield Stored(ARTIFACT, domain, PATH, last + SECOND, data, wal, world.start, landed, backup=always)


def _session(tab: Tab) -> bytes:
    """Four bytes of header, then a property list with the pages of the tab in order."""
    pages = [*tab.back, tab.url]
    entries = [
        {
            "SessionHistoryEntryURL": url,
            "SessionHistoryEntryOriginalURL": url,
            "SessionHistoryEntryTitle": tab.title if url == tab.url else "",
            "SessionHistoryEntryShouldOpenExternalURLsPolicyKey": 2,
        }
        for url in pages
    ]
    history = {
        "SessionHistoryVersion": 1,
        "SessionHistoryCurrentIndex": len(pages) - 1,
        "SessionHistoryEntries": entries,
    }
    content = {"SessionHistory": history, "IsAppInitiated": False, "RenderTreeSize": 415}
    return b"\x00\x00\x00\x02" + plistlib.dumps(content, fmt=plistlib.FMT_BINARY)
