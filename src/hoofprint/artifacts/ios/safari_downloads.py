"""Files Safari downloaded and still lists: Downloads.plist. Dates are those of a property list, UTC.

The list forgets a download after a day, when it is done, or by hand, as set in Settings.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.artifacts.places import safari
from hoofprint.formats.plist import as_dict, as_int, as_list, as_text
from hoofprint.model.record import At, Bytes, Path, Record, Str, Time, Url
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class Download(Record, frozen=True):
    """Safari downloaded a file, or began to; not that it was opened."""

    added: Annotated[Time, "when the download began"] = None
    finished: Annotated[Time, "when it was complete"] = None
    url: Annotated[Url, "where it came from"] = None
    path: Annotated[Path, "where it was put"] = None
    received: Annotated[Bytes, "bytes received so far"] = None
    size: Annotated[Bytes, "bytes in all"] = None
    uuid: Annotated[Str, "identifier of the download"] = None
    profile: Annotated[Str, "identifier of the profile"] = None


def _one(file: File, row: int, item: Any) -> tuple[At, Record]:
    held = as_dict(item)
    return At(row), Download(
        added=dated(file.notes, "added", held.get("DownloadEntryDateAddedKey")),
        finished=dated(file.notes, "finished", held.get("DownloadEntryDateFinishedKey")),
        url=as_text(held.get("DownloadEntryURL")),
        path=as_text(held.get("DownloadEntryPath")),
        received=as_int(held.get("DownloadEntryProgressBytesSoFar")),
        size=as_int(held.get("DownloadEntryProgressTotalToLoad")),
        uuid=as_text(held.get("DownloadEntryIdentifier")),
        profile=as_text(held.get("DownloadEntryProfileUUIDStringKey")),
    )


@reads(
    Download,
    name=N_("Safari downloads"),
    topic=Topic.WEB,
    says=N_("Safari downloaded {url}"),
    files=(*safari("Downloads.plist"), *safari("Downloads/Downloads.plist")),
    sources=("Safari's Downloads.plist as read by open-source tools for macOS and iOS (DownloadHistory)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    listed = as_list(as_dict(file.plist()).get("DownloadHistory"))
    return file.each(enumerate(listed), lambda item: _one(file, *item))
