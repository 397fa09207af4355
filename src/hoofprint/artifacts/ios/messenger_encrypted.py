"""Messages of Messenger's end-to-end encrypted conversations, as the app keeps them on the phone: client_messages.

The text lies there in the clear. Times are milliseconds since 1970-01-01 UTC; the smallest numbers there are stand for
none. A sender is a number of this database, which another table leads to an account.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, decoded, gather, lookup, sqlite
from hoofprint.artifacts.fields import Reading
from hoofprint.artifacts.places import MESSENGER
from hoofprint.model.record import Id, Int, Record, Str, Text, Texts, Time
from hoofprint.model.times import unix_ms
from hoofprint.model.words import N_


class EncryptedMessage(Record, frozen=True):
    """One message of an encrypted conversation; not that anybody read it."""

    time: Annotated[Time, "when it was sent, as the app shows it"] = None
    received: Annotated[Time, "when the server says it was sent"] = None
    sender: Annotated[Str, "number of the sender's account"] = None
    sender_name: Annotated[Str, "name of that account"] = None
    thread: Annotated[Str, "number of the conversation in this database"] = None
    text: Annotated[Text, "text"] = None
    kind: Annotated[Int, "kind of content, as coded; 2 is a picture, as published"] = None
    files: Annotated[Texts, "where attached files were kept"] = None
    sender_row: Annotated[Id, "the sender's number in this database"] = None


ACCOUNT = lookup("sender_contact_pk", "fb_transport_contacts", "server_contact_id", by="client_contact_pk")
FILE = lookup("content_token", "client_attachment_store_keys", "persisted_path", by="content_token")


def _time(column: str) -> Reading:
    return Reading(column, unix_ms, "milliseconds since 1970-01-01 UTC", lossy=False)


ARTIFACT = sqlite(
    EncryptedMessage,
    name=N_("encrypted Messenger messages"),
    topic=Topic.MESSAGES,
    says=N_("Encrypted Messenger message of {sender_name}: {text}"),
    files=MESSENGER,
    table="client_messages",
    fields={
        "time": _time("display_ts_ms"),
        "received": _time("authoritative_ts_ms"),
        "sender": decoded(ACCOUNT, str, "account number"),
        "sender_name": lookup(ACCOUNT, "contacts", "name", by="id"),
        "thread": decoded("thread_pk", str, "conversation number"),
        "text": "text",
        "kind": "message_content_type",
        "files": gather("pk", "client_attachments", FILE, by="message_pk"),
        "sender_row": "sender_contact_pk",
    },
    maybe="client_messages authoritative_ts_ms message_content_type client_attachments client_attachment_store_keys"
    " contacts fb_transport_contacts",
    sources=("https://github.com/abrignoni/iLEAPP (facebookMessenger: client messages of 468 to 570)",),
)
