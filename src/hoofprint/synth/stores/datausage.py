"""DataUsage.sqlite: the processes that used the network, and how much. Times are seconds since 2001 UTC.

A process row names process and bundle; usage rows of later billing cycles refer to it. Both keep their ids, so a
deleted process leaves a gap in one table and, where the usage row stayed, a reference to nothing in the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Process, UsageGap, UsageOrphan
from hoofprint.synth.sqlite import Database, Value, core_data, highest
from hoofprint.synth.timing import DAY, SECOND, Event, delay
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN = "ios.data_usage", "WirelessDomain"
PATH = "Library/Databases/DataUsage.sqlite"
_LIVE, _PROCESS = 5, 7
_KEY = "Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER"
_NAMES = [
    "CheckUpEvent",
    "DemoLiveUsage",
    "Event",
    "EventScene",
    "LiveUsage",
    "Peer",
    "Process",
    "TshootingData",
    "WiFiData",
]
_SCHEMA = (
    f"CREATE TABLE ZLIVEUSAGE ( {_KEY}, ZKIND INTEGER, ZMETADATA INTEGER, ZTAG INTEGER, ZHASPROCESS INTEGER,"
    " ZBILLCYCLEEND TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZWIFIIN FLOAT, ZWIFIOUT FLOAT, ZWWANIN FLOAT,"
    " ZWWANOUT FLOAT );"
    f"CREATE TABLE ZPROCESS ( {_KEY}, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, ZBUNDLENAME VARCHAR,"
    " ZPROCNAME VARCHAR );"
    "CREATE INDEX ZLIVEUSAGE_ZHASPROCESS_INDEX ON ZLIVEUSAGE (ZHASPROCESS);" + core_data(enumerate(_NAMES, 1))
)
Row: TypeAlias = tuple[Event, Process | UsageOrphan | UsageGap]
_BILLING_CYCLE, _CYCLES_KEPT = 30 * DAY, 3


@dataclass(frozen=True)
class _Usage:
    """One usage row before it has an id."""

    event: Event
    time: int
    share: float
    process: int | None


def write(world: World) -> Iterator[Stored]:
    """The database; in every backup."""
    every: list[Row] = [
        *world.of(Process),
        *world.of(UsageOrphan),
        *(pair for pair in world.of(UsageGap) for _ in range(pair[1].rows)),
    ]
    every.sort(key=lambda pair: pair[0].time)
    rows = world.numbered(every, ARTIFACT, gaps=0.02)
    db = Database(_SCHEMA, world.version)
    usages: list[_Usage] = []
    written = world.start
    for number, (event, plant) in rows:
        if isinstance(plant, UsageOrphan):
            usages.append(_Usage(event, event.time, 1.0, number))
            continue
        if isinstance(plant, UsageGap):
            usages.append(_Usage(event, event.time, 1.0, None))
            continue
        last = event.time + delay(plant.lasts)
        written = max(written, last)
        row: dict[str, Value] = {
            "Z_PK": number,
            "Z_ENT": _PROCESS,
            "Z_OPT": 1 + (last - event.time) // DAY,
            "ZFIRSTTIMESTAMP": event.time / SECOND - COCOA_OFFSET,
            "ZTIMESTAMP": last / SECOND - COCOA_OFFSET,
            "ZBUNDLENAME": plant.bundle,
            "ZPROCNAME": plant.name,
        }
        db.put("ZPROCESS", row, late=world.late(event))
        usages += _cycles(event, plant, number)
    where = _live(world, db, usages)
    db.finish(highest(_LIVE, "ZLIVEUSAGE"))
    db.finish(highest(_PROCESS, "(SELECT Z_PK FROM ZPROCESS UNION SELECT ZHASPROCESS FROM ZLIVEUSAGE)"))
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple(_places(rows, where))
    written = max(written, *(usage.time for usage in usages if _kept(usage)), world.start)
    yield Stored(ARTIFACT, DOMAIN, PATH, written + SECOND, data, wal, world.start, landed)


def _places(rows: Sequence[tuple[int, Row]], where: Mapping[str, int]) -> Iterator[tuple[Event, str]]:
    """Where planted things stand; of numbers that are in use no more, the first."""
    gaps: set[str] = set()
    for number, (event, plant) in rows:
        if not event.planted or event.id in gaps:
            continue
        if isinstance(plant, UsageGap):
            gaps.add(event.id)
        orphan = isinstance(plant, UsageOrphan)
        yield event, f"ZLIVEUSAGE row {where[event.id]}" if orphan else f"ZPROCESS row {number}"


def _kept(usage: _Usage) -> bool:
    return not isinstance(usage.event.plant, UsageGap)


def _cycles(event: Event, plant: Process, number: int) -> Iterator[_Usage]:
    """Usage rows for the first billing cycle the process was active in, and for the latest ones."""
    if plant.usage == "none":
        return
    process = number if plant.usage == "linked" else None
    length = delay(plant.lasts)
    last = length // _BILLING_CYCLE
    cycles = sorted({0, *range(max(last - _CYCLES_KEPT + 1, 0), last + 1)})
    for cycle in cycles:
        time = event.time + min(length, cycle * _BILLING_CYCLE)
        yield _Usage(event, time, 1.0 / len(cycles), process)


def _live(world: World, db: Database, usages: list[_Usage]) -> dict[str, int]:
    """Writes the usage rows in the order of time; returns the last row id of every event that has an id."""
    where: dict[str, int] = {}
    ordered = sorted(usages, key=lambda usage: usage.time)
    for number, usage in world.numbered(ordered, "live usage", gaps=0.3):
        where[usage.event.id] = number
        plant = usage.event.plant
        if not isinstance(plant, Process | UsageOrphan):
            continue
        row: dict[str, Value] = {
            "Z_PK": number,
            "Z_ENT": _LIVE,
            "Z_OPT": 1,
            "ZKIND": 0,
            "ZMETADATA": 0,
            "ZTAG": 1,
            "ZHASPROCESS": usage.process,
            "ZTIMESTAMP": usage.time / SECOND - COCOA_OFFSET,
            "ZWIFIIN": float(int(plant.wifi_in * usage.share)),
            "ZWIFIOUT": float(int(plant.wifi_out * usage.share)),
            "ZWWANIN": float(int(plant.wwan_in * usage.share)),
            "ZWWANOUT": float(int(plant.wwan_out * usage.share)),
        }
        db.put("ZLIVEUSAGE", row, late=world.late(usage.event, usage.time))
    return where
