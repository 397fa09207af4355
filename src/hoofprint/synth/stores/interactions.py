"""interactionC.db: CoreDuet's memory of who was in contact, through which app. Times are seconds since 2001 UTC."""

from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Interaction
from hoofprint.synth.sqlite import Database, Value, core_data, highest
from hoofprint.synth.timing import SECOND, Event
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN = "ios.interactions", "HomeDomain"
PATH = "Library/CoreDuet/People/interactionC.db"
_KEY = "Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER"
_CONTACT, _INTERACTION = 2, 3
_SCHEMA = (
    f"CREATE TABLE ZATTACHMENT ( {_KEY}, ZSIZEINBYTES INTEGER, ZCLOUDIDENTIFIER VARCHAR, ZCONTENTTEXT VARCHAR,"
    " ZCONTENTURL VARCHAR, ZPHOTOLOCALIDENTIFIER VARCHAR, ZUTI VARCHAR, ZIDENTIFIER BLOB );"
    f"CREATE TABLE ZCONTACTS ( {_KEY}, ZINCOMINGRECIPIENTCOUNT INTEGER, ZINCOMINGSENDERCOUNT INTEGER,"
    " ZOUTGOINGRECIPIENTCOUNT INTEGER, ZPERSONIDTYPE INTEGER, ZTYPE INTEGER, ZCREATIONDATE TIMESTAMP,"
    " ZFIRSTINCOMINGRECIPIENTDATE TIMESTAMP, ZFIRSTINCOMINGSENDERDATE TIMESTAMP,"
    " ZFIRSTOUTGOINGRECIPIENTDATE TIMESTAMP, ZLASTINCOMINGRECIPIENTDATE TIMESTAMP,"
    " ZLASTINCOMINGSENDERDATE TIMESTAMP, ZLASTOUTGOINGRECIPIENTDATE TIMESTAMP, ZCUSTOMIDENTIFIER VARCHAR,"
    " ZDISPLAYIMAGEURL VARCHAR, ZDISPLAYNAME VARCHAR, ZIDENTIFIER VARCHAR, ZPERSONID VARCHAR );"
    f"CREATE TABLE ZINTERACTIONS ( {_KEY}, ZDIRECTION INTEGER, ZISRESPONSE INTEGER, ZMECHANISM INTEGER,"
    " ZRECIPIENTCOUNT INTEGER, ZSENDER INTEGER, ZCREATIONDATE TIMESTAMP, ZENDDATE TIMESTAMP,"
    " ZSTARTDATE TIMESTAMP, ZACCOUNT VARCHAR, ZBUNDLEID VARCHAR, ZCONTENTURL VARCHAR,"
    " ZDERIVEDINTENTIDENTIFIER VARCHAR, ZDOMAINIDENTIFIER VARCHAR, ZGROUPNAME VARCHAR, ZLOCATIONUUID VARCHAR,"
    " ZTARGETBUNDLEID VARCHAR, ZUUID BLOB );"
    "CREATE TABLE Z_1INTERACTIONS ( Z_1ATTACHMENTS INTEGER, Z_3INTERACTIONS INTEGER,"
    " PRIMARY KEY (Z_1ATTACHMENTS, Z_3INTERACTIONS) );"
    "CREATE TABLE Z_2INTERACTIONRECIPIENT ( Z_2RECIPIENTS INTEGER, Z_3INTERACTIONRECIPIENT INTEGER,"
    " PRIMARY KEY (Z_2RECIPIENTS, Z_3INTERACTIONRECIPIENT) );"
    "CREATE INDEX ZINTERACTIONS_ZSENDER_INDEX ON ZINTERACTIONS (ZSENDER);"
    + core_data(enumerate(("Attachment", "Contacts", "Interactions", "Keywords", "Version"), 1))
)


def write(world: World) -> Iterator[Stored]:
    """The database. Only encrypted backups hold it."""
    interactions = world.of(Interaction)
    rows = world.numbered(interactions, ARTIFACT, gaps=0.05)
    db = Database(_SCHEMA, world.version)
    people = _people(world, db, interactions)
    for number, (event, one) in rows:
        out, when = one.direction == "out", event.time / SECOND - COCOA_OFFSET
        row: dict[str, Value] = {
            "Z_PK": number,
            "Z_ENT": _INTERACTION,
            "Z_OPT": 1,
            "ZDIRECTION": int(out),
            "ZISRESPONSE": 0,
            "ZMECHANISM": 4,
            "ZRECIPIENTCOUNT": int(out),
            "ZSENDER": None if out else people[one.who],
            "ZCREATIONDATE": when + 0.2,
            "ZENDDATE": when,
            "ZSTARTDATE": when,
            "ZBUNDLEID": one.app,
            "ZDOMAINIDENTIFIER": one.who,
            "ZUUID": world.dice.fork(ARTIFACT, event.time, one.who).bytes(16),
        }
        late = world.late(event)
        db.put("ZINTERACTIONS", row, late=late)
        if out:
            link: dict[str, Value] = {"Z_2RECIPIENTS": people[one.who], "Z_3INTERACTIONRECIPIENT": number}
            db.put("Z_2INTERACTIONRECIPIENT", link, late=late)
    db.finish(highest(_CONTACT, "ZCONTACTS"))
    db.finish(highest(_INTERACTION, "ZINTERACTIONS"))
    last = max((event.time for event, _ in interactions), default=world.start)
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple((event, f"ZINTERACTIONS row {number}") for number, (event, _) in rows if event.planted)
    yield Stored(ARTIFACT, DOMAIN, PATH, last + SECOND, data, wal, world.start, landed, backup=False)


def _people(world: World, db: Database, interactions: list[tuple[Event, Interaction]]) -> dict[str, int]:
    """One row for everybody, with the counts and dates that follow from the interactions."""
    numbers: dict[str, int] = {}
    for event, one in interactions:
        if one.who in numbers:
            continue
        numbers[one.who] = len(numbers) + 1
        came = [e.time for e, o in interactions if o.who == one.who and o.direction == "in"]
        went = [e.time for e, o in interactions if o.who == one.who and o.direction == "out"]
        row: dict[str, Value] = {
            "Z_PK": numbers[one.who],
            "Z_ENT": _CONTACT,
            "Z_OPT": len(came) + len(went),
            "ZINCOMINGSENDERCOUNT": len(came),
            "ZOUTGOINGRECIPIENTCOUNT": len(went),
            "ZPERSONIDTYPE": 1,
            "ZCREATIONDATE": event.time / SECOND - COCOA_OFFSET,
            "ZFIRSTINCOMINGSENDERDATE": came[0] / SECOND - COCOA_OFFSET if came else None,
            "ZLASTINCOMINGSENDERDATE": came[-1] / SECOND - COCOA_OFFSET if came else None,
            "ZFIRSTOUTGOINGRECIPIENTDATE": went[0] / SECOND - COCOA_OFFSET if went else None,
            "ZLASTOUTGOINGRECIPIENTDATE": went[-1] / SECOND - COCOA_OFFSET if went else None,
            "ZDISPLAYNAME": one.name,
            "ZIDENTIFIER": one.who,
        }
        db.put("ZCONTACTS", row, late=world.late(event))
    return numbers
