"""Every record of every Biome stream, with the texts in it; streams with a published layout have their own artifact.

iOS 15 and later keep some hundred streams: app activity, web usage, Siri, messages read, Wi-Fi. What their fields
mean is published for few, so nothing is claimed here but that a stream held these texts at a time. A neighbour of
Biome keeps notifications in the same form (`userNotificationEvents`): title, text, app. Times are seconds since
2001-01-01 UTC. No backup holds them.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.duet import ROOTS, bundle_id, stream_of
from hoofprint.formats import segb
from hoofprint.formats.protobuf import BrokenMessage, Message
from hoofprint.model.record import At, Bundles, Bytes, Flag, Record, Str, Texts, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class BiomeRecord(Record, frozen=True):
    """A record stood in a stream; what it says depends on the stream, and often is not published."""

    time: Annotated[Time, "when the record was written"] = None
    stream: Annotated[Str, "name of the stream"] = None
    origin: Annotated[Str, "`local`, or `remote` for another device of the same account"] = None
    bundles: Annotated[Bundles, "texts in it that read as bundle ids"] = None
    texts: Annotated[Texts, "all texts in it, in order"] = None
    size: Annotated[Bytes, "length of the record"] = None
    intact: Annotated[Flag, "its checksum holds"] = None
    deleted: Annotated[Flag, "marked as deleted"] = None


def _record(entry: segb.Entry, stream: str, path: str) -> BiomeRecord:
    try:
        texts = list(Message(entry.data).texts())
    except BrokenMessage:  # some streams hold property lists or other data
        texts = []
    bundles = [text for text in texts if bundle_id(text)]
    return BiomeRecord(
        time=entry.time,
        stream=stream,
        origin="remote" if "/remote/" in path else "local",
        bundles=bundles or None,
        texts=texts or None,
        size=len(entry.data),
        intact=entry.intact,
        deleted=entry.deleted,
    )


@reads(
    BiomeRecord,
    name=N_("event streams (all texts)"),
    topic=Topic.PROGRAMS,
    says=N_("Stream {stream} held: {texts}"),
    files=(
        *(f"{root}/streams/*/*/{side}" for root in ROOTS for side in ("local/*", "remote/**/*")),
        "/private/var/mobile/Library/DuetExpertCenter/streams/*/local/*",
    ),
    kinds=(Kind.FILESYSTEM,),
    since="15",
    sources=(
        "CCL Solutions Group, ccl-segb; Cellebrite, Understanding and decoding the newest iOS SEGB format, 2023",
        "https://github.com/abrignoni/iLEAPP (notificationsDuet: userNotificationEvents)",
        "Mattia Epifani, 84 Streams Later: Inside Apple Biome, blog.digital-forensics.it, 2026",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    stream = stream_of(file.path)
    for entry in segb.entries(file.data, file.notes):
        origin = "deleted" if entry.deleted else "live"
        yield At(entry.offset, "record", origin=origin), _record(entry, stream, file.path)
