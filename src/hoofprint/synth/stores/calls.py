"""CallHistory.storedata: calls by phone, FaceTime and apps that report theirs. Times are seconds since 2001 UTC."""

from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import Call
from hoofprint.synth.sqlite import Database, Value, core_data, highest
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN = "ios.calls", "HomeDomain"
PATH = "Library/CallHistoryDB/CallHistory.storedata"
_KEY = "Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER"
_CALL = 2


def write(world: World) -> Iterator[Stored]:
    """The database. From iOS 13 on only encrypted backups hold it."""
    calls = world.of(Call)
    rows = world.numbered(calls, ARTIFACT, gaps=0.02)
    db = Database(_schema(world.version[0]), world.version)
    for number, (event, call) in rows:
        out = call.direction == "out"
        row: dict[str, Value] = {
            "Z_PK": number,
            "Z_ENT": _CALL,
            "Z_OPT": 1,
            "ZANSWERED": int(call.answered and not out),
            "ZCALLTYPE": 8 if call.service == "com.apple.FaceTime" else 1,
            "ZORIGINATED": int(out),
            "ZREAD": 1,
            "ZDATE": event.time / SECOND - COCOA_OFFSET,
            "ZDURATION": call.duration if call.answered else 0.0,
            "ZADDRESS": call.number if world.version[0] >= 14 else call.number.encode(),
            "ZISO_COUNTRY_CODE": "us",
            "ZSERVICE_PROVIDER": call.service,
            "ZUNIQUE_ID": world.dice.fork(ARTIFACT, event.time, call.number).uuid(),
        }
        db.put("ZCALLRECORD", row, late=world.late(event))
    db.finish(highest(_CALL, "ZCALLRECORD"))
    last = max((event.time for event, _ in calls), default=world.start)
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple((event, f"ZCALLRECORD row {number}") for number, (event, _) in rows if event.planted)
    always = world.version[0] < 13
    yield Stored(ARTIFACT, DOMAIN, PATH, last + SECOND, data, wal, world.start, landed, backup=always)


def _schema(major: int) -> str:
    """The address is a blob up to iOS 13 and text afterwards; newer versions add handles for group calls."""
    newer = ", ZVERIFICATIONSTATUS INTEGER, ZLOCALPARTICIPANTUUID BLOB" if major >= 14 else ""
    handles = (
        f"CREATE TABLE ZHANDLE ( {_KEY}, ZTYPE INTEGER, ZNORMALIZEDVALUE VARCHAR, ZVALUE VARCHAR );"
        "CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES ( Z_2REMOTEPARTICIPANTCALLS INTEGER,"
        " Z_4REMOTEPARTICIPANTHANDLES INTEGER,"
        " PRIMARY KEY (Z_2REMOTEPARTICIPANTCALLS, Z_4REMOTEPARTICIPANTHANDLES) );"
    )
    names = ["CallDBProperties", "CallRecord", *(["EmergencyMediaItem", "Handle"] if major >= 13 else [])]
    return (
        f"CREATE TABLE ZCALLDBPROPERTIES ( {_KEY}, ZTIMER_ALL FLOAT, ZTIMER_INCOMING FLOAT, ZTIMER_LAST FLOAT,"
        " ZTIMER_OUTGOING FLOAT );"
        f"CREATE TABLE ZCALLRECORD ( {_KEY}, ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZDISCONNECTED_CAUSE INTEGER,"
        " ZFACE_TIME_DATA INTEGER, ZHANDLE_TYPE INTEGER, ZNUMBER_AVAILABILITY INTEGER, ZORIGINATED INTEGER,"
        f" ZREAD INTEGER{newer}, ZDATE TIMESTAMP, ZDURATION FLOAT,"
        f" ZADDRESS {'VARCHAR' if major >= 14 else 'BLOB'}, ZDEVICE_ID VARCHAR, ZISO_COUNTRY_CODE VARCHAR,"
        " ZLOCATION VARCHAR, ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR, ZUNIQUE_ID VARCHAR );"
        f"{handles if major >= 13 else ''}{core_data(enumerate(names, 1))}"
    )
