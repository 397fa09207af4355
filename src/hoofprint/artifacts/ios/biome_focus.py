"""Apps that came to the front or left it: Biome's stream App.InFocus (iOS 16 and later). No backup holds it.

Times are seconds since 2001-01-01 UTC. Kept for about four weeks.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.duet import ROOTS
from hoofprint.formats import segb
from hoofprint.formats.protobuf import BrokenMessage, Message
from hoofprint.model.record import At, Bundle, Flag, Int, Record, Str, Time
from hoofprint.model.times import cocoa
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class Focus(Record, frozen=True):
    """An app came to the front of the screen, or left it; not who held the phone."""

    time: Annotated[Time, "when the app came or left, as stated in the record"] = None
    written: Annotated[Time, "when the record was put into the file"] = None
    bundle: Annotated[Bundle, "the app"] = None
    in_front: Annotated[Flag, "it came to the front; otherwise it left"] = None
    kind: Annotated[Int, "second field of the record; its meaning is not published"] = None
    version: Annotated[Str, "version of the app"] = None
    build: Annotated[Str, "build of the app"] = None
    deleted: Annotated[Flag, "marked as deleted"] = None


@reads(
    Focus,
    name=N_("apps in front"),
    topic=Topic.PROGRAMS,
    says=N_("{bundle} came to the front or left it"),
    files=tuple(f"{root}/streams/*/App.InFocus/local/*" for root in ROOTS),
    kinds=(Kind.FILESYSTEM,),
    since="16",
    sources=(
        "https://github.com/abrignoni/iLEAPP (biomeInfocus: fields of App.InFocus)",
        "CCL Solutions Group, ccl-segb",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for entry in segb.entries(file.data, file.notes):
        at = At(entry.offset, "record", origin="deleted" if entry.deleted else "live")
        try:
            made = Message(entry.data)
        except BrokenMessage:
            if not entry.deleted and any(entry.data):
                file.notes["item not understood: no protobuf message"] += 1
            yield at, Focus(written=entry.time, deleted=entry.deleted)
            continue
        state = made.number(3)
        yield (
            at,
            Focus(
                time=cocoa(made.double(4)),
                written=entry.time,
                bundle=made.text(6),
                in_front=bool(state) if state in (0, 1) else None,
                kind=made.number(2),
                version=made.text(9),
                build=made.text(10),
                deleted=entry.deleted,
            ),
        )
