"""What the files that came with messages really are: their first bytes against their names, and their hash.

A picture's name over another kind of file is what published attacks used (`.gif` over PDF and PSD); clumsy programs
and old phones make such files as well. The name is the sender's, a part of the path the phone's own.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Topic, reads
from hoofprint.formats import magic
from hoofprint.model.record import At, Bytes, FileHash, Flag, Path, Record, Str
from hoofprint.model.words import N_
from hoofprint.workers.file import File

SHOWN = 16
"""First bytes that are written down, so that a kind that is not known here can be told later."""


class AttachmentKind(Record, frozen=True):
    """A file lies in the folder of attachments; not that it was opened, nor that its message is still there."""

    path: Annotated[Path, "where it lies"] = None
    extension: Annotated[Str, "the end of its name, in lower case"] = None
    kind: Annotated[Str, "what its first bytes say it is; empty for no kind that is known here"] = None
    agrees: Annotated[Flag, "whether the two agree; empty where either says nothing"] = None
    size: Annotated[Bytes, "length of the file"] = None
    begins: Annotated[Str, "its first bytes, hexadecimal"] = None
    sha256: Annotated[FileHash, "hash of its content"] = None


@reads(
    AttachmentKind,
    name=N_("files in the attachments folder"),
    topic=Topic.MESSAGES,
    says=N_("Attachment {path} is of the kind {kind}"),
    files=(
        "/private/var/mobile/Library/SMS/Attachments/**",
        "/private/var/mobile/Library/SMS/StickerCache/**",
    ),
    sources=(
        "Citizen Lab, FORCEDENTRY: NSO Group iMessage Zero-Click Exploit Captured in the Wild, 2021",
        "The specifications of the formats (beginnings of files)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    name = file.path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    start = bytes(file.source.read(magic.FIRST, 0))
    found = magic.kind(start)
    yield (
        At(0, "file"),
        AttachmentKind(
            path=file.path,
            extension=extension or None,
            kind=found,
            agrees=magic.agrees(extension, found),
            size=file.source.size,
            begins=start[:SHOWN].hex() or None,
            sha256=file.sha256(),
        ),
    )
