"""Interactions the system noted between this phone's owner and others: messages, calls, mail, shared files.

Times are seconds since 2001 UTC. Plain backups do not hold this database; absent is not cleared.
"""

from typing import Annotated

from hoofprint.artifacts import Kind, Topic, cocoa, filled, gather, labels, lookup, sqlite
from hoofprint.artifacts.fields import Field
from hoofprint.model.record import (
    Account,
    Accounts,
    Bundle,
    Count,
    Flag,
    Int,
    Record,
    Str,
    Text,
    Texts,
    Time,
    Url,
    Urls,
)
from hoofprint.model.words import N_


class Interaction(Record, frozen=True):
    """One interaction as an app reported it to the system, kept for suggestions and trimmed after some weeks.

    It can outlive the message or call it tells of, and it can be missing although they exist. Rows made long after
    their start come from a synchronisation or a restore.
    """

    start: Annotated[Time, "start"] = None
    end: Annotated[Time, "end; equal to the start for messages"] = None
    created: Annotated[Time, "when the row was made"] = None
    direction: Annotated[Str, "incoming or outgoing, as stored (ZDIRECTION)"] = None
    bundle: Annotated[Bundle, "app that reported it"] = None
    target: Annotated[Bundle, "app it went to, for shared things"] = None
    sender: Annotated[Account, "sender"] = None
    sender_name: Annotated[Str, "name of the sender"] = None
    recipients: Annotated[Accounts, "recipients"] = None
    recipient_names: Annotated[Texts, "names of the recipients"] = None
    recipient_count: Annotated[Count, "recipients, as the app counted them"] = None
    account: Annotated[Account, "own account"] = None
    group: Annotated[Text, "name of the group"] = None
    domain: Annotated[Str, "conversation, as the app names it"] = None
    url: Annotated[Url, "address of what was exchanged"] = None
    attachments: Annotated[Urls, "addresses of attached files"] = None
    attachment_texts: Annotated[Texts, "texts of attached things"] = None
    attachment_types: Annotated[Texts, "uniform type identifiers of attached files"] = None
    response: Annotated[Flag, "answers an earlier one"] = None
    mechanism: Annotated[Int, "how: a code for message, call, mail, sharing and others"] = None
    intent: Annotated[Str, "id of the Siri intent it came by"] = None


RECIPIENTS, ATTACHED = "Z_*INTERACTIONRECIPIENT", "Z_*INTERACTIONS"


def recipients(column: str) -> Field:
    """A column of all recipients."""
    return gather("ROWID", RECIPIENTS, lookup("Z_*RECIPIENTS", "ZCONTACTS", column), by=RECIPIENTS)


def attached(column: str) -> Field:
    """A column of everything attached."""
    return gather("ROWID", ATTACHED, lookup("Z_*ATTACHMENTS", "ZATTACHMENT", column), by=ATTACHED)


ARTIFACT = sqlite(
    Interaction,
    name=N_("interactions"),
    topic=Topic.MESSAGES,
    says=N_("{bundle} reports an interaction, {direction}, from {sender} to {recipients}"),
    files="/private/var/mobile/Library/CoreDuet/People/interactionC.db",
    table="ZINTERACTIONS",
    fields={
        "start": cocoa("ZSTARTDATE"),
        "end": cocoa("ZENDDATE"),
        "created": cocoa("ZCREATIONDATE"),
        "direction": labels("ZDIRECTION", {0: "incoming", 1: "outgoing"}),
        "bundle": "ZBUNDLEID",
        "target": "ZTARGETBUNDLEID",
        "sender": lookup("ZSENDER", "ZCONTACTS", "ZIDENTIFIER"),
        "sender_name": lookup("ZSENDER", "ZCONTACTS", "ZDISPLAYNAME"),
        "recipients": recipients("ZIDENTIFIER"),
        "recipient_names": recipients("ZDISPLAYNAME"),
        "recipient_count": "ZRECIPIENTCOUNT",
        "account": filled("ZACCOUNT"),
        "group": filled("ZGROUPNAME"),
        "domain": "ZDOMAINIDENTIFIER",
        "url": filled("ZCONTENTURL"),
        "attachments": attached("ZCONTENTURL"),
        "attachment_texts": attached("ZCONTENTTEXT"),
        "attachment_types": attached("ZUTI"),
        "response": "ZISRESPONSE",
        "mechanism": "ZMECHANISM",
        "intent": "ZDERIVEDINTENTIDENTIFIER",
    },
    maybe="ZCONTENTURL ZDERIVEDINTENTIDENTIFIER ZGROUPNAME ZTARGETBUNDLEID"
    f" ZATTACHMENT ZATTACHMENT.ZCONTENTTEXT {ATTACHED} {RECIPIENTS}",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (interactionC)",
        "https://github.com/mac4n6/APOLLO (interaction_contact_interactions)",
        "https://github.com/abrignoni/iLEAPP (interactionC)",
    ),
)
