"""Files that came or went with messages, as the message database lists them.

Times are nanoseconds since 2001 UTC, seconds in older rows; 0 means never.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, decoded, imessage, labels, lookup, sqlite
from hoofprint.model.record import Account, Bytes, Flag, Id, Int, Path, Record, Str, Time, Urls
from hoofprint.model.words import N_


class Attachment(Record, frozen=True):
    """One row of the attachment table: a file the phone was told of, with name and kind as its sender stated them.

    The kind is a claim, not a reading of the file; the file itself may be gone, or never have been fetched. A row
    whose message was deleted has no `message`. `~` in a path stands for /private/var/mobile.
    """

    created: Annotated[Time, "the row was made: the file was announced, or attached"] = None
    started: Annotated[Time, "transfer began"] = None
    direction: Annotated[Str, "incoming or outgoing, as stored (is_outgoing)"] = None
    handle: Annotated[Account, "the other party of its message"] = None
    service: Annotated[Str, "service of that handle: iMessage, SMS, RCS"] = None
    filename: Annotated[Path, "where it was, or would have been, stored on the phone"] = None
    transfer_name: Annotated[Str, "file name stated by the sender"] = None
    mime: Annotated[Str, "stated MIME type"] = None
    uti: Annotated[Str, "stated uniform type identifier"] = None
    size: Annotated[Bytes, "stated size"] = None
    state: Annotated[Int, "state of the transfer; 5 is complete"] = None
    sticker: Annotated[Flag, "is a sticker"] = None
    hidden: Annotated[Flag, "not shown as an attachment, for instance the data of a preview"] = None
    links: Annotated[Urls, "links in user_info: where the service kept the file"] = None
    guid: Annotated[Str, "GUID of the attachment"] = None
    original_guid: Annotated[Str, "GUID it had first"] = None
    message: Annotated[Id, "row of its message"] = None


MESSAGE = lookup("ROWID", "message_attachment_join", "message_id", by="attachment_id")
HANDLE = lookup(MESSAGE, "message", "handle_id")

ARTIFACT = sqlite(
    Attachment,
    name=N_("message attachments"),
    topic=Topic.MESSAGES,
    says=N_("Attachment {transfer_name} ({mime}), {direction}, {handle}"),
    files="/private/var/mobile/Library/SMS/sms.db",
    table="attachment",
    fields={
        "created": cocoa("created_date"),
        "started": cocoa("start_date"),
        "direction": labels("is_outgoing", {0: "incoming", 1: "outgoing"}),
        "handle": lookup(HANDLE, "handle", "id"),
        "service": lookup(HANDLE, "handle", "service"),
        "filename": "filename",
        "transfer_name": "transfer_name",
        "mime": "mime_type",
        "uti": "uti",
        "size": "total_bytes",
        "state": "transfer_state",
        "sticker": "is_sticker",
        "hidden": "hide_attachment",
        "links": decoded("user_info", imessage.plist_links, "property list"),
        "guid": "guid",
        "original_guid": "original_guid",
        "message": MESSAGE,
    },
    maybe="hide_attachment is_sticker original_guid",
    sources=(
        "https://github.com/ReagentX/imessage-exporter (attachment table and transfer states)",
        "https://github.com/abrignoni/iLEAPP (sms.db)",
    ),
)
