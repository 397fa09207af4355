"""Listed addresses in messages and invitations: shared by the traces of single tools and the general one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import polars as pl

from hoofprint.artifacts.ios.biome_notifications import NotificationEvent
from hoofprint.artifacts.ios.calendar import CalendarItem
from hoofprint.artifacts.ios.delivered_notifications import DeliveredNotification
from hoofprint.artifacts.ios.interactions import Interaction
from hoofprint.artifacts.ios.mail_messages import MailMessage
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.messenger_encrypted import EncryptedMessage
from hoofprint.artifacts.ios.messenger_messages import MessengerMessage
from hoofprint.artifacts.ios.viber_messages import ViberMessage
from hoofprint.artifacts.ios.whatsapp_links import WhatsappLink
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.detect.addresses import LURE, linked, listed_host
from hoofprint.detect.campaigns import claimed
from hoofprint.detect.rows import Row, Rows, hit, record_type, ref
from hoofprint.detect.signs import BULK
from hoofprint.detect.trace import Hit, Ref, Trace
from hoofprint.model.finding import Sighting
from hoofprint.model.record import Observable, Record

Spoken: TypeAlias = (
    Message
    | WhatsappMessage
    | WhatsappLink
    | ViberMessage
    | MessengerMessage
    | EncryptedMessage
    | MailMessage
    | Interaction
    | CalendarItem
    | NotificationEvent
    | DeliveredNotification
)
"""Every record that says somebody told this phone something."""


class _Told(NamedTuple):
    """Where such a record says when, who, and what."""

    time: str
    sender: str
    """Empty where the record names none."""
    texts: tuple[str, ...]
    links: tuple[str, ...]


TOLD: Mapping[type[Record], _Told] = {
    Message: _Told(
        "date",
        "handle",
        ("text", "body", "subject", "earlier_texts", "deleted_parts"),
        ("body_links", "payload_links", "earlier_links"),
    ),
    WhatsappMessage: _Told("date", "sender", ("text",), ()),
    WhatsappLink: _Told("date", "sender", ("title", "summary"), ("matched", "content1", "content2")),
    Interaction: _Told("start", "sender", ("attachment_texts",), ("url", "attachments")),
    CalendarItem: _Told(
        "created",
        "organizer",
        ("summary", "description", "location"),
        ("url", "conference", "attachment_urls", "subscription"),
    ),
    ViberMessage: _Told("created", "sender", ("text",), ("links",)),
    MessengerMessage: _Told("time", "sender", ("text", "titles"), ()),
    EncryptedMessage: _Told("time", "sender", ("text",), ()),
    MailMessage: _Told("received", "sender", ("subject",), ()),
    NotificationEvent: _Told("time", "", ("texts",), ()),
    DeliveredNotification: _Told("time", "", ("title", "subtitle", "message", "details"), ()),
}
COLUMNS = tuple({column for told in TOLD.values() for column in (*told.texts, *told.links)})
Found = tuple[Row, int, Sighting]


def lures(records: Rows[Spoken], trace: Trace, tool: str | None) -> Iterator[Hit]:
    """One hit for each record and listed host, one for a whole list of them; the innocent causes are the trace's."""
    by_row: dict[Ref, list[Found]] = defaultdict(list)
    for found in records.sighted(Observable.DOMAIN, Observable.URL, Observable.IP, columns=COLUMNS):
        by_row[ref(found[0])].append(found)
    sightings = {position: sighting for group in by_row.values() for _, position, sighting in group}
    mine = {position for position, sighting in sightings.items() if claimed(sighting, tool)}
    directions = _directions(records, [group[0][0] for group in by_row.values()])
    for place, group in by_row.items():
        count = len({listed_host(sighting) for _, _, sighting in group})
        ours: dict[str, list[Found]] = defaultdict(list)
        for one in group:
            if one[1] in mine:
                host = listed_host(one[2])
                ours[f"list {place.artifact} {place.n}" if count >= BULK else host].append(one)
        for key, found_here in ours.items():
            yield _lure(found_here, key, trace, directions[place], count)


def _lure(found: Sequence[Found], key: str, trace: Trace, direction: str, addresses: int) -> Hit:
    row, host = found[0][0], listed_host(found[0][2])
    told = TOLD[record_type(row)]
    return hit(
        row,
        row[told.time],
        key=key,
        stage=trace.stage,
        grade=trace.grade,
        sightings=tuple(dict.fromkeys(position for _, position, _ in found)),
        host=host,
        sender=str(row.get(told.sender) or ""),
        direction=direction,
        addresses=str(addresses),
        form="yes" if any(_shaped(row, sighting) for _, _, sighting in found) else "no",
        linked="yes" if any(_linked(row, sighting, told) for _, _, sighting in found) else "no",
    )


def _linked(row: Row, sighting: Sighting, told: _Told) -> bool:
    if sighting.column in told.links:
        return True
    return any(linked(text, listed_host(sighting)) for text in _texts(row, sighting))


def _shaped(row: Row, sighting: Sighting) -> bool:
    """Whether it is a link of the form published for Pegasus."""
    return any(LURE.search(text) for text in _texts(row, sighting))


def _texts(row: Row, sighting: Sighting) -> list[str]:
    value = row[sighting.column]
    return [text for text in (value if isinstance(value, list) else [value]) if text]


def _directions(records: Rows[Spoken], rows: Sequence[Row]) -> dict[Ref, str]:
    """Who sent each: as the record says it, or, for a stored link, as its message does."""
    said = {ref(row): str(row.get("direction") or "") for row in rows}
    links = [row for row in rows if record_type(row) is WhatsappLink]
    if links:
        wanted = pl.col("_row").is_in([row["message"] for row in links])
        owners = {
            (row["_file"], row["_row"]): row["direction"]
            for row in records.where(wanted, pl.col("_table") == "ZWAMESSAGE")
        }
        said |= {ref(row): str(owners.get((row["_file"], row["message"])) or "") for row in links}
    return said
