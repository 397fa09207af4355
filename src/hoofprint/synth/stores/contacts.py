"""AddressBook.sqlitedb: cards and their numbers and addresses. Times are seconds since 2001 UTC."""

from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.dice import Dice
from hoofprint.synth.plants import Contact
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN = "ios.contacts", "HomeDomain"
PATH = "Library/AddressBook/AddressBook.sqlitedb"
_PHONE, _EMAIL = 3, 4
_SCHEMA = (
    "CREATE TABLE _SqliteDatabaseProperties (key TEXT, value TEXT, UNIQUE(key));"
    "CREATE TABLE ABStore (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT, ExternalIdentifier TEXT,"
    " Type INTEGER, Enabled INTEGER DEFAULT 1, guid TEXT NOT NULL DEFAULT (ab_generate_guid()), UNIQUE(guid));"
    "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT,"
    " FirstPhonetic TEXT, MiddlePhonetic TEXT, LastPhonetic TEXT, Organization TEXT, Department TEXT, Note TEXT,"
    " Kind INTEGER, Birthday TEXT, JobTitle TEXT, Nickname TEXT, Prefix TEXT, Suffix TEXT, FirstSort TEXT,"
    " LastSort TEXT, CreationDate INTEGER, ModificationDate INTEGER, CompositeNameFallback TEXT,"
    " ExternalIdentifier TEXT, StoreID INTEGER, DisplayName TEXT, PersonLink INTEGER DEFAULT -1,"
    " IsPreferredName INTEGER DEFAULT 1, guid TEXT NOT NULL DEFAULT (ab_generate_guid()), UNIQUE(guid));"
    "CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER,"
    " identifier INTEGER, label INTEGER, value TEXT, guid TEXT NOT NULL DEFAULT (ab_generate_guid()),"
    " UNIQUE(guid));"
    "CREATE TABLE ABMultiValueLabel (value TEXT, UNIQUE(value));"
    "CREATE TABLE ABMultiValueEntry (parent_id INTEGER, key INTEGER, value TEXT, UNIQUE(parent_id, key));"
    "CREATE TABLE ABMultiValueEntryKey (value TEXT, UNIQUE(value));"
    "CREATE TABLE ABPhoneLastFour (multivalue_id INTEGER PRIMARY KEY, value TEXT);"
    "CREATE TABLE ABGroup (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, Name TEXT, StoreID INTEGER,"
    " guid TEXT NOT NULL DEFAULT (ab_generate_guid()), UNIQUE(guid));"
    "CREATE INDEX ABMultiValueRecordIDIndex on ABMultiValue(record_id);"
    "CREATE INDEX ABMultiValuePropertyValueIndex ON ABMultiValue(property, value COLLATE NOCASE);"
    "CREATE TRIGGER delete_phone_last_four AFTER DELETE ON ABMultiValue BEGIN"
    " DELETE FROM ABPhoneLastFour WHERE multivalue_id = OLD.UID; END;"
)
_LABELS = ("_$!<Mobile>!$_", "_$!<Home>!$_", "_$!<Work>!$_")


def write(world: World) -> Iterator[Stored]:
    """The database; in every backup."""
    contacts = world.of(Contact)
    rows = world.numbered(contacts, ARTIFACT)
    dice = world.dice.fork(ARTIFACT)
    db = Database(_SCHEMA, world.version)
    db.put("ABStore", {"ROWID": 1, "Name": "Local", "Type": 0, "guid": dice.uuid()})
    for label in _LABELS:
        db.put("ABMultiValueLabel", {"value": label})
    for number, (event, contact) in rows:
        late, written = world.late(event), event.time // SECOND - COCOA_OFFSET
        row: dict[str, Value] = {
            "ROWID": number,
            "First": contact.first,
            "Last": contact.last or None,
            "Organization": contact.organization,
            "Kind": 0,
            "FirstSort": contact.first,
            "LastSort": contact.last or contact.first,
            "CreationDate": written,
            "ModificationDate": written,
            "StoreID": 1,
            "guid": f"{dice.fork(number, contact.what).uuid()}:ABPerson",
        }
        db.put("ABPerson", row, late=late)
        for entry in _values(number, contact, dice):
            db.put("ABMultiValue", entry, late=late)
    last = max((event.time for event, _ in contacts), default=world.start)
    data, wal = db.build(dice.fork("wal").bytes(8))
    landed = tuple((event, f"ABPerson row {number}") for number, (event, _) in rows if event.planted)
    yield Stored(ARTIFACT, DOMAIN, PATH, last + SECOND, data, wal, world.start, landed)


def _values(number: int, contact: Contact, dice: Dice) -> Iterator[dict[str, Value]]:
    """The card's number and address, each a row of its own."""
    for place, (kind, value) in enumerate(((_PHONE, contact.phone), (_EMAIL, contact.email))):
        if value is not None:
            yield {
                "UID": number * 2 + place,
                "record_id": number,
                "property": kind,
                "identifier": 0,
                "label": 1 + place,
                "value": value,
                "guid": dice.fork(number, value).uuid(),
            }
