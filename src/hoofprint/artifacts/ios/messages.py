"""Messages of the Messages app (SMS, MMS, iMessage, RCS), as the phone's own message database keeps them.

Times are nanoseconds since 2001 UTC; rows written before iOS 11 have seconds. 0 means never.
The text may be NULL while `attributedBody`, an archived attributed string, has it: usual from iOS 14 on.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, first, imessage, labels, lookup, sqlite
from hoofprint.model.record import Account, Flag, Id, Int, Record, Str, Text, Texts, Time, Urls
from hoofprint.model.words import N_


class Message(Record, frozen=True):
    """One row of the message table: a message, a reaction, or an event of a group (a member joined, a new name).

    It shows that the phone stored the row; not that anyone read it or opened a link. Rows without handle are
    ordinary: own messages to groups, group events, restored ones. A message that was deleted leaves no row; one
    in Recently Deleted keeps its row and has `deleted`. Of several conversations the first is named.
    """

    date: Annotated[Time, "sent, or received by this phone"] = None
    direction: Annotated[Str, "incoming or outgoing, as stored (is_from_me)"] = None
    handle: Annotated[Account, "the other party: sender of an incoming, addressee of an outgoing message"] = (
        None
    )
    service: Annotated[Str, "iMessage, SMS, RCS"] = None
    text: Annotated[Text, "the text column or, where that is empty, the text of attributedBody"] = None
    body: Annotated[Text, "the text of attributedBody, where it is not that of the text column"] = None
    subject: Annotated[Text, "subject line"] = None
    body_links: Annotated[Urls, "links marked in attributedBody"] = None
    payload_links: Annotated[Urls, "links in payload_data: of a preview, or of an app's message"] = None
    earlier_texts: Annotated[Texts, "texts of an edited message, oldest first, from message_summary_info"] = (
        None
    )
    earlier_links: Annotated[Urls, "links marked in those texts"] = None
    deleted_parts: Annotated[Texts, "texts of single parts that lie in Recently Deleted"] = None
    account: Annotated[Account, "own account it went through, `E:` or `P:` before the address"] = None
    own_handle: Annotated[Account, "own address it was sent from or to"] = None
    chat: Annotated[Str, "GUID of the conversation; empty where the row belongs to none"] = None
    chat_handle: Annotated[Account, "identifier of the conversation: an address, or `chat` and a number"] = (
        None
    )
    chat_name: Annotated[Str, "name given to the conversation"] = None
    delivered: Annotated[Time, "delivered to the other side, for outgoing messages"] = None
    read: Annotated[Time, "marked read here if incoming, reported by the other side if outgoing"] = None
    edited: Annotated[Time, "last edit"] = None
    retracted: Annotated[Time, "unsent by its sender"] = None
    deleted: Annotated[Time, "moved to Recently Deleted"] = None
    recovered: Annotated[Time, "taken back from Recently Deleted"] = None
    guid: Annotated[Str, "GUID of the message"] = None
    reply_to: Annotated[Str, "GUID of the message before it, as the service linked them"] = None
    thread: Annotated[Str, "GUID of the message that an inline reply answers"] = None
    about: Annotated[Str, "GUID, after a part number, of the message a reaction or sticker is put on"] = None
    about_type: Annotated[Int, "kind of that relation: 2000 and up reactions, 3000 and up their removal"] = (
        None
    )
    item_type: Annotated[Int, "0 message, other numbers events of a group or of location sharing"] = None
    group_title: Annotated[Text, "name the group was given"] = None
    other_handle: Annotated[Account, "the member a group event is about"] = None
    balloon: Annotated[Str, "extension that shows the message, for instance link previews"] = None
    attachments: Annotated[Flag, "has attachments"] = None
    is_read: Annotated[Flag, "marked read"] = None
    is_spam: Annotated[Flag, "marked as junk"] = None
    error: Annotated[Int, "error code, 0 for none"] = None
    service_center: Annotated[Account, "number of the SMS centre that passed it on"] = None
    handle_row: Annotated[Id, "row of the handle table as stored, 0 for none"] = None


BIN = "chat_recoverable_message_join"
CHAT = first(
    lookup("ROWID", "chat_message_join", "chat_id", by="message_id"),
    lookup("ROWID", BIN, "chat_id", by="message_id"),
)
SAME_NAME = "service subject account guid item_type group_title is_read is_spam error service_center"

ARTIFACT = sqlite(
    Message,
    name=N_("messages (SMS, iMessage)"),
    topic=Topic.MESSAGES,
    says=N_("{service} message, {direction}, {handle}: {text}"),
    files="/private/var/mobile/Library/SMS/sms.db",
    table="message",
    fields={
        **imessage.CONTENT,
        **{name: name for name in SAME_NAME.split()},
        "date": cocoa("date"),
        "direction": labels("is_from_me", {0: "incoming", 1: "outgoing"}),
        "handle": lookup("handle_id", "handle", "id"),
        "own_handle": "destination_caller_id",
        "chat": lookup(CHAT, "chat", "guid"),
        "chat_handle": lookup(CHAT, "chat", "chat_identifier"),
        "chat_name": lookup(CHAT, "chat", filled("display_name")),
        "delivered": cocoa("date_delivered"),
        "read": cocoa("date_read"),
        "edited": cocoa("date_edited"),
        "retracted": cocoa("date_retracted"),
        "deleted": lookup("ROWID", BIN, cocoa("delete_date"), by="message_id"),
        "recovered": cocoa("date_recovered"),
        "reply_to": "reply_to_guid",
        "thread": "thread_originator_guid",
        "about": "associated_message_guid",
        "about_type": "associated_message_type",
        "other_handle": lookup("other_handle", "handle", "id"),
        "balloon": "balloon_bundle_id",
        "attachments": "cache_has_attachments",
        "handle_row": "handle_id",
    },
    maybe=f"associated_message_guid associated_message_type balloon_bundle_id date_edited date_recovered"
    f" date_retracted destination_caller_id is_spam message_summary_info payload_data"
    f" reply_to_guid thread_originator_guid {BIN} {imessage.DELETED_PARTS}",
    sources=(
        "https://github.com/ReagentX/imessage-exporter (message table, attributedBody, edits, Recently Deleted)",
        "https://github.com/abrignoni/iLEAPP (sms.db)",
        "Database schemas of macOS 26 and iOS as published in the tests of open-source readers",
    ),
)
