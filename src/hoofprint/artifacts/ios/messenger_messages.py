"""Messages of Facebook Messenger, as far as its tables are published: lightspeed-userDatabases.

Times are milliseconds since 1970-01-01 UTC. Newer versions offer the messages as a view over encrypted tables; then
the file has no table of that name, and the status says so.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, decoded, gather, lookup, sqlite, unix_ms
from hoofprint.artifacts.places import MESSENGER
from hoofprint.model.record import Flag, Record, Str, Text, Texts, Time
from hoofprint.model.words import N_


class MessengerMessage(Record, frozen=True):
    """One row of the message table; not that anybody read it."""

    time: Annotated[Time, "when it was sent"] = None
    sender: Annotated[Str, "number of the sender's account"] = None
    sender_name: Annotated[Str, "name of that account"] = None
    thread: Annotated[Str, "number of the conversation; with one person, that person's account"] = None
    text: Annotated[Text, "text"] = None
    attachment: Annotated[Flag, "has an attachment"] = None
    titles: Annotated[Texts, "titles of attachments: previews of links, calls"] = None
    message: Annotated[Str, "identifier of the message"] = None


ARTIFACT = sqlite(
    MessengerMessage,
    name=N_("Messenger messages"),
    topic=Topic.MESSAGES,
    says=N_("Messenger message of {sender_name}: {text}"),
    files=MESSENGER,
    table="messages",
    fields={
        "time": unix_ms("timestamp_ms"),
        "sender": decoded("sender_id", str, "account number"),
        "sender_name": lookup("sender_id", "contacts", "name", by="id"),
        "thread": decoded("thread_key", str, "conversation number"),
        "text": "text",
        "attachment": "has_attachment",
        "titles": gather("message_id", "attachments", "title_text", by="message_id"),
        "message": "message_id",
    },
    maybe="messages has_attachment contacts attachments",
    sources=("https://github.com/abrignoni/iLEAPP (FacebookMessenger)",),
)
