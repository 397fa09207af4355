"""Messages the message database remembers as deleted, by GUID. The rows have no time."""

from typing import Annotated

from hoofprint.artifacts import sqlite
from hoofprint.model.record import Record, Str
from hoofprint.model.words import N_


class DeletedMessage(Record, frozen=True):
    """A message was deleted on this phone, or on another device of the account, and its row is gone.

    Who deleted it, when, and what it said is not kept. Deleting messages is ordinary; so is automatic removal after
    a month or a year, where that is switched on. Rows are dropped once other devices have been told.
    """

    guid: Annotated[Str, "GUID the message had; other rows may still refer to it"] = None


ARTIFACT = sqlite(
    DeletedMessage,
    says=N_("Message {guid} was deleted"),
    files="/private/var/mobile/Library/SMS/sms.db",
    table="deleted_messages",
    fields={"guid": "guid"},
    maybe="deleted_messages",
    sources=("https://github.com/ReagentX/imessage-exporter (tables of the message database)",),
)
