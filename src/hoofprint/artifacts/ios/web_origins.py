"""Sites that stored data in a web view, in the layout that hides them behind hashes (about iOS 15 and later).

Below `WebsiteData/Default` two folders of hashes hold a small file `origin`: the site of the page and the site that
stored. The hash is salted per app, so only this file says the name. There is no time in it; the file's own times
are in `ios.files`.
"""

import codecs
import struct
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Topic, reads
from hoofprint.model.record import At, Host, Int, Record, Url
from hoofprint.model.words import N_
from hoofprint.workers.file import File

codecs.lookup("utf-16-le")  # now: in a confined worker nothing can be imported any more


class WebOrigin(Record, frozen=True):
    """A site's script was given room to store in this app's web view; not what it stored, nor when."""

    origin: Annotated[Url, "the site that stored: scheme, host and, if not the usual one, port"] = None
    host: Annotated[Host, "its host"] = None
    port: Annotated[Int, "its port; empty for the scheme's own"] = None
    page: Annotated[Url, "the site of the page"] = None
    page_host: Annotated[Host, "host of the page"] = None
    page_port: Annotated[Int, "port of the page; empty for the scheme's own"] = None


LONGEST = 64 * 1024
NONE = 0xFFFFFFFF
"""Length WebKit writes for text that is not there."""


class _Reader:
    """WebKit's own encoding: little-endian lengths, text in Latin-1 or UTF-16, an optional port."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, size: int) -> bytes:
        part = self.data[self.at : self.at + size]
        if len(part) != size:
            raise ValueError(f"not an origin as WebKit writes it: {len(self.data)} bytes, more expected")
        self.at += size
        return part

    def text(self) -> str:
        (length,) = struct.unpack("<I", self.take(4))
        if length == NONE:
            return ""
        narrow = self.take(1) != b"\0"
        return (
            self.take(length).decode("latin-1")
            if narrow
            else self.take(length * 2).decode("utf-16-le", "backslashreplace")
        )

    def origin(self) -> tuple[str | None, str | None, int | None]:
        """Address, host and port."""
        scheme, host = self.text(), self.text()
        port = struct.unpack("<H", self.take(2))[0] if self.take(1) != b"\0" else None
        if not scheme:
            return None, None, port
        return f"{scheme}://{host}" + (f":{port}" if port else ""), host or None, port


@reads(
    WebOrigin,
    name=N_("sites with stored data"),
    topic=Topic.WEB,
    says=N_("Script of {origin} was given room to store in a web view"),
    files=(
        "/private/var/mobile/**/WebsiteData/**/origin",
        "/private/var/mobile/**/WebsiteDataStore/**/origin",
    ),
    sources=(
        "https://github.com/WebKit/WebKit (StorageUtilities.cpp, WebCorePersistentCoders.cpp: form of the file)",
        "https://docs.mvt.re/en/latest/ios/records/ (webkit_local_storage: the layout before)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    reader = _Reader(file.source.read(LONGEST, 0))
    page, page_host, page_port = reader.origin()
    origin, host, port = reader.origin()
    yield (
        At(0),
        WebOrigin(origin=origin, host=host, port=port, page=page, page_host=page_host, page_port=page_port),
    )
