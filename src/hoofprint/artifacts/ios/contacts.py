"""People and companies in the phone's address book. Times are seconds since 2001 UTC.

Numbers and addresses are rows of their own: `contact_values`.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, gather, labels, lookup, sqlite
from hoofprint.model.record import Id, Record, Str, Text, Time
from hoofprint.model.words import N_


class Contact(Record, frozen=True):
    """One card. Cards come from accounts as well as from the phone, so times may be those of a synchronisation.

    A card does not show contact with that person. The same person may have several cards.
    """

    created: Annotated[Time, "made on this phone, or by its account"] = None
    modified: Annotated[Time, "last changed"] = None
    first: Annotated[Str, "first name"] = None
    middle: Annotated[Str, "middle name"] = None
    last: Annotated[Str, "last name"] = None
    nickname: Annotated[Str, "nickname"] = None
    organization: Annotated[Str, "company"] = None
    department: Annotated[Str, "department"] = None
    job: Annotated[Str, "job title"] = None
    note: Annotated[Text, "note"] = None
    values: Annotated[list[str] | None, "its numbers, e-mail and web addresses, as written"] = None
    kind: Annotated[Str, "person or company"] = None
    store: Annotated[Str, "name of the account or list it lies in"] = None
    store_row: Annotated[Id, "row of that list in ABStore"] = None
    guid: Annotated[Str, "GUID of the card"] = None


SAME_NAME = ("First", "Middle", "Last", "Nickname", "Organization", "Department", "Note", "guid")

ARTIFACT = sqlite(
    Contact,
    name=N_("contacts"),
    topic=Topic.MESSAGES,
    says=N_("Contact {first} {last} {organization}"),
    files="/private/var/mobile/Library/AddressBook/AddressBook.sqlitedb",
    table="ABPerson",
    fields={
        **{name.lower(): filled(name) for name in SAME_NAME},
        "created": cocoa("CreationDate"),
        "modified": cocoa("ModificationDate"),
        "job": filled("JobTitle"),
        "values": gather("ROWID", "ABMultiValue", "value", by="record_id"),
        "kind": labels("Kind", {0: "person", 1: "company"}),
        "store": lookup("StoreID", "ABStore", "Name"),
        "store_row": "StoreID",
    },
    maybe="guid ABMultiValue ABStore",
    sources=(
        "Apple, Address Book programming interface for iOS (ABPerson: kinds and properties)",
        "https://github.com/abrignoni/iLEAPP (address book)",
    ),
)
