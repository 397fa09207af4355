"""Messages of Viber, as its published tables have them: Contacts.data (a Core Data store in spite of its name).

Times are seconds since 2001-01-01 UTC. `ZSTATEDATE` is when the message was made, `ZDATE` when its state last changed.
"""

import json
from typing import Annotated, Any

from hoofprint.artifacts import Topic, cocoa, lookup, sqlite
from hoofprint.artifacts.fields import Lookup, Reading
from hoofprint.artifacts.places import APP_GROUP
from hoofprint.formats.archiver import links
from hoofprint.model.record import Account, Bytes, Flag, Record, Str, Text, Time, Urls
from hoofprint.model.words import N_


class ViberMessage(Record, frozen=True):
    """One row of ZVIBERMESSAGE: a message or a notice such as a call; not that anybody read it."""

    created: Annotated[Time, "when the message was made"] = None
    changed: Annotated[Time, "when its state last changed"] = None
    direction: Annotated[Str, "incoming or outgoing, as its state says"] = None
    sender: Annotated[Account, "number of the member who sent it"] = None
    sender_name: Annotated[Str, "name of that member"] = None
    chat: Annotated[Text, "name of the conversation"] = None
    text: Annotated[Text, "text"] = None
    links: Annotated[Urls, "links among the data that came with it"] = None
    system: Annotated[Str, "kind of notice, for rows that are no message"] = None
    attachment: Annotated[Str, "name of the attached file"] = None
    attachment_type: Annotated[Str, "its kind"] = None
    attachment_size: Annotated[Bytes, "its size"] = None
    being_deleted: Annotated[Flag, "marked for deletion"] = None


def _links(stored: Any) -> list[str] | None:
    try:
        return links(json.loads(stored)) or None
    except (RecursionError, TypeError, ValueError):
        return None


def _attachment(column: str) -> Lookup:
    return lookup("ZATTACHMENT", "ZATTACHMENT", column, by="Z_PK")


STATES = {"received": "incoming", "send": "outgoing", "delivered": "outgoing"}

ARTIFACT = sqlite(
    ViberMessage,
    name=N_("Viber messages"),
    topic=Topic.MESSAGES,
    says=N_("Viber message, {direction}, {sender}: {text}"),
    files=f"{APP_GROUP}/com.viber/database/Contacts.data",
    table="ZVIBERMESSAGE",
    fields={
        "created": cocoa("ZSTATEDATE"),
        "changed": cocoa("ZDATE"),
        "direction": Reading(
            "ZSTATE", lambda state: STATES.get(state, str(state)), "state as text", lossy=False
        ),
        "sender": lookup("ZPHONENUMINDEX", "ZPHONENUMBER", "ZPHONE", by="ZMEMBER"),
        "sender_name": lookup("ZPHONENUMINDEX", "ZMEMBER", "ZDISPLAYFULLNAME", by="Z_PK"),
        "chat": lookup("ZCONVERSATION", "ZCONVERSATION", "ZNAME", by="Z_PK"),
        "text": "ZTEXT",
        "links": Reading("ZMETADATA", _links, "JSON", lossy=False),
        "system": "ZSYSTEMTYPE",
        "attachment": _attachment("ZNAME"),
        "attachment_type": _attachment("ZTYPE"),
        "attachment_size": _attachment("ZFILESIZE"),
        "being_deleted": "ZBEINGDELETED",
    },
    maybe="ZMETADATA ZSYSTEMTYPE ZBEINGDELETED ZATTACHMENT ZATTACHMENT.ZFILESIZE ZMEMBER ZPHONENUMBER",
    sources=("https://github.com/abrignoni/iLEAPP (viber_chats)",),
)
