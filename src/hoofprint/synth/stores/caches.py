"""Caches of the system's HTTP library, one for each program; no backup holds them. Times are text, UTC.

Source: the tables as published (Silent Signal, iOS HTTP cache analysis, 2016).
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from hoofprint.synth.plants import Cached
from hoofprint.synth.sqlite import Database
from hoofprint.synth.timing import SECOND, Event
from hoofprint.synth.world import Stored, World

ARTIFACT = "ios.url_cache"
_SCHEMA = (
    "CREATE TABLE cfurl_cache_response (entry_ID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, version INTEGER,"
    " hash_value INTEGER, storage_policy INTEGER, request_key TEXT UNIQUE,"
    " time_stamp NOT NULL DEFAULT CURRENT_TIMESTAMP, partition TEXT);"
    "CREATE TABLE cfurl_cache_blob_data (entry_ID INTEGER PRIMARY KEY, response_object BLOB, request_object BLOB,"
    " proto_props BLOB, user_info BLOB);"
    "CREATE TABLE cfurl_cache_receiver_data (entry_ID INTEGER PRIMARY KEY, isDataOnFS INTEGER, receiver_data BLOB);"
)


def write(world: World) -> Iterator[Stored]:
    """One database for each program with answers; an address is kept once."""
    by_place: dict[tuple[str, str], list[tuple[Event, Cached]]] = {}
    for event, one in world.held(Cached, lambda one: (one.domain, one.folder, one.url)):
        by_place.setdefault((one.domain, one.folder), []).append((event, one))
    for (domain, folder), every in sorted(by_place.items()):
        yield _cache(world, domain, folder, every)


def _cache(world: World, domain: str, folder: str, every: list[tuple[Event, Cached]]) -> Stored:
    db = Database(_SCHEMA, world.version)
    landed: list[tuple[Event, str]] = []
    for number, (event, one) in world.numbered(every, f"{ARTIFACT} {folder}"):
        late = world.late(event)
        stamp = datetime.fromtimestamp(event.time // SECOND, UTC).strftime("%Y-%m-%d %H:%M:%S")
        row = {"entry_ID": number, "version": 0, "hash_value": number, "storage_policy": 0}
        db.put("cfurl_cache_response", {**row, "request_key": one.url, "time_stamp": stamp}, late=late)
        db.put(
            "cfurl_cache_receiver_data",
            {"entry_ID": number, "isDataOnFS": 0, "receiver_data": b"{}"},
            late=late,
        )
        if event.planted:
            landed.append((event, f"cfurl_cache_response row {number}"))
    data, wal = db.build(world.dice.fork(ARTIFACT, folder, "wal").bytes(8))
    last = every[-1][0].time + SECOND
    path = f"Library/Caches/{folder}/Cache.db"
    return Stored(
        ARTIFACT, domain, path, last, data, wal, world.start, tuple(landed), backup=False, encrypted=False
    )
