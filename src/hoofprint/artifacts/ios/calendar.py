"""Calendar events and invitations: Calendar.sqlitedb.

Times are seconds since 2001-01-01 UTC; those of an event are moments, whatever zone it is shown in. An invitation
shows up without anybody's doing. Removed events may leave participants behind.
"""

from typing import Annotated

from hoofprint.artifacts import cocoa, gather, lookup, sqlite
from hoofprint.model.record import Account, Accounts, Flag, Id, Int, Record, Str, Text, Time, Url
from hoofprint.model.words import N_


class CalendarItem(Record, frozen=True):
    """An event, reminder or invitation in a calendar of the phone, of an account or of a subscription."""

    summary: Annotated[Text, "title"] = None
    description: Annotated[Text, "notes"] = None
    start: Annotated[Time, "start"] = None
    end: Annotated[Time, "end"] = None
    created: Annotated[
        Time, "when the item was made; imported items may be made long after they happened"
    ] = None
    modified: Annotated[Time, "last change"] = None
    organizer: Annotated[Account, "address of who invited"] = None
    participants: Annotated[Accounts, "addresses of all who take part"] = None
    url: Annotated[Url, "address given with it"] = None
    calendar: Annotated[Str, "name of the calendar"] = None
    all_day: Annotated[Flag, "lasts whole days"] = None
    hidden: Annotated[Flag, "not shown"] = None
    invitation: Annotated[Int, "state of the invitation as stored"] = None
    uuid: Annotated[Str, "identifier of the item"] = None
    unique: Annotated[Str, "identifier shared between devices and servers"] = None
    organizer_ref: Annotated[Id, "row of the organizer in Participant"] = None


ARTIFACT = sqlite(
    CalendarItem,
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
        "organizer": lookup("organizer_id", "Participant", "email"),
        "participants": gather("ROWID", "Participant", "email", by="owner_id"),
        "url": "url",
        "calendar": lookup("calendar_id", "Calendar", "title"),
        "all_day": "all_day",
        "hidden": "hidden",
        "invitation": "invitation_status",
        "uuid": "UUID",
        "unique": "unique_identifier",
        "organizer_ref": "organizer_id",
    },
    maybe="creation_date hidden invitation_status url Calendar Participant.email",
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (calendar)",
        "Microsoft, DEV-0196: QuaDream's KingsPawn malware, 2023 (why invitations matter)",
    ),
)
