"""WhatsApp messages, one for each row of the message table, whatever hangs on it.

Times are seconds since 2001 UTC. Media and link previews are rows of their own: `whatsapp_media`, `whatsapp_links`.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, first, labels, lookup, sqlite
from hoofprint.model.record import Account, Flag, Id, Int, Record, Str, Text, Time
from hoofprint.model.words import N_


class WhatsappMessage(Record, frozen=True):
    """One row of ZWAMESSAGE: a message, or a notice such as a call, a changed group or a changed security code.

    It shows that the app stored the row; not that anyone read it or opened a link. `kind` tells text from media and
    notices by codes that WhatsApp does not publish. Messages that were deleted for everyone keep their row without
    text; others leave a gap in the row numbers.
    """

    date: Annotated[Time, "date of the message, as its sender or the server stated it"] = None
    sent: Annotated[Time, "own messages: handed to the server; incoming ones: received"] = None
    direction: Annotated[Str, "incoming or outgoing, as stored (ZISFROMME)"] = None
    sender: Annotated[
        Account, "sender of an incoming message: the member who wrote, if it lies in a group"
    ] = None
    source: Annotated[Account, "ZFROMJID as stored: the other party, or the group"] = None
    target: Annotated[Account, "ZTOJID as stored: addressee, or own account"] = None
    text: Annotated[Text, "text"] = None
    chat: Annotated[Account, "conversation: the other party, a group (`@g.us`), broadcast or status"] = None
    chat_name: Annotated[Str, "name shown for the conversation"] = None
    kind: Annotated[Int, "kind of message, 0 is text"] = None
    event: Annotated[Int, "kind of notice, for those messages that are notices"] = None
    status: Annotated[Int, "state of delivery"] = None
    error: Annotated[Int, "error code"] = None
    starred: Annotated[Flag, "starred"] = None
    stanza: Annotated[Str, "id the sender's app gave the message"] = None
    push_name: Annotated[
        Str, "ZPUSHNAME as stored: once the sender's own name, in newer versions encoded data"
    ] = None
    media: Annotated[Id, "its row in ZWAMEDIAITEM"] = None
    parent: Annotated[Id, "row of the message it belongs to, for instance one of an album"] = None
    chat_row: Annotated[Id, "its row in ZWACHATSESSION, there or not"] = None


CHATS, MEMBERS = "ZWACHATSESSION", "ZWAGROUPMEMBER"

ARTIFACT = sqlite(
    WhatsappMessage,
    name=N_("WhatsApp messages"),
    topic=Topic.MESSAGES,
    says=N_("WhatsApp message, {direction}, in {chat}: {text}"),
    files="/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
    table="ZWAMESSAGE",
    fields={
        "date": cocoa("ZMESSAGEDATE"),
        "sent": cocoa("ZSENTDATE"),
        "direction": labels("ZISFROMME", {0: "incoming", 1: "outgoing"}),
        "sender": first(lookup("ZGROUPMEMBER", MEMBERS, "ZMEMBERJID"), "ZFROMJID"),
        "source": "ZFROMJID",
        "target": "ZTOJID",
        "text": "ZTEXT",
        "chat": lookup("ZCHATSESSION", CHATS, "ZCONTACTJID"),
        "chat_name": lookup("ZCHATSESSION", CHATS, "ZPARTNERNAME"),
        "kind": "ZMESSAGETYPE",
        "event": "ZGROUPEVENTTYPE",
        "status": "ZMESSAGESTATUS",
        "error": "ZMESSAGEERRORSTATUS",
        "starred": "ZSTARRED",
        "stanza": "ZSTANZAID",
        "push_name": "ZPUSHNAME",
        "media": "ZMEDIAITEM",
        "parent": "ZPARENTMESSAGE",
        "chat_row": "ZCHATSESSION",
    },
    maybe=f"ZPARENTMESSAGE {MEMBERS}",
    sources=(
        "https://github.com/abrignoni/iLEAPP (WhatsApp messages)",
        "https://github.com/KnugiHK/WhatsApp-Chat-Exporter (ChatStorage.sqlite)",
    ),
)
