"""What attachments that call themselves GIF images really begin with. iOS goes by the content, not by the name.

Only the first bytes are looked at. FORCEDENTRY sent files of other kinds under this ending.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import reads
from hoofprint.model.record import At, Bytes, Record, Str
from hoofprint.model.words import N_
from hoofprint.workers.file import File

MAGIC = {
    b"GIF8": "gif",
    b"8BPS": "psd",
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"RIFF": "webp",
}
LONGEST = 12


class AttachmentImage(Record, frozen=True):
    """A file among the message attachments whose name ends in `.gif`."""

    content: Annotated[Str, "what it begins like: gif, psd, pdf, png, jpeg, webp, heif; or other"] = None
    size: Annotated[Bytes, "size of the file"] = None
    begins: Annotated[Str, "its first bytes, hexadecimal"] = None


@reads(
    AttachmentImage,
    says=N_("Attachment named as a GIF image; its content is: {content}"),
    files=(
        "/private/var/mobile/Library/SMS/Attachments/**.gif",
        "/private/var/mobile/Library/SMS/Attachments/**.GIF",
    ),
    sources=(
        "Citizen Lab, FORCEDENTRY, 2021 (files named .gif that were Photoshop and PDF files)",
        "https://en.wikipedia.org/wiki/List_of_file_signatures",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    if not file.source.size:
        return
    head = bytes(file.source.read(min(LONGEST, file.source.size), 0))
    content = next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), "other")
    if head[4:8] == b"ftyp":
        content = "heif"
    yield At(0, "file"), AttachmentImage(content=content, size=file.source.size, begins=head.hex())
