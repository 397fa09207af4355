"""WhatsApp's ChatStorage.sqlite: messages, chats, media and link previews. Times are seconds since 2001 UTC."""

from collections.abc import Iterator

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.plants import WhatsApp
from hoofprint.synth.sqlite import Database, Value, core_data, highest
from hoofprint.synth.timing import SECOND, Event
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN = "ios.whatsapp_messages", "AppDomainGroup-group.net.whatsapp.WhatsApp.shared"
PATH = "ChatStorage.sqlite"
_KEY = "Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER"
_CHAT, _MEDIA, _MESSAGE, _DATA = 4, 8, 9, 10
_NAMES = [
    "WABlacklistItem",
    "WAChatProperties",
    "WAChatPushConfig",
    "WAChatSession",
    "WAGroupInfo",
    "WAGroupMember",
    "WAGroupMembersChange",
    "WAMediaItem",
    "WAMessage",
    "WAMessageDataItem",
    "WAMessageInfo",
    "WAProfilePictureItem",
    "WAProfilePushName",
    "WAVCardMention",
    "WAZ1PaymentTransaction",
]
_SCHEMA = (
    f"CREATE TABLE ZWACHATSESSION ( {_KEY}, ZARCHIVED INTEGER, ZCONTACTABID INTEGER, ZFLAGS INTEGER,"
    " ZHIDDEN INTEGER, ZIDENTITYVERIFICATIONEPOCH INTEGER, ZIDENTITYVERIFICATIONSTATE INTEGER,"
    " ZMESSAGECOUNTER INTEGER, ZREMOVED INTEGER, ZSESSIONTYPE INTEGER, ZSPOTLIGHTSTATUS INTEGER,"
    " ZUNREADCOUNT INTEGER, ZGROUPINFO INTEGER, ZLASTMESSAGE INTEGER, ZPROPERTIES INTEGER,"
    " ZLASTMESSAGEDATE TIMESTAMP, ZLOCATIONSHARINGENDDATE TIMESTAMP, ZCONTACTIDENTIFIER VARCHAR,"
    " ZCONTACTJID VARCHAR, ZETAG VARCHAR, ZLASTMESSAGETEXT VARCHAR, ZPARTNERNAME VARCHAR,"
    " ZSAVEDINPUT VARCHAR );"
    f"CREATE TABLE ZWAMEDIAITEM ( {_KEY}, ZCLOUDSTATUS INTEGER, ZFILESIZE INTEGER, ZMEDIAORIGIN INTEGER,"
    " ZMOVIEDURATION INTEGER, ZMESSAGE INTEGER, ZASPECTRATIO FLOAT, ZHACCURACY FLOAT, ZLATITUDE FLOAT,"
    " ZLONGITUDE FLOAT, ZMEDIAURLDATE TIMESTAMP, ZAUTHORNAME VARCHAR, ZCOLLECTIONNAME VARCHAR,"
    " ZMEDIALOCALPATH VARCHAR, ZMEDIAURL VARCHAR, ZTHUMBNAILLOCALPATH VARCHAR, ZTITLE VARCHAR,"
    " ZVCARDNAME VARCHAR, ZVCARDSTRING VARCHAR, ZXMPPTHUMBPATH VARCHAR, ZMEDIAKEY BLOB, ZMETADATA BLOB );"
    f"CREATE TABLE ZWAMESSAGE ( {_KEY}, ZCHILDMESSAGESDELIVEREDCOUNT INTEGER,"
    " ZCHILDMESSAGESPLAYEDCOUNT INTEGER, ZCHILDMESSAGESREADCOUNT INTEGER, ZDATAITEMVERSION INTEGER,"
    " ZDOCID INTEGER, ZENCRETRYCOUNT INTEGER, ZFILTEREDRECIPIENTCOUNT INTEGER, ZFLAGS INTEGER,"
    " ZGROUPEVENTTYPE INTEGER, ZISFROMME INTEGER, ZMESSAGEERRORSTATUS INTEGER, ZMESSAGESTATUS INTEGER,"
    " ZMESSAGETYPE INTEGER, ZSORT INTEGER, ZSPOTLIGHTSTATUS INTEGER, ZSTARRED INTEGER, ZCHATSESSION INTEGER,"
    " ZGROUPMEMBER INTEGER, ZLASTSESSION INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEINFO INTEGER,"
    " ZPARENTMESSAGE INTEGER, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP, ZFROMJID VARCHAR,"
    " ZMEDIASECTIONID VARCHAR, ZPHASH VARCHAR, ZPUSHNAME VARCHAR, ZSTANZAID VARCHAR, ZTEXT VARCHAR,"
    " ZTOJID VARCHAR );"
    f"CREATE TABLE ZWAMESSAGEDATAITEM ( {_KEY}, ZINDEX INTEGER, ZOWNSTHUMBNAIL INTEGER, ZTYPE INTEGER,"
    " ZMESSAGE INTEGER, ZDATE TIMESTAMP, ZCHATJID VARCHAR, ZCONTENT1 VARCHAR, ZCONTENT2 VARCHAR,"
    " ZMATCHEDTEXT VARCHAR, ZSECTIONID VARCHAR, ZSENDERJID VARCHAR, ZSUMMARY VARCHAR, ZTHUMBNAILPATH VARCHAR,"
    " ZTITLE VARCHAR );"
    f"CREATE TABLE ZWAGROUPINFO ( {_KEY}, ZSTATE INTEGER, ZCHATSESSION INTEGER, ZLASTMESSAGEOWNER INTEGER,"
    " ZCREATIONDATE TIMESTAMP, ZSUBJECTTIMESTAMP TIMESTAMP, ZCREATORJID VARCHAR, ZOWNERJID VARCHAR,"
    " ZPICTUREID VARCHAR, ZPICTUREPATH VARCHAR, ZSOURCEJID VARCHAR, ZSUBJECTOWNERJID VARCHAR );"
    f"CREATE TABLE ZWAGROUPMEMBER ( {_KEY}, ZCONTACTABID INTEGER, ZISACTIVE INTEGER, ZISADMIN INTEGER,"
    " ZSENDERKEYSENT INTEGER, ZCHATSESSION INTEGER, ZRECENTGROUPCHAT INTEGER, ZCONTACTIDENTIFIER VARCHAR,"
    " ZCONTACTNAME VARCHAR, ZFIRSTNAME VARCHAR, ZMEMBERJID VARCHAR );"
    "CREATE INDEX ZWAMESSAGE_ZCHATSESSION_INDEX ON ZWAMESSAGE (ZCHATSESSION);"
    "CREATE INDEX Z_WAMessage_byMessageDateIndex ON ZWAMESSAGE (ZMESSAGEDATE COLLATE BINARY ASC);"
    + core_data(enumerate(_NAMES, 1))
)
Sent = tuple[Event, WhatsApp]


def write(world: World) -> Iterator[Stored]:
    """The database, where the app is in use; in every backup."""
    messages = world.of(WhatsApp)
    if not messages:
        return
    rows = world.numbered(messages, ARTIFACT, gaps=0.02)
    db = Database(_SCHEMA, world.version)
    chats = _chats(world, db, messages)
    media = data = 0
    for number, (event, message) in rows:
        jid, late, when = _jid(message), world.late(event), event.time / SECOND - COCOA_OFFSET
        row = _row(world, number, event, message, chats[jid])
        if message.media_url:
            media += 1
            row["ZMEDIAITEM"] = media
            item: dict[str, Value] = {"Z_PK": media, "Z_ENT": _MEDIA, "Z_OPT": 1, "ZMESSAGE": number}
            item |= {"ZFILESIZE": 4_000, "ZMEDIAURL": message.media_url, "ZMEDIAURLDATE": when}
            db.put("ZWAMEDIAITEM", item, late=late)
        if message.preview:
            data += 1
            card: dict[str, Value] = {
                "Z_PK": data,
                "Z_ENT": _DATA,
                "Z_OPT": 1,
                "ZMESSAGE": number,
                "ZTYPE": 1,
            }
            card |= {"ZDATE": when, "ZCHATJID": jid, "ZCONTENT1": message.preview}
            card |= {"ZMATCHEDTEXT": message.preview, "ZTITLE": "Link"}
            db.put("ZWAMESSAGEDATAITEM", card, late=late)
        db.put("ZWAMESSAGE", row, late=late)
    names = ((_CHAT, "ZWACHATSESSION"), (_MEDIA, "ZWAMEDIAITEM"), (_MESSAGE, "ZWAMESSAGE"))
    for entity, table in (*names, (_DATA, "ZWAMESSAGEDATAITEM")):
        db.finish(highest(entity, table))
    content, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple((event, f"ZWAMESSAGE row {number}") for number, (event, _) in rows if event.planted)
    last = messages[-1][0].time
    yield Stored(ARTIFACT, DOMAIN, PATH, last + SECOND, content, wal, world.start, landed)


def _jid(message: WhatsApp) -> str:
    return message.sender if "@" in message.sender else f"{message.sender}@s.whatsapp.net"


def _row(world: World, number: int, event: Event, message: WhatsApp, chat: int) -> dict[str, Value]:
    sent, jid, when = message.direction == "out", _jid(message), event.time / SECOND - COCOA_OFFSET
    return {
        "Z_PK": number,
        "Z_ENT": _MESSAGE,
        "Z_OPT": 2,
        "ZDATAITEMVERSION": 3,
        "ZDOCID": number,
        "ZISFROMME": int(sent),
        "ZMESSAGESTATUS": 6,
        "ZMESSAGETYPE": 1 if message.media_url else 0,
        "ZSORT": number,
        "ZCHATSESSION": chat,
        "ZMEDIAITEM": None,
        "ZMESSAGEDATE": when,
        "ZSENTDATE": when,
        "ZFROMJID": None if sent else jid,
        "ZSTANZAID": "3A" + world.dice.fork(ARTIFACT, event.time, jid).bytes(9).hex().upper(),
        "ZTEXT": message.text,
        "ZTOJID": jid if sent else None,
    }


def _chats(world: World, db: Database, messages: list[Sent]) -> dict[str, int]:
    """One chat for everybody written to, in the order of first contact."""
    numbers: dict[str, int] = {}
    for event, message in messages:
        jid = _jid(message)
        if jid in numbers:
            continue
        numbers[jid] = len(numbers) + 1
        mine = [other.time for other, m in messages if _jid(m) == jid]
        row: dict[str, Value] = {
            "Z_PK": numbers[jid],
            "Z_ENT": _CHAT,
            "Z_OPT": 1,
            "ZARCHIVED": 0,
            "ZHIDDEN": 0,
            "ZMESSAGECOUNTER": len(mine),
            "ZREMOVED": 0,
            "ZSESSIONTYPE": 0,
            "ZLASTMESSAGEDATE": mine[-1] / SECOND - COCOA_OFFSET,
            "ZCONTACTJID": jid,
        }
        db.put("ZWACHATSESSION", row, late=world.late(event))
    return numbers
