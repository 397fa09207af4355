"""Media of WhatsApp messages: where the app fetched them, and where it put them.

Times are seconds since 2001 UTC; the date of a row without one may be "the distant past" (year 1).
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, filled, sqlite
from hoofprint.model.record import Bytes, Id, Int, Path, Record, Seconds, Str, Text, Time, Url
from hoofprint.model.words import N_


class WhatsappMedia(Record, frozen=True):
    """One row of ZWAMEDIAITEM. The address is WhatsApp's own server for media, or what a preview or location states.

    A row shows that a message announced the file; one without path was never fetched, or was removed. A row may
    outlive its message. Live locations keep a number in place of the address.
    """

    date: Annotated[Time, "when the address was stored"] = None
    url: Annotated[Url, "address of the file"] = None
    path: Annotated[Path, "file, below the app's folder `Message`"] = None
    thumbnail: Annotated[Path, "preview picture, below the same folder"] = None
    title: Annotated[Text, "caption, file name, or title of a preview"] = None
    size: Annotated[Bytes, "stated size"] = None
    duration: Annotated[Seconds, "length of a recording"] = None
    type: Annotated[Text, "stated MIME type; for a contact card the card itself"] = None
    name: Annotated[Str, "name on a contact card; for other media a checksum of the file"] = None
    author: Annotated[Text, "author stated for a document or preview"] = None
    origin: Annotated[Int, "code of how it came into the app"] = None
    message: Annotated[Id, "row of its message in ZWAMESSAGE, there or not"] = None


ARTIFACT = sqlite(
    WhatsappMedia,
    name=N_("WhatsApp media"),
    topic=Topic.MESSAGES,
    says=N_("WhatsApp media {path} {url}"),
    files="/private/var/mobile/Containers/Shared/AppGroup/*/ChatStorage.sqlite",
    table="ZWAMEDIAITEM",
    fields={
        "date": cocoa("ZMEDIAURLDATE"),
        "url": filled("ZMEDIAURL"),
        "path": filled("ZMEDIALOCALPATH"),
        "thumbnail": filled("ZXMPPTHUMBPATH"),
        "title": "ZTITLE",
        "size": "ZFILESIZE",
        "duration": "ZMOVIEDURATION",
        "type": "ZVCARDSTRING",
        "name": "ZVCARDNAME",
        "author": "ZAUTHORNAME",
        "origin": "ZMEDIAORIGIN",
        "message": "ZMESSAGE",
    },
    maybe="ZMEDIAORIGIN",
    sources=(
        "https://github.com/abrignoni/iLEAPP (WhatsApp messages)",
        "https://github.com/KnugiHK/WhatsApp-Chat-Exporter (media items)",
    ),
)
