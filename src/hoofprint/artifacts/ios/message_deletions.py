"""Messages and chats the message database remembers as deleted, by GUID.

The rows have no time, apart from chats, where nothing published says what it counts: it is left out.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.rows import Row, opened, rows
from hoofprint.formats.plist import as_int, as_text
from hoofprint.model.record import At, Id, Record, Str
from hoofprint.model.words import N_
from hoofprint.workers.file import File

TABLES = {
    "deleted_messages": ("guid", "message"),
    "sync_deleted_messages": ("guid", "message"),
    "sync_deleted_chats": ("guid", "chat"),
    "unsynced_removed_recoverable_messages": (
        "message_guid chat_guid part_index",
        "recently deleted message",
    ),
}
"""Columns of each table and what was deleted."""


class DeletedMessage(Record, frozen=True):
    """A message or chat was deleted on this phone, or on another device of the account, and its row is gone.

    Who deleted it and what it said is not kept. Deleting messages is ordinary; so is automatic removal after a month
    or a year, where that is switched on. Rows are dropped once other devices have been told; one message may be in
    two of the tables.
    """

    guid: Annotated[Str, "GUID the message or chat had; other rows may still refer to it"] = None
    kind: Annotated[Str, "message, chat, or recently deleted message: one then removed for good"] = None
    chat_guid: Annotated[Str, "GUID of the chat it was in"] = None
    part: Annotated[Id, "part of the message that was removed"] = None


def _deleted(file: File, row: Row, kind: str) -> tuple[At, Record]:
    held = row.values
    return row.at, DeletedMessage(
        guid=as_text(held.get("guid")) or as_text(held.get("message_guid")),
        kind=kind,
        chat_guid=as_text(held.get("chat_guid")),
        part=as_int(held.get("part_index")),
    )


@reads(
    DeletedMessage,
    name=N_("deleted messages"),
    topic=Topic.MESSAGES,
    says=N_("Deleted {kind}: {guid}"),
    files="/private/var/mobile/Library/SMS/sms.db",
    sources=(
        "https://github.com/ReagentX/imessage-exporter (tables of the message database)",
        "Schemas of message databases of macOS 10.15 to 15 in public repositories (tables of deletions)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        for table, (columns, kind) in TABLES.items():
            if table in database.tables:
                yield from file.each(
                    rows(file, database, table, columns, gone=True),
                    lambda row, kind=kind: _deleted(file, row, kind),  # type: ignore[misc]
                )
