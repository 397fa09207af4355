"""WhatsApp calls. Times are seconds since 2001 UTC; times of one call in two tables are the same clock's."""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, gather, lookup, sqlite
from hoofprint.model.record import Account, Accounts, Bytes, Flag, Id, Int, Record, Seconds, Str, Time
from hoofprint.model.words import N_


class WhatsappCall(Record, frozen=True):
    """One row of ZWACDCALLEVENT. Incoming, missed and video are said of the group of calls it belongs to in the list.

    A missed call from an unknown number is ordinary spam far more often than anything else. A call can be missing
    from the list although it came; a gap in the row numbers is a weak sign that one was removed.
    """

    date: Annotated[Time, "start"] = None
    duration: Annotated[Seconds, "how long it lasted"] = None
    incoming: Annotated[Flag, "incoming, as the list says"] = None
    missed: Annotated[Flag, "missed, as the list says"] = None
    video: Annotated[Flag, "with picture, as the list says"] = None
    creator: Annotated[Account, "who started it"] = None
    participants: Annotated[Accounts, "the other parties"] = None
    group: Annotated[Account, "group it took place in"] = None
    outcome: Annotated[Int, "how it ended; seen are 0 ended, 1 missed, 4 rejected"] = None
    missed_reason: Annotated[Int, "why it was missed, a code"] = None
    sent: Annotated[Bytes, "bytes sent"] = None
    received: Annotated[Bytes, "bytes received"] = None
    call: Annotated[Str, "id of the call"] = None
    listed: Annotated[Time, "first call of the group of calls in the list"] = None
    list_row: Annotated[Id, "row of that group in ZWAAGGREGATECALLEVENT"] = None


OWNER = "Z[0-9]*CALLEVENTS"
LIST = "ZWAAGGREGATECALLEVENT"
PARTICIPANTS = gather("ROWID", "ZWACDCALLEVENTPARTICIPANT", "ZJIDSTRING", by="Z[0-9]*PARTICIPANTS")

ARTIFACT = sqlite(
    WhatsappCall,
    name=N_("WhatsApp calls"),
    topic=Topic.MESSAGES,
    says=N_("WhatsApp call with {participants}, {duration} s"),
    files="/private/var/mobile/Containers/Shared/AppGroup/*/CallHistory.sqlite",
    table="ZWACDCALLEVENT",
    fields={
        "date": cocoa("ZDATE"),
        "duration": "ZDURATION",
        "incoming": lookup(OWNER, LIST, "ZINCOMING"),
        "missed": lookup(OWNER, LIST, "ZMISSED"),
        "video": lookup(OWNER, LIST, "ZVIDEO"),
        "creator": filled("ZGROUPCALLCREATORUSERJIDSTRING"),
        "participants": PARTICIPANTS,
        "group": filled("ZGROUPJIDSTRING"),
        "outcome": "ZOUTCOME",
        "missed_reason": lookup(OWNER, LIST, "ZMISSEDREASON"),
        "sent": "ZBYTESSENT",
        "received": "ZBYTESRECEIVED",
        "call": filled("ZCALLIDSTRING"),
        "listed": lookup(OWNER, LIST, cocoa("ZFIRSTDATE")),
        "list_row": OWNER,
    },
    maybe=f"ZCALLIDSTRING ZGROUPCALLCREATORUSERJIDSTRING ZGROUPJIDSTRING {LIST} {LIST}.ZMISSEDREASON",
    sources=("https://github.com/abrignoni/iLEAPP (WhatsApp call history)",),
)
