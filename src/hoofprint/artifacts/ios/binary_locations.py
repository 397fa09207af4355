"""Programs and libraries whose place the system's sampler knows: UUIDToBinaryLocations of a sysdiagnose.

Keys are the identifiers of images, which crash reports, shutdown.log and the unified log name as well; values are
paths. There is no time in it. An image stays listed after its file has gone.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.formats.plist import as_dict, as_text
from hoofprint.model.record import At, Executable, Record, Str
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class BinaryLocation(Record, frozen=True):
    """An image was loaded from a path at some time; not when, nor that it still lies there."""

    path: Annotated[Executable, "where it lay"] = None
    image: Annotated[Str, "identifier of the image (its LC_UUID)"] = None


@reads(
    BinaryLocation,
    name=N_("program files the system has sampled"),
    topic=Topic.PROGRAMS,
    says=N_("{path} was loaded at some time"),
    files="/@sysdiagnose/logs/tailspindb/UUIDToBinaryLocations",
    kinds=(Kind.SYSDIAGNOSE,),
    sources=("https://github.com/EC-DIGIT-CSIRC/sysdiagnose (UUIDToBinaryLocations), after cheeky4n6monkey",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for row, (image, path) in enumerate(as_dict(file.plist()).items()):
        yield At(row, key=image), BinaryLocation(path=as_text(path), image=image)
