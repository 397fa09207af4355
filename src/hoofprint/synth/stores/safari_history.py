"""Safari's History.db: pages and visits, with the redirects between them. Times are seconds since 2001 UTC."""

import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Visit
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN, PATH = "ios.safari_history", "HomeDomain", "Library/Safari/History.db"


def write(world: World) -> Iterator[Stored]:
    """The database. From iOS 13 on only encrypted backups hold it."""
    visits = world.of(Visit)
    rows = world.numbered(visits, ARTIFACT, gaps=0.05)
    ids = {event.id: number for number, (event, _) in rows if event.id}
    to = {v.redirect_from: number for number, (_, v) in rows if v.redirect_from}
    db = Database(_schema(world.version[0]), world.version)
    items = _items(world, db)
    for number, (event, visit) in rows:
        row: dict[str, Value] = {
            "id": number,
            "history_item": items[visit.url],
            "visit_time": event.time / SECOND - COCOA_OFFSET,
            "title": visit.title or None,
            "load_successful": int(visit.loaded),
            "redirect_source": ids.get(visit.redirect_from or ""),
            "redirect_destination": to.get(event.id),
            "generation": number,
            "score": 100 if visit.typed else 0,
        }
        db.put("history_visits", row, late=world.late(event))
    last = max((event.time for event, _ in visits), default=world.start)
    db.put("history_client_versions", {"client_version": 4, "last_seen": last / SECOND - COCOA_OFFSET})
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple((event, f"history_visits row {number}") for number, (event, _) in rows if event.planted)
    always = world.version[0] < 13
    yield Stored(ARTIFACT, DOMAIN, PATH, last + SECOND, data, wal, world.start, landed, backup=always)


def _items(world: World, db: Database) -> dict[str, int]:
    """One row for every address, in the order of the first visit."""
    numbers: dict[str, int] = {}
    visits = world.of(Visit)
    for event, visit in visits:
        if visit.url in numbers:
            continue
        numbers[visit.url] = len(numbers) + 1
        count = sum(other.url == visit.url for _, other in visits)
        host = (urlsplit(visit.url).hostname or "").removeprefix("www.")
        row: dict[str, Value] = {
            "id": numbers[visit.url],
            "url": visit.url,
            "domain_expansion": host.rpartition(".")[0] or None,
            "visit_count": count,
            "daily_visit_counts": struct.pack("<I", 100 * count),
            "should_recompute_derived_visit_counts": 0,
            "visit_count_score": 100 * count,
        }
        db.put("history_items", row, late=world.late(event))
    return numbers


def _schema(major: int) -> str:
    status = ",status_code INTEGER NOT NULL DEFAULT 0" if major >= 13 else ""
    tags = (
        "CREATE TABLE history_tags (id INTEGER PRIMARY KEY AUTOINCREMENT,type INTEGER NOT NULL,level INTEGER NOT"
        " NULL,identifier TEXT NOT NULL UNIQUE,title TEXT NOT NULL,modification_timestamp REAL NOT NULL,"
        "item_count INTEGER NOT NULL DEFAULT 0);"
        "CREATE TABLE history_items_to_tags (history_item INTEGER NOT NULL,tag_id INTEGER NOT NULL,"
        "timestamp REAL NOT NULL,UNIQUE(history_item,tag_id) ON CONFLICT REPLACE);"
    )
    visit = "REFERENCES history_visits(id) ON DELETE CASCADE"
    return (
        "CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT,url TEXT NOT NULL UNIQUE,"
        "domain_expansion TEXT NULL,visit_count INTEGER NOT NULL,daily_visit_counts BLOB NOT NULL,"
        "weekly_visit_counts BLOB NULL,autocomplete_triggers BLOB NULL,should_recompute_derived_visit_counts"
        f" INTEGER NOT NULL,visit_count_score INTEGER NOT NULL{status});"
        "CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT,history_item INTEGER NOT NULL"
        " REFERENCES history_items(id) ON DELETE CASCADE,visit_time REAL NOT NULL,title TEXT NULL,"
        "load_successful BOOLEAN NOT NULL DEFAULT 1,http_non_get BOOLEAN NOT NULL DEFAULT 0,"
        f"synthesized BOOLEAN NOT NULL DEFAULT 0,redirect_source INTEGER NULL UNIQUE {visit},"
        f"redirect_destination INTEGER NULL UNIQUE {visit},origin INTEGER NOT NULL DEFAULT 0,"
        "generation INTEGER NOT NULL DEFAULT 0,attributes INTEGER NOT NULL DEFAULT 0,"
        "score INTEGER NOT NULL DEFAULT 0);"
        "CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY AUTOINCREMENT,start_time REAL NOT NULL,"
        "end_time REAL NOT NULL,url TEXT,generation INTEGER NOT NULL DEFAULT 0);"
        "CREATE TABLE metadata (key TEXT NOT NULL UNIQUE, value);"
        "CREATE TABLE history_client_versions (client_version INTEGER PRIMARY KEY,last_seen REAL NOT NULL);"
        "CREATE TABLE history_event_listeners (listener_name TEXT PRIMARY KEY NOT NULL UNIQUE,"
        "last_seen REAL NOT NULL);"
        "CREATE TABLE history_events (id INTEGER PRIMARY KEY AUTOINCREMENT,event_type TEXT NOT NULL,"
        f"event_time REAL NOT NULL,pending_listeners TEXT NOT NULL,value BLOB);{tags if major >= 14 else ''}"
        "CREATE INDEX history_items__domain_expansion ON history_items (domain_expansion);"
        "CREATE INDEX history_visits__last_visit ON history_visits (history_item, visit_time DESC,"
        " synthesized ASC);"
        "CREATE INDEX history_visits__origin ON history_visits (origin, generation);"
    )
