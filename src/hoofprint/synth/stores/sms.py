"""sms.db: messages, handles, chats and attachments, with the attachment files beside it.

Dates are nanoseconds since 2001 UTC from iOS 11 on, seconds before.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from hoofprint.model.times import COCOA_OFFSET
from hoofprint.synth.dice import Dice
from hoofprint.synth.plants import Message
from hoofprint.synth.sqlite import Database, Value
from hoofprint.synth.stores.sms_schema import schema
from hoofprint.synth.timing import SECOND, Event
from hoofprint.synth.typedstream import attributed
from hoofprint.synth.world import Stored, World

ARTIFACT, DOMAIN, PATH = "ios.messages", "HomeDomain", "Library/SMS/sms.db"
Sent = tuple[Event, Message]


def write(world: World) -> Iterator[Stored]:
    """The database and the files of its attachments."""
    messages = world.of(Message)
    rows = world.numbered(messages, ARTIFACT, gaps=0.03)
    db = Database(schema(world.version[0]), world.version)
    handles = _handles(world, db, messages)
    files = list(_attachments(world, db, rows))
    _deleted(world, db, {number for number, _ in rows})
    alike: Counter[tuple[int, str, str]] = Counter()
    for number, (event, message) in rows:
        same = (event.time, message.sender, message.text)
        dice = world.dice.fork(ARTIFACT, *same, *([alike[same]] if alike[same] else []))
        alike[same] += 1
        late = world.late(event)
        db.put("message", _row(world, number, event, message, handles[_key(message)], dice), late=late)
        join: dict[str, Value] = {"chat_id": handles[_key(message)], "message_id": number}
        if world.version[0] >= 11:
            join["message_date"] = _date(world, event.time)
        db.put("chat_message_join", join, late=late)
    db.put("_SqliteDatabaseProperties", {"key": "_ClientVersion", "value": str(world.version[0] * 1000)})
    data, wal = db.build(world.dice.fork(ARTIFACT, "wal").bytes(8))
    landed = tuple((event, f"message row {number}") for number, (event, _) in rows if event.planted)
    last = max((event.time for event, _ in messages), default=world.start)
    yield Stored(ARTIFACT, DOMAIN, PATH, last + 2 * SECOND, data, wal, world.start, landed)
    yield from files


def _deleted(world: World, db: Database, kept: set[int]) -> None:
    """What the trigger of iOS remembers of messages that were deleted: the gaps between the row ids."""
    dice = world.dice.fork(ARTIFACT, "deleted")
    for _ in sorted(set(range(1, max(kept, default=0))) - kept):
        db.put("deleted_messages", {"guid": dice.uuid()})


def _key(message: Message) -> tuple[str, str]:
    return (message.sender, message.service)


def _date(world: World, time: int) -> int:
    since = time - COCOA_OFFSET * SECOND
    return since * 1_000 if world.version[0] >= 11 else since // SECOND


def _handles(world: World, db: Database, messages: Sequence[Sent]) -> dict[tuple[str, str], int]:
    """A handle and a chat of the same number for everybody written to, in the order of first contact."""
    numbers: dict[tuple[str, str], int] = {}
    for event, message in messages:
        key = _key(message)
        if key in numbers:
            continue
        number = numbers[key] = len(numbers) + 1
        late = world.late(event)
        who, service = key
        db.put(
            "handle",
            {
                "ROWID": number,
                "id": who,
                "country": "us",
                "service": service,
                "uncanonicalized_id": who.removeprefix("+1") if who.startswith("+1") else None,
            },
            late=late,
        )
        dice = world.dice.fork("chat", *key)
        row: dict[str, Value] = {
            "ROWID": number,
            "guid": f"{service};-;{who}",
            "style": 45,
            "state": 3,
            "account_id": dice.uuid(),
            "chat_identifier": who,
            "service_name": service,
            "account_login": _account(world, message),
            "last_addressed_handle": world.owner.number,
            "group_id": dice.uuid(),
        }
        db.put("chat", row, late=late)
        db.put("chat_handle_join", {"chat_id": number, "handle_id": number}, late=late)
    return numbers


def _account(world: World, message: Message) -> str:
    return f"E:{world.owner.account}" if message.service == "iMessage" else f"P:{world.owner.number}"


def _row(
    world: World, number: int, event: Event, message: Message, handle: int, dice: Dice
) -> dict[str, Value]:
    sent = message.direction == "out"
    wait = 1 + int(dice.about(120.0))
    rich = message.attributed_only or message.service == "iMessage" or dice.chance(0.4)
    link = "://" in message.text
    row: dict[str, Value] = {
        "ROWID": number,
        "guid": dice.uuid(),
        "text": None if message.attributed_only else message.text,
        "handle_id": 0 if message.handleless else handle,
        "attributedBody": attributed(message.text) if rich else None,
        "version": 10,
        "service": message.service,
        "account": _account(world, message),
        "date": _date(world, event.time),
        "date_read": _date(world, event.time + wait * SECOND) if message.read and not sent else 0,
        "date_delivered": _date(world, event.time + SECOND) if sent and message.service == "iMessage" else 0,
        "is_delivered": int(sent),
        "is_finished": 1,
        "is_from_me": int(sent),
        "is_read": int(message.read and not sent),
        "is_sent": int(sent),
        "has_dd_results": int(link),
        "was_data_detected": 1,
        "cache_has_attachments": int(bool(message.attachments)),
    }
    if world.version[0] >= 11:
        row["destination_caller_id"] = world.owner.number
    if world.version[0] >= 16:
        row["part_count"] = 1 + len(message.attachments)
    return row


def _attachments(world: World, db: Database, rows: Sequence[tuple[int, Sent]]) -> Iterator[Stored]:
    """Rows and files of everything sent with a message; an attachment that is not stored leaves an empty folder."""
    every = [(number, event, m, each) for number, (event, m) in rows for each in m.attachments]
    for number, (message_id, event, message, attachment) in enumerate(every, 1):
        dice = world.dice.fork("attachment", event.time, attachment.name, number)
        guid = dice.uuid()
        folder = f"Library/SMS/Attachments/{dice.bytes(1).hex()}/{dice.whole(0, 15):02d}/{guid}"
        row: dict[str, Value] = {
            "ROWID": number,
            "guid": guid,
            "created_date": (event.time // SECOND) - COCOA_OFFSET,
            "start_date": (event.time // SECOND) - COCOA_OFFSET,
            "filename": attachment.place or f"~/{folder}/{attachment.name}",
            "uti": attachment.uti,
            "mime_type": attachment.mime,
            "transfer_state": 5,
            "is_outgoing": int(message.direction == "out"),
            "transfer_name": attachment.name,
            "total_bytes": attachment.size,
        }
        if world.version[0] >= 11:
            row["original_guid"] = guid
        late = world.late(event)
        db.put("attachment", row, late=late)
        db.put("message_attachment_join", {"message_id": message_id, "attachment_id": number}, late=late)
        if attachment.place:
            continue
        yield Stored("ios.files", "MediaDomain", folder, event.time, None, born=event.time)
        if attachment.stored:
            data = (bytes.fromhex(attachment.magic) + dice.bytes(attachment.size))[: attachment.size]
            path = f"{folder}/{attachment.name}"
            yield Stored("ios.files", "MediaDomain", path, event.time, data, born=event.time)
