"""What the phone noted of its own use: the `_DKEvent` streams of Biome (iOS 15 and later). No backup holds them.

They took over what knowledgeC.db held and kept its shape: stream, beginning, end, value, source, metadata. Times are
seconds since 2001-01-01 UTC. A record marked as deleted has a time and usually nothing else.
"""

from collections.abc import Iterator

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.duet import ROOTS, UseEvent, bundle_id, stream_of
from hoofprint.formats import segb
from hoofprint.formats.protobuf import BrokenMessage, Message
from hoofprint.model.record import At, Record
from hoofprint.model.times import cocoa
from hoofprint.model.words import N_
from hoofprint.workers.file import File


def _event(entry: segb.Entry, stream: str) -> UseEvent:
    made = Message(entry.data)
    kind, value, source = made.message(1), made.message(4), made.message(6)
    held = [inner for one in made.messages(7) if (inner := one.message(2)) is not None]
    texts = [text for one in held if (text := one.text(3)) is not None]
    noted = (kind.text(1) if kind else None) or stream
    read = value.text(3) if value else None
    return UseEvent(
        start=cocoa(made.double(2)),
        end=cocoa(made.double(3)),
        written=cocoa(made.double(8)) or entry.time,
        stream=noted,
        value=read,
        bundle=bundle_id(read),
        number=value.number(4) if value else None,
        source=bundle_id(source.text(2)) or bundle_id(source.text(1)) if source else None,
        item=source.text(3) if source else None,
        group=source.text(4) if source else None,
        details=texts or None,
        uuid=made.text(5),
        deleted=entry.deleted,
    )


@reads(
    UseEvent,
    name=N_("event streams"),
    topic=Topic.PROGRAMS,
    says=N_("{stream} was noted: {value}"),
    files=tuple(f"{root}/streams/*/_DKEvent.*/local/*" for root in ROOTS),
    kinds=(Kind.FILESYSTEM,),
    since="15",
    sources=(
        "https://github.com/abrignoni/iLEAPP (biome artifacts: fields of _DKEvent streams)",
        "CCL Solutions Group, ccl-segb; Cellebrite, Understanding and decoding the newest iOS SEGB format, 2023",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    stream = stream_of(file.path)
    for entry in segb.entries(file.data, file.notes):
        at = At(entry.offset, "record", origin="deleted" if entry.deleted else "live")
        try:
            yield at, _event(entry, stream)
        except BrokenMessage:
            if not entry.deleted and any(entry.data):
                file.notes["item not understood: no protobuf message"] += 1
            yield at, UseEvent(stream=stream, written=entry.time, deleted=entry.deleted)
