"""Parties of interactions the system noted, with how often and since when. Times are seconds since 2001 UTC."""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, cocoa, sqlite
from hoofprint.model.record import Account, Count, Id, Record, Str, Time
from hoofprint.model.words import N_


class InteractionContact(Record, frozen=True):
    """One party with its counters. These stay when the single interactions are trimmed or removed.

    Counters and dates are the system's own and cover all apps that report to it.
    """

    created: Annotated[Time, "when the party was first noted"] = None
    identifier: Annotated[Account, "number, e-mail address or an app's id"] = None
    name: Annotated[Str, "name shown"] = None
    custom: Annotated[Str, "id given by the app"] = None
    person: Annotated[Str, "id of the address-book entry"] = None
    person_kind: Annotated[Id, "kind of that id, a code"] = None
    sent: Annotated[Count, "incoming interactions it sent"] = None
    first_sent: Annotated[Time, "first of those"] = None
    last_sent: Annotated[Time, "last of those"] = None
    shared: Annotated[Count, "incoming interactions it received together with the owner"] = None
    first_shared: Annotated[Time, "first of those"] = None
    last_shared: Annotated[Time, "last of those"] = None
    received: Annotated[Count, "outgoing interactions it received"] = None
    first_received: Annotated[Time, "first of those"] = None
    last_received: Annotated[Time, "last of those"] = None


ARTIFACT = sqlite(
    InteractionContact,
    name=N_("parties of interactions"),
    topic=Topic.MESSAGES,
    says=N_("The system knows {identifier} as a party of interactions"),
    files="/private/var/mobile/Library/CoreDuet/People/interactionC.db",
    table="ZCONTACTS",
    fields={
        "created": cocoa("ZCREATIONDATE"),
        "identifier": "ZIDENTIFIER",
        "name": "ZDISPLAYNAME",
        "custom": "ZCUSTOMIDENTIFIER",
        "person": "ZPERSONID",
        "person_kind": "ZPERSONIDTYPE",
        "sent": "ZINCOMINGSENDERCOUNT",
        "first_sent": cocoa("ZFIRSTINCOMINGSENDERDATE"),
        "last_sent": cocoa("ZLASTINCOMINGSENDERDATE"),
        "shared": "ZINCOMINGRECIPIENTCOUNT",
        "first_shared": cocoa("ZFIRSTINCOMINGRECIPIENTDATE"),
        "last_shared": cocoa("ZLASTINCOMINGRECIPIENTDATE"),
        "received": "ZOUTGOINGRECIPIENTCOUNT",
        "first_received": cocoa("ZFIRSTOUTGOINGRECIPIENTDATE"),
        "last_received": cocoa("ZLASTOUTGOINGRECIPIENTDATE"),
    },
    maybe="ZCUSTOMIDENTIFIER",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (interactionC)",
        "https://github.com/mac4n6/APOLLO (interaction_contact_interactions)",
    ),
)
