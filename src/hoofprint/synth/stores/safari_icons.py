"""Favicons.db: the icons Safari kept, which no backup holds. Times are seconds since 2001 UTC.

Source: the tables as public tools query them (records documentation of MVT); columns nobody reads are left out.
"""

from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Icon
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import SAFARI, Stored, World

ARTIFACT, PATH = "ios.safari_favicons", "Library/Image Cache/Favicons/Favicons.db"
_SCHEMA = (
    "CREATE TABLE page_url (url TEXT PRIMARY KEY ON CONFLICT REPLACE NOT NULL, uuid TEXT NOT NULL);"
    "CREATE TABLE icon_info (uuid TEXT PRIMARY KEY ON CONFLICT REPLACE NOT NULL, url TEXT NOT NULL,"
    " timestamp INTEGER, width INTEGER, height INTEGER, has_generated_representations INTEGER);"
)


def write(world: World) -> Iterator[Stored]:
    """The database, where an icon was kept."""
    every = world.held(Icon, lambda icon: icon.page)
    if not every:
        return
    db = Database(_SCHEMA, world.version)
    rows = world.numbered(every, ARTIFACT)
    for _, (event, icon) in rows:
        late, uuid = world.late(event), world.dice.fork(ARTIFACT, icon.page).uuid()
        address = "/".join(icon.page.split("/")[:3]) + "/favicon.ico"
        db.put("page_url", {"url": icon.page, "uuid": uuid}, late=late)
        kept: dict[str, Value] = {
            "uuid": uuid,
            "url": address,
            "timestamp": event.time / SECOND - COCOA_OFFSET,
            "width": 32,
        }
        db.put("icon_info", kept, late=late)
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple(
        (event, f"page_url row {number}")
        for number, (event, _) in enumerate((pair for _, pair in rows), 1)
        if event.planted
    )
    last = every[-1][0].time + SECOND
    yield Stored(ARTIFACT, SAFARI, PATH, last, data, wal, world.start, landed, backup=False, encrypted=False)
