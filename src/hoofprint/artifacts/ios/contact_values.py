"""Numbers and addresses in the phone's address book, one by one, whether or not their card is still there."""

from typing import Annotated, Any

from hoofprint.artifacts import Topic, cocoa, gather, labels, lookup, sqlite
from hoofprint.artifacts.fields import Reading
from hoofprint.model.record import Account, Id, Record, Str, Text, Texts, Time
from hoofprint.model.words import N_


class ContactValue(Record, frozen=True):
    """One value of one card: a number, an address, a link. Times are those of the card.

    It shows that the address book holds the value: typed in, synchronised, or taken from a message. `entries` holds
    the parts of values that have several: street and town, or service and user name.
    """

    created: Annotated[Time, "when the card was made"] = None
    modified: Annotated[Time, "when the card was last changed"] = None
    kind: Annotated[Str, "phone, email, url, address, message, social profile, ..."] = None
    label: Annotated[Str, "label, for instance home or mobile, as stored"] = None
    account: Annotated[Account, "the value, where it is a number or an e-mail address"] = None
    value: Annotated[Text, "the value, where it is anything else"] = None
    entries: Annotated[Texts, "the parts, where it has several"] = None
    first: Annotated[Str, "first name on the card"] = None
    last: Annotated[Str, "last name on the card"] = None
    organization: Annotated[Str, "company on the card"] = None
    person: Annotated[Id, "row of the card in ABPerson, there or not"] = None


def is_account(stored: Any) -> bool:
    """Whether it can be a number or an e-mail address: no link, and an @ or no letters."""
    text = str(stored)
    return ":/" not in text and ("@" in text or not any(sign.isalpha() for sign in text))


def account(stored: Any) -> str | None:
    """The value if it is an address to write to or to call."""
    return str(stored) if stored and is_account(stored) else None


def other(stored: Any) -> str | None:
    """The value if it is none."""
    return str(stored) if stored and not is_account(stored) else None


KINDS = {
    3: "phone",
    4: "email",
    5: "address",
    12: "date",
    13: "message",
    22: "url",
    23: "related",
    46: "profile",
}

ARTIFACT = sqlite(
    ContactValue,
    name=N_("numbers and addresses of contacts"),
    topic=Topic.MESSAGES,
    says=N_("Contact {first} {last} {organization} has {kind} {account}"),
    files="/private/var/mobile/Library/AddressBook/AddressBook.sqlitedb",
    table="ABMultiValue",
    fields={
        "created": lookup("record_id", "ABPerson", cocoa("CreationDate")),
        "modified": lookup("record_id", "ABPerson", cocoa("ModificationDate")),
        "kind": labels("property", KINDS),
        "label": lookup("label", "ABMultiValueLabel", "value"),
        "account": Reading("value", account, "text", lossy=False),
        "value": Reading("value", other, "text", lossy=False),
        "entries": gather("ROWID", "ABMultiValueEntry", "value", by="parent_id"),
        "first": lookup("record_id", "ABPerson", "First"),
        "last": lookup("record_id", "ABPerson", "Last"),
        "organization": lookup("record_id", "ABPerson", "Organization"),
        "person": "record_id",
    },
    maybe="ABMultiValueEntry ABMultiValueLabel ABPerson",
    sources=(
        "Apple, Address Book programming interface for iOS (ABPerson: property numbers)",
        "https://github.com/abrignoni/iLEAPP (address book)",
    ),
)
