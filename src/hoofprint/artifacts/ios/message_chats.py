"""Conversations of the Messages app, with or without messages left in them.

Times are nanoseconds since 2001 UTC; 0 means never.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, gather, labels, lookup, sqlite
from hoofprint.model.record import Account, Accounts, Flag, Int, Record, Str, Text, Time
from hoofprint.model.words import N_


class Chat(Record, frozen=True):
    """One conversation. It may outlive its messages; the time shows when it was last read, not when it began.

    Messages of unknown senders are filtered, and blackholed conversations belong to blocked ones: both are the
    phone's or its owner's choice, and say nothing about the sender.
    """

    last_read: Annotated[Time, "newest message that was marked read"] = None
    handle: Annotated[Account, "identifier: an address, or `chat` and a number"] = None
    members: Annotated[Accounts, "addresses taking part"] = None
    name: Annotated[Text, "name given to it"] = None
    guid: Annotated[Str, "GUID"] = None
    service: Annotated[Str, "iMessage, SMS, RCS"] = None
    room: Annotated[Str, "name of the group chat room"] = None
    style: Annotated[Str, "group or direct"] = None
    account: Annotated[Account, "own account, `E:` or `P:` before the address"] = None
    own_handle: Annotated[Account, "own address last used in it"] = None
    state: Annotated[Int, "state code"] = None
    archived: Annotated[Flag, "archived"] = None
    filtered: Annotated[Int, "0 not filtered, 1 unknown sender, other numbers further filters"] = None
    blackholed: Annotated[Flag, "messages are dropped, as for blocked senders"] = None


ARTIFACT = sqlite(
    Chat,
    name=N_("message conversations"),
    topic=Topic.MESSAGES,
    says=N_("Conversation {handle} ({service})"),
    files="/private/var/mobile/Library/SMS/sms.db",
    table="chat",
    fields={
        "last_read": cocoa("last_read_message_timestamp"),
        "handle": "chat_identifier",
        "members": gather("ROWID", "chat_handle_join", lookup("handle_id", "handle", "id"), by="chat_id"),
        "name": filled("display_name"),
        "guid": "guid",
        "service": "service_name",
        "room": "room_name",
        "style": labels("style", {43: "group", 45: "direct"}),
        "account": "account_login",
        "own_handle": "last_addressed_handle",
        "state": "state",
        "archived": "is_archived",
        "filtered": "is_filtered",
        "blackholed": "is_blackholed",
    },
    maybe="is_blackholed is_filtered last_addressed_handle last_read_message_timestamp",
    sources=(
        "https://github.com/ReagentX/imessage-exporter (chat table)",
        "Database schema of macOS 26 as published in the tests of open-source readers",
    ),
)
