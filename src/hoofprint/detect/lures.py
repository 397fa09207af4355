"""Listed addresses in messages: shared by the traces of single tools and the general one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.detect.campaigns import claimed
from hoofprint.detect.rows import Rows, hit, ref
from hoofprint.detect.trace import Hit, Ref, Trace
from hoofprint.model.finding import Sighting
from hoofprint.model.record import Observable

KINDS = (Observable.DOMAIN, Observable.URL, Observable.IP)
Found = tuple[dict[str, Any], int, Sighting]


def lures(
    messages: Rows[Message], chats: Rows[WhatsappMessage], trace: Trace, tool: str | None
) -> Iterator[Hit]:
    """One hit for each message that holds a listed address; the innocent causes are the trace's to try."""
    for rows, columns, sender in (
        (
            messages,
            ("text", "subject", "body_links", "payload_links", "earlier_texts", "earlier_links"),
            "handle",
        ),
        (chats, ("text",), "sender"),
    ):
        by_row: dict[Ref, list[Found]] = defaultdict(list)
        for row, position, sighting in rows.sighted(*KINDS, columns=columns):
            by_row[ref(row)].append((row, position, sighting))
        for found in by_row.values():
            yield from _message(found, trace, sender, tool)


def _message(found: Sequence[Found], trace: Trace, sender: str, tool: str | None) -> Iterator[Hit]:
    ours = [one for one in found if (claimed(one[2], tool) if tool else not claimed(one[2], "pegasus"))]
    if not ours:
        return
    row = ours[0][0]
    hosts = sorted({sighting.indicator.value for _, _, sighting in found})
    yield hit(
        row,
        "date",
        key=f"{row[sender] or ''} {hosts[0]}",
        stage=trace.stage,
        grade=trace.grade,
        sightings=tuple(dict.fromkeys(position for _, position, _ in ours)),
        host=ours[0][2].indicator.value,
        sender=str(row[sender] or ""),
        direction=str(row["direction"] or ""),
        addresses=str(len(hosts)),
    )
