"""Calls the phone lists: telephone, FaceTime, and those of other apps that report theirs.

Times are seconds since 2001 UTC. Plain backups do not hold this database; absent is not cleared.
"""

from typing import Annotated, Any

from hoofprint.artifacts import Kind, Topic, cocoa, decoded, filled, gather, labels, lookup, sqlite
from hoofprint.model.record import Account, Accounts, Bundle, Bytes, Flag, Int, Record, Seconds, Str, Time
from hoofprint.model.words import N_


class Call(Record, frozen=True):
    """One row of ZCALLRECORD. Whether a call was answered is said of incoming ones only; look at the length else.

    The list is synchronised between the devices of one account, so a call need not have rung on this phone. Names
    and places are what the phone looked up, not where the caller was. Removed calls leave a gap in the row numbers.
    """

    date: Annotated[Time, "start"] = None
    duration: Annotated[Seconds, "length, 0 if there was no connection"] = None
    direction: Annotated[Str, "incoming or outgoing, as stored (ZORIGINATED)"] = None
    answered: Annotated[Flag, "answered, for incoming calls"] = None
    party: Annotated[Account, "the other party: number, e-mail address or another app's id"] = None
    participants: Annotated[Accounts, "all other parties, from the table of handles"] = None
    initiator: Annotated[Account, "who started a group call"] = None
    name: Annotated[Str, "name the phone showed"] = None
    location: Annotated[Str, "place or country that belongs to the number"] = None
    country: Annotated[Str, "country code"] = None
    kind: Annotated[Str, "telephone, FaceTime or another app"] = None
    provider: Annotated[Bundle, "service or app that carried it"] = None
    data: Annotated[Bytes, "data used by a FaceTime call"] = None
    read: Annotated[Flag, "missed call looked at"] = None
    cause: Annotated[Int, "why it ended, a code"] = None
    availability: Annotated[Int, "whether the number was withheld, a code"] = None
    junk: Annotated[Int, "how likely junk the phone took it for"] = None
    blocker: Annotated[Bundle, "extension that blocked it"] = None
    blocker_name: Annotated[Str, "name of that extension"] = None
    trust: Annotated[Int, "how far the system trusted the caller, a code"] = None
    filtered: Annotated[Int, "why it is not shown in the list, a code"] = None
    verified: Annotated[Int, "whether the network vouched for the number, a code"] = None
    device: Annotated[Str, "name of the own device it was made on"] = None
    unique: Annotated[Str, "id of the call, the same on all devices of the account"] = None


def address(stored: Any) -> str | None:
    """Text, or the bytes of text that older versions keep; None for bytes that are none."""
    try:
        return stored.decode() if isinstance(stored, bytes) else str(stored)
    except UnicodeDecodeError:
        return None


FOLDER = "/private/var/mobile/Library/CallHistoryDB"
HANDLES = "Z_*REMOTEPARTICIPANTHANDLES"
KINDS = {0: "another app", 1: "telephone", 8: "FaceTime video", 16: "FaceTime audio"}

ARTIFACT = sqlite(
    Call,
    name=N_("calls"),
    topic=Topic.MESSAGES,
    says=N_("Call ({kind}), {direction}, {party}, {duration} s"),
    files=(f"{FOLDER}/CallHistory.storedata", f"{FOLDER}/CallHistoryTemp.storedata"),
    table="ZCALLRECORD",
    fields={
        "date": cocoa("ZDATE"),
        "duration": "ZDURATION",
        "direction": labels("ZORIGINATED", {0: "incoming", 1: "outgoing"}),
        "answered": "ZANSWERED",
        "party": filled(decoded("ZADDRESS", address, "text or the bytes of text")),
        "participants": gather(
            "ROWID", HANDLES, lookup(HANDLES, "ZHANDLE", "ZVALUE"), by="Z_*REMOTEPARTICIPANTCALLS"
        ),
        "initiator": lookup("ZINITIATOR", "ZHANDLE", "ZVALUE"),
        "name": "ZNAME",
        "location": "ZLOCATION",
        "country": "ZISO_COUNTRY_CODE",
        "kind": labels("ZCALLTYPE", KINDS),
        "provider": "ZSERVICE_PROVIDER",
        "data": "ZFACE_TIME_DATA",
        "read": "ZREAD",
        "cause": "ZDISCONNECTED_CAUSE",
        "availability": "ZNUMBER_AVAILABILITY",
        "junk": "ZJUNKCONFIDENCE",
        "blocker": filled("ZBLOCKEDBYEXTENSION"),
        "blocker_name": filled("ZBLOCKEDBYEXTENSIONNAME"),
        "trust": "ZCOMMUNICATIONTRUSTSCORE",
        "filtered": "ZFILTERED_OUT_REASON",
        "verified": "ZVERIFICATIONSTATUS",
        "device": filled("ZORIGINATINGDEVICENAME"),
        "unique": "ZUNIQUE_ID",
    },
    maybe="ZBLOCKEDBYEXTENSION ZBLOCKEDBYEXTENSIONNAME ZCOMMUNICATIONTRUSTSCORE ZFILTERED_OUT_REASON ZINITIATOR"
    " ZISO_COUNTRY_CODE ZJUNKCONFIDENCE ZLOCATION"
    f" ZNUMBER_AVAILABILITY ZORIGINATINGDEVICENAME ZSERVICE_PROVIDER ZVERIFICATIONSTATUS ZHANDLE {HANDLES}",
    kinds=(Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM),
    sources=(
        "https://github.com/abrignoni/iLEAPP (call history)",
        "https://github.com/novkostya/ios-backup-parser (call history schema, handles and their join table)",
    ),
)
