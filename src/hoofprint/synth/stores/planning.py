"""The calendar and the shortcuts. Times are seconds since 2001 UTC.

Sources: the tables as public tools query them (records documentation of MVT); columns nobody reads are left out.
"""

import plistlib
from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Invitation, Shortcut
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.timing import SECOND, delay
from hoofprint.synth.world import Stored, World

CALENDAR, SHORTCUTS = "ios.calendar", "ios.shortcuts"
_CALENDAR = (
    "CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, store_id INTEGER, title TEXT);"
    "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, description TEXT,"
    " start_date REAL, end_date REAL, all_day INTEGER, calendar_id INTEGER, organizer_id INTEGER, hidden INTEGER,"
    " invitation_status INTEGER, last_modified REAL, sequence_num INTEGER, url TEXT, UUID TEXT,"
    " unique_identifier TEXT, creation_date REAL);"
    "CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, owner_id INTEGER,"
    " identity_id INTEGER, email TEXT, is_self INTEGER);"
)
_SHORTCUTS = (
    "CREATE TABLE ZSHORTCUT ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIONCOUNT INTEGER,"
    " ZHIDDENFROMLIBRARYANDSYNC INTEGER, ZTOMBSTONED INTEGER, ZCREATIONDATE TIMESTAMP,"
    " ZMODIFICATIONDATE TIMESTAMP, ZACTIONSDESCRIPTION VARCHAR, ZNAME VARCHAR, ZWORKFLOWID VARCHAR );"
    "CREATE TABLE ZSHORTCUTACTIONS ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSHORTCUT INTEGER,"
    " ZDATA BLOB );"
)
FIRST_SHORTCUTS = 13


def write(world: World) -> Iterator[Stored]:
    """Both, in every backup, where something stands in them."""
    yield from _calendar(world)
    if world.version[0] >= FIRST_SHORTCUTS:
        yield from _shortcuts(world)


def _since(time: int) -> float:
    return time / SECOND - COCOA_OFFSET


def _gone(person: int, item: Invitation) -> int:
    """The number of an organizer of whom nothing is left, or of none."""
    return 9_000 + person if item.organizer_gone else 0


def _calendar(world: World) -> Iterator[Stored]:
    every = world.of(Invitation)
    if not every:
        return
    db = Database(_CALENDAR, world.version)
    db.put("Calendar", {"ROWID": 1, "store_id": 1, "title": "Home"})
    rows = world.numbered(every, CALENDAR, gaps=0.05)
    for person, (number, (event, item)) in enumerate(rows, 1):
        late, dice = world.late(event), world.dice.fork(CALENDAR, event.time, item.title)
        start = event.time + delay(item.starts)
        row: dict[str, Value] = {
            "ROWID": number,
            "summary": item.title,
            "description": item.notes or None,
            "start_date": float(_since(start) // 1),
            "end_date": float(_since(start + delay(item.lasts)) // 1),
            "all_day": 0,
            "calendar_id": 1,
            "organizer_id": person if item.organizer else _gone(person, item),
            "hidden": 0,
            "invitation_status": 0,
            "last_modified": _since(event.time),
            "sequence_num": 1 if item.organizer else 0,
            "UUID": dice.uuid(),
            "unique_identifier": dice.uuid(),
            "creation_date": _since(event.time),
        }
        db.put("CalendarItem", row, late=late)
        if item.organizer:
            other: dict[str, Value] = {
                "ROWID": person,
                "entity_type": 8,
                "owner_id": number,
                "email": item.organizer,
            }
            db.put("Participant", other, late=late)
    data, wal = db.build(world.dice.fork(CALENDAR, "wal").bytes(8))
    landed = tuple((event, f"CalendarItem row {number}") for number, (event, _) in rows if event.planted)
    path, last = "Library/Calendar/Calendar.sqlitedb", every[-1][0].time
    yield Stored(CALENDAR, "HomeDomain", path, last + SECOND, data, wal, world.start, landed)


def _shortcuts(world: World) -> Iterator[Stored]:
    every = world.of(Shortcut)
    if not every:
        return
    db = Database(_SHORTCUTS, world.version)
    rows = world.numbered(every, SHORTCUTS)
    for number, (event, shortcut) in rows:
        late = world.late(event)
        made = _since(event.time)
        row: dict[str, Value] = {
            "Z_PK": number,
            "ZACTIONCOUNT": len(shortcut.urls),
            "ZHIDDENFROMLIBRARYANDSYNC": int(shortcut.hidden),
            "ZTOMBSTONED": 0,
            "ZCREATIONDATE": made,
            "ZMODIFICATIONDATE": made,
            "ZNAME": shortcut.name,
            "ZWORKFLOWID": world.dice.fork(SHORTCUTS, event.time, shortcut.name).uuid(),
        }
        db.put("ZSHORTCUT", row, late=late)
        actions = [
            {
                "WFWorkflowActionIdentifier": "is.workflow.actions.url",
                "WFWorkflowActionParameters": {"WFURLActionURL": url},
            }
            for url in shortcut.urls
        ]
        data = plistlib.dumps(actions, fmt=plistlib.FMT_BINARY)
        db.put("ZSHORTCUTACTIONS", {"Z_PK": number, "ZSHORTCUT": number, "ZDATA": data}, late=late)
    data, wal = db.build(world.dice.fork(SHORTCUTS, "wal").bytes(8))
    landed = tuple((event, f"ZSHORTCUT row {number}") for number, (event, _) in rows if event.planted)
    path, last = "Library/Shortcuts/Shortcuts.sqlite", every[-1][0].time
    yield Stored(SHORTCUTS, "HomeDomain", path, last + SECOND, data, wal, world.start, landed)
