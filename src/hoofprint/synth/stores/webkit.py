"""What WebKit keeps of sites: the ResourceLoadStatistics database or its older log, and folders of stored data.

Times in both are seconds since 1970 UTC. Source: WebKit's ResourceLoadStatistics sources; the database replaced
the property list in iOS 13.
"""

import plistlib
from collections.abc import Iterator

from hoofprint.synth.plants import Observed, ResourceLog, WebStore
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import SAFARI, Stored, World

DATA = "Library/WebKit/WebsiteData"
OBSERVATIONS, LOG, STORES = "ios.resource_loads", "ios.session_resources", "ios.web_storage"
_PAIR = "{} INTEGER NOT NULL, lastUpdated REAL NOT NULL, topFrameDomainID INTEGER NOT NULL"
_SCHEMA = (
    "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE ON"
    " CONFLICT FAIL, lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL,"
    " mostRecentUserInteractionTime REAL NOT NULL, grandfathered INTEGER NOT NULL, isPrevalent INTEGER NOT NULL,"
    " isVeryPrevalent INTEGER NOT NULL, dataRecordsRemoved INTEGER NOT NULL,"
    "timesAccessedAsFirstPartyDueToUserInteraction INTEGER NOT NULL,"
    " timesAccessedAsFirstPartyDueToStorageAccessAPI INTEGER NOT NULL,"
    "isScheduledForAllButCookieDataRemoval INTEGER NOT NULL{push});"
    "CREATE TABLE TopLevelDomains (topLevelDomainID INTEGER PRIMARY KEY, CONSTRAINT fkDomainID FOREIGN"
    " KEY(topLevelDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE);"
    "CREATE TABLE TopFrameUniqueRedirectsTo (sourceDomainID INTEGER NOT NULL, toDomainID INTEGER NOT NULL);"
    "CREATE TABLE TopFrameUniqueRedirectsFrom (targetDomainID INTEGER NOT NULL, fromDomainID INTEGER NOT NULL);"
    f"CREATE TABLE SubframeUnderTopFrameDomains ({_PAIR.format('subFrameDomainID')});"
    f"CREATE TABLE SubresourceUnderTopFrameDomains ({_PAIR.format('subresourceDomainID')});"
)
_INDEXED = (
    "CREATE TABLE IDBDatabaseInfo (key TEXT NOT NULL ON CONFLICT FAIL UNIQUE ON CONFLICT REPLACE,"
    " value TEXT NOT NULL ON CONFLICT FAIL);"
    "CREATE TABLE ObjectStoreInfo (id INTEGER PRIMARY KEY NOT NULL ON CONFLICT FAIL UNIQUE ON CONFLICT REPLACE,"
    " name TEXT NOT NULL ON CONFLICT FAIL UNIQUE ON CONFLICT REPLACE, keyPath BLOB NOT NULL ON CONFLICT FAIL,"
    " autoInc INTEGER NOT NULL ON CONFLICT FAIL);"
)


def write(world: World) -> Iterator[Stored]:
    """All of it, in Safari's container unless a plant names another app; in every backup."""
    yield from _observations(world) if world.version[0] >= 13 else _log(world)
    yield from _stores(world)


def _observations(world: World) -> Iterator[Stored]:
    push = ", mostRecentWebPushInteractionTime REAL NOT NULL" if world.version[0] >= 16 else ""
    db = Database(_SCHEMA.replace("{push}", push), world.version)
    seen = world.held(Observed, lambda observed: observed.domain)
    rows = world.numbered(seen, OBSERVATIONS)
    for number, (event, domain) in rows:
        row: dict[str, Value] = {
            "domainID": number,
            "registrableDomain": domain.domain,
            "lastSeen": event.time / SECOND,
            "hadUserInteraction": int(domain.interaction),
            "mostRecentUserInteractionTime": event.time / SECOND if domain.interaction else -1.0,
            "grandfathered": 0,
            "isPrevalent": 0,
            "isVeryPrevalent": 0,
            "dataRecordsRemoved": 0,
            "timesAccessedAsFirstPartyDueToUserInteraction": 0,
            "timesAccessedAsFirstPartyDueToStorageAccessAPI": 0,
            "isScheduledForAllButCookieDataRemoval": 0,
        }
        if push:
            row["mostRecentWebPushInteractionTime"] = -1.0
        db.put("ObservedDomains", row, late=world.late(event))
        if domain.interaction:
            db.put("TopLevelDomains", {"topLevelDomainID": number}, late=world.late(event))
    last = max((event.time for event, _ in seen), default=world.start)
    data, wal = db.build(world.dice.fork(OBSERVATIONS, "wal").bytes(8))
    landed = tuple((event, f"ObservedDomains row {number}") for number, (event, _) in rows if event.planted)
    path = f"{DATA}/ResourceLoadStatistics/observations.db"
    yield Stored(OBSERVATIONS, SAFARI, path, last + SECOND, data, wal, world.start, landed)


def _log(world: World) -> Iterator[Stored]:
    """The older log; domains the background life observed stand in it too."""
    entries = world.held(ResourceLog, lambda log: log.origin)
    logged = {log.origin for _, log in entries}
    observed = world.held(Observed, lambda one: one.domain)
    entries += [
        (event, ResourceLog(origin=one.domain, interaction=one.interaction))
        for event, one in observed
        if one.domain not in logged
    ]
    entries.sort(key=lambda entry: entry[0].time)
    statistics = [
        {
            "PrevalentResourceOrigin": log.origin,
            "lastSeen": event.time / SECOND,
            "hadUserInteraction": log.interaction,
            "mostRecentUserInteraction": event.time / SECOND if log.interaction else -1.0,
            "grandfathered": False,
            "isPrevalentResource": False,
            "dataRecordsRemoved": 0,
            "topFrameUniqueRedirectsFrom": [{"origin": o, "count": 1} for o in log.redirects_from],
            "topFrameUniqueRedirectsTo": [{"origin": o, "count": 1} for o in log.redirects_to],
            "subframeUnderTopFrameOrigins": [],
            "subresourceUnderTopFrameOrigins": [],
        }
        for event, log in entries
    ]
    content = {"version": 14, "endOfGrandfatheringTimestamp": 0.0, "browsingStatistics": statistics}
    data = plistlib.dumps(content, fmt=plistlib.FMT_BINARY)
    landed = tuple(
        (event, f"key browsingStatistics/{index}")
        for index, (event, _) in enumerate(entries)
        if event.planted
    )
    last = max((event.time for event, _ in entries), default=world.start)
    path = f"{DATA}/ResourceLoadStatistics/full_browsing_session_resourceLog.plist"
    yield Stored(LOG, SAFARI, path, last + SECOND, data, born=world.start, landed=landed)


def _stores(world: World) -> Iterator[Stored]:
    """`https_host_port` folders with what a script left in them; port 0 is the scheme's own."""
    for event, store in world.of(WebStore):
        name = f"{store.scheme}_{store.host}_{store.port}"
        domain = f"AppDomain-{store.app}"
        if store.store == "LocalStorage":
            data = world.dice.fork(STORES, event.time, name).bytes(120)
            path = f"{DATA}/LocalStorage/{name}.localstorage"
            landed = ((event, "file"),) if event.planted else ()
            yield Stored(STORES, domain, path, event.time, data, born=event.time, landed=landed)
            continue
        folder = f"{DATA}/IndexedDB/{name}"
        inner = f"{folder}/{world.dice.fork(STORES, name).bytes(32).hex()}"
        db = Database(_INDEXED, world.version)
        db.put("IDBDatabaseInfo", {"key": "DatabaseName", "value": "store"})
        landed = ((event, "folder"),) if event.planted else ()
        yield Stored(STORES, domain, folder, event.time, None, born=event.time, landed=landed)
        yield Stored(STORES, domain, inner, event.time, None, born=event.time)
        yield Stored(
            STORES,
            domain,
            f"{inner}/IndexedDB.sqlite3",
            event.time + SECOND,
            db.build(bytes(8))[0],
            born=event.time,
        )
