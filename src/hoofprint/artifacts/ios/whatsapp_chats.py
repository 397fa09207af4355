"""WhatsApp conversations and their members. Times are seconds since 2001 UTC."""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, gather, lookup, sqlite
from hoofprint.model.record import Account, Accounts, Count, Flag, Int, Record, Str, Text, Time
from hoofprint.model.words import N_


class WhatsappChat(Record, frozen=True):
    """One row of ZWACHATSESSION. Its last date may be that of a message that is gone by now.

    A conversation with an unknown party may come from a group, a call or a business contact, without any message.
    """

    last: Annotated[Time, "date of its last message"] = None
    party: Annotated[Account, "the other party, a group (`@g.us`), broadcast or status"] = None
    identifier: Annotated[Account, "second identifier of the same party, as newer versions keep it"] = None
    name: Annotated[Str, "name shown"] = None
    members: Annotated[Accounts, "members the app knows of, former ones included"] = None
    creator: Annotated[Account, "who made the group"] = None
    owner: Annotated[Account, "who owns the group"] = None
    created: Annotated[Time, "when the group was made"] = None
    last_text: Annotated[Text, "text kept of the last message"] = None
    draft: Annotated[Text, "text typed and not sent"] = None
    messages: Annotated[Count, "messages counted by the app; not lowered when one is deleted"] = None
    unread: Annotated[Count, "unread messages"] = None
    kind: Annotated[Int, "kind: 0 one person, 1 group, others broadcast and status"] = None
    removed: Annotated[Flag, "removed from the list of conversations"] = None
    archived: Annotated[Flag, "archived"] = None
    hidden: Annotated[Flag, "hidden"] = None


GROUPS = "ZWAGROUPINFO"

ARTIFACT = sqlite(
    WhatsappChat,
    name=N_("WhatsApp conversations"),
    topic=Topic.MESSAGES,
    says=N_("WhatsApp conversation {party} ({name})"),
    files="/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
    table="ZWACHATSESSION",
    fields={
        "last": cocoa("ZLASTMESSAGEDATE"),
        "party": "ZCONTACTJID",
        "identifier": filled("ZCONTACTIDENTIFIER"),
        "name": "ZPARTNERNAME",
        "members": gather("ROWID", "ZWAGROUPMEMBER", "ZMEMBERJID", by="ZCHATSESSION"),
        "creator": lookup("ROWID", GROUPS, filled("ZCREATORJID"), by="ZCHATSESSION"),
        "owner": lookup("ROWID", GROUPS, filled("ZOWNERJID"), by="ZCHATSESSION"),
        "created": lookup("ROWID", GROUPS, cocoa("ZCREATIONDATE"), by="ZCHATSESSION"),
        "last_text": filled("ZLASTMESSAGETEXT"),
        "draft": filled("ZSAVEDINPUT"),
        "messages": "ZMESSAGECOUNTER",
        "unread": "ZUNREADCOUNT",
        "kind": "ZSESSIONTYPE",
        "removed": "ZREMOVED",
        "archived": "ZARCHIVED",
        "hidden": "ZHIDDEN",
    },
    maybe=f"ZCONTACTIDENTIFIER ZSAVEDINPUT {GROUPS} ZWAGROUPMEMBER",
    sources=(
        "https://github.com/KnugiHK/WhatsApp-Chat-Exporter (ChatStorage.sqlite)",
        "https://github.com/abrignoni/iLEAPP (WhatsApp messages)",
    ),
)
