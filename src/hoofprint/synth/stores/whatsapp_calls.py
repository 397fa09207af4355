"""WhatsApp's list of calls: CallHistory.sqlite. Times are seconds since 2001 UTC.

A call refers to its entry in the list, which says whether it came in and was missed. Source: the tables as public
tools query them (iLEAPP, WhatsApp call history); columns nobody reads are left out.
"""

from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import WhatsAppCall
from hoofprint.synth.sqlite import Database
from hoofprint.synth.stores.whatsapp import DOMAIN
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import Stored, World

ARTIFACT, PATH = "ios.whatsapp_calls", "CallHistory.sqlite"
_KEY = "Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER"
_SCHEMA = (
    f"CREATE TABLE ZWAAGGREGATECALLEVENT ( {_KEY}, ZINCOMING INTEGER, ZMISSED INTEGER, ZMISSEDREASON INTEGER,"
    " ZVIDEO INTEGER, ZFIRSTDATE TIMESTAMP );"
    f"CREATE TABLE ZWACDCALLEVENT ( {_KEY}, ZOUTCOME INTEGER, Z1CALLEVENTS INTEGER, ZDATE TIMESTAMP,"
    " ZDURATION FLOAT, ZBYTESSENT INTEGER, ZBYTESRECEIVED INTEGER, ZCALLIDSTRING VARCHAR,"
    " ZGROUPCALLCREATORUSERJIDSTRING VARCHAR, ZGROUPJIDSTRING VARCHAR );"
    f"CREATE TABLE ZWACDCALLEVENTPARTICIPANT ( {_KEY}, ZOUTCOME INTEGER, Z1PARTICIPANTS INTEGER,"
    " ZJIDSTRING VARCHAR );"
)
_MISSED = 1


def write(world: World) -> Iterator[Stored]:
    """The database, where somebody called."""
    every = world.of(WhatsAppCall)
    if not every:
        return
    db = Database(_SCHEMA, world.version)
    rows = world.numbered(every, ARTIFACT)
    for number, (event, call) in rows:
        late, when = world.late(event), event.time / SECOND - COCOA_OFFSET
        missed = int(not call.answered and call.direction == "in")
        who = call.sender if "@" in call.sender else f"{call.sender}@s.whatsapp.net"
        own = world.owner.number.removeprefix("+") + "@s.whatsapp.net"
        listed = {"Z_PK": number, "ZINCOMING": int(call.direction == "in"), "ZMISSED": missed, "ZVIDEO": 0}
        db.put("ZWAAGGREGATECALLEVENT", {**listed, "ZFIRSTDATE": when}, late=late)
        db.put(
            "ZWACDCALLEVENT",
            {
                "Z_PK": number,
                "ZOUTCOME": _MISSED if missed else 0,
                "Z1CALLEVENTS": number,
                "ZDATE": when,
                "ZDURATION": call.duration if call.answered else 0.0,
                "ZBYTESSENT": 0,
                "ZBYTESRECEIVED": 0,
                "ZCALLIDSTRING": world.dice.fork(ARTIFACT, event.time, who).bytes(16).hex().upper(),
                "ZGROUPCALLCREATORUSERJIDSTRING": who if call.direction == "in" else own,
            },
            late=late,
        )
        db.put(
            "ZWACDCALLEVENTPARTICIPANT",
            {"Z_PK": number, "Z1PARTICIPANTS": number, "ZJIDSTRING": who},
            late=late,
        )
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple((event, f"ZWACDCALLEVENT row {number}") for number, (event, _) in rows if event.planted)
    yield Stored(ARTIFACT, DOMAIN, PATH, every[-1][0].time + SECOND, data, wal, world.start, landed)
