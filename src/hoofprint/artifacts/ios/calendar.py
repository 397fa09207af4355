"""Calendar events and invitations: Calendar.sqlitedb.

Times are seconds since 2001-01-01 UTC; those of an event are moments, whatever zone it is shown in. An invitation
shows up without anybody's doing. Removed events may leave participants behind.
"""

from typing import Annotated

from hoofprint.artifacts import Topic, cocoa, first, gather, lookup, sqlite
from hoofprint.artifacts.fields import Field
from hoofprint.model.record import (
    Account,
    Accounts,
    Flag,
    Id,
    Int,
    Record,
    Str,
    Text,
    Texts,
    Time,
    Url,
    Urls,
)
from hoofprint.model.words import N_


class CalendarItem(Record, frozen=True):
    """An event, reminder or invitation in a calendar of the phone, of an account or of a subscription."""

    summary: Annotated[Text, "title"] = None
    description: Annotated[Text, "notes"] = None
    start: Annotated[Time, "start"] = None
    end: Annotated[Time, "end"] = None
    created: Annotated[Time, "when it was made here; imported items may have happened long before"] = None
    modified: Annotated[Time, "last change"] = None
    organizer: Annotated[Account, "address or number of who invited"] = None
    organizer_name: Annotated[Str, "name of who invited"] = None
    participants: Annotated[Accounts, "addresses or numbers of all who take part"] = None
    url: Annotated[Url, "address given with it"] = None
    location: Annotated[Text, "place as written, often an address of a meeting on the web"] = None
    conference: Annotated[Url, "address of a call, given or found in the item"] = None
    attachments: Annotated[Texts, "names of attached files"] = None
    attachment_urls: Annotated[Urls, "where attached files are fetched from"] = None
    calendar: Annotated[Str, "name of the calendar"] = None
    subscription: Annotated[Url, "where the calendar comes from, if it is subscribed to"] = None
    account: Annotated[Str, "name of the account the calendar belongs to"] = None
    all_day: Annotated[Flag, "lasts whole days"] = None
    hidden: Annotated[Flag, "not shown"] = None
    invitation: Annotated[Int, "state of the invitation as stored"] = None
    junk: Annotated[Int, "whether it was reported or taken for junk, as stored"] = None
    uuid: Annotated[Str, "identifier of the item"] = None
    unique: Annotated[Str, "identifier shared between devices and servers"] = None
    organizer_ref: Annotated[Id, "row of the organizer in Participant"] = None


def _identity(column: str) -> Field:
    """Of a participant."""
    return lookup("identity_id", "Identity", column)


def _attached(column: str) -> Field:
    """Newer versions keep attached files in a table of their own."""
    held = first(column, lookup("file_id", "AttachmentFile", column))
    return gather("ROWID", "Attachment", held, by="owner_id")


def _calendar(value: Field) -> Field:
    return lookup("calendar_id", "Calendar", value)


ADDRESS = first("email", "phone_number", _identity("address"))

ARTIFACT = sqlite(
    CalendarItem,
    name=N_("calendar"),
    topic=Topic.SETTINGS,
    says=N_("Calendar item {summary}"),
    files="/private/var/mobile/Library/Calendar/Calendar.sqlitedb",
    table="CalendarItem",
    fields={
        "summary": "summary",
        "description": "description",
        "start": cocoa("start_date"),
        "end": cocoa("end_date"),
        "created": cocoa("creation_date"),
        "modified": cocoa("last_modified"),
        "organizer": lookup("organizer_id", "Participant", ADDRESS),
        "organizer_name": lookup("organizer_id", "Participant", _identity("display_name")),
        "participants": gather("ROWID", "Participant", ADDRESS, by="owner_id"),
        "url": "url",
        "location": lookup("location_id", "Location", "title"),
        "conference": first(
            "conference_url", "conference_url_detected", lookup("ROWID", "Conference", "url", by="owner_id")
        ),
        "attachments": _attached("filename"),
        "attachment_urls": _attached("url"),
        "calendar": _calendar("title"),
        "subscription": _calendar("subcal_url"),
        "account": lookup(_calendar("store_id"), "Store", "name"),
        "all_day": "all_day",
        "hidden": "hidden",
        "invitation": "invitation_status",
        "junk": "junk_status",
        "uuid": "UUID",
        "unique": "unique_identifier",
        "organizer_ref": "organizer_id",
    },
    maybe="conference_url conference_url_detected creation_date hidden invitation_status junk_status location_id url"
    " Attachment Attachment.file_id Attachment.filename Attachment.url AttachmentFile Calendar Calendar.store_id"
    " Calendar.subcal_url Conference Identity Location Participant.email Participant.identity_id"
    " Participant.phone_number Store",
    sources=(
        "https://github.com/abrignoni/iLEAPP (calendarAll: tables and their joins, iOS 12.4 to 18.7)",
        "Schemas of Calendar.sqlitedb captured from macOS 26 and seen in a backup of iOS 27 (public repositories)",
        "https://docs.mvt.re/en/latest/ios/records/ (calendar)",
        "Microsoft, DEV-0196: QuaDream's KingsPawn malware, 2023 (why invitations matter)",
    ),
)
