"""The highest row number a database has ever given in each table, beside what is there now: how many rows are gone.

SQLite keeps it in `sqlite_sequence` for tables that count up for ever; Core Data keeps it in `Z_PRIMARYKEY`, by entity.
Numbers are given in order, so gaps at the end, which no neighbour shows, can be counted. Rows go for many reasons:
somebody deletes a conversation, the phone trims old calls and visits, messages are synchronised away.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.places import APP_GROUP, MOBILE, safari
from hoofprint.artifacts.rows import opened, rows
from hoofprint.formats.sqlite import Database
from hoofprint.model.record import At, Count, Id, Record, Str
from hoofprint.model.words import N_
from hoofprint.workers.file import File

SEQUENCE, ENTITIES = "sqlite_sequence", "Z_PRIMARYKEY"
AT_ONCE = 20_000
"""Row numbers read at once; they come without their rows."""
CUT = "schema readable in part"
"""Noted of a database whose list of tables broke off: then it cannot be said that it never had these two."""


class HighestRow(Record, frozen=True):
    """A table has given row numbers up to this one; those that are not there now were deleted, or never saved."""

    table: Annotated[Str, "name of the table"] = None
    highest: Annotated[Id, "highest row number ever given, as the database keeps it"] = None
    last: Annotated[
        Id, "highest row number that is there; above `highest` only where the database was changed"
    ] = None
    held: Annotated[Count, "rows that are there"] = None
    gone: Annotated[Count, "numbers given that no row has now; empty where `highest` cannot be right"] = None


@reads(
    HighestRow,
    name=N_("row numbers given, and rows gone"),
    topic=Topic.FILES,
    says=N_("{gone} row numbers of {table} are no longer in use, of {highest} that were given"),
    files=(
        f"{MOBILE}/Library/SMS/sms.db",
        f"{MOBILE}/Library/CallHistoryDB/CallHistory*.storedata",
        f"{MOBILE}/Library/CoreDuet/People/interactionC.db",
        f"{MOBILE}/Library/CoreDuet/Knowledge/knowledgeC.db",
        f"{MOBILE}/Library/AddressBook/AddressBook.sqlitedb",
        f"{MOBILE}/Library/Calendar/Calendar.sqlitedb",
        *safari("History.db"),
        f"{APP_GROUP}/ChatStorage.sqlite",
        "/private/var/wireless/Library/Databases/DataUsage.sqlite",
        "/private/var/networkd/**/netusage.sqlite",
    ),
    sources=(
        "https://www.sqlite.org/autoinc.html (sqlite_sequence)",
        "Core Data's store format as described in public handbooks (Z_PRIMARYKEY: Z_NAME, Z_MAX)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        if not {SEQUENCE, ENTITIES} & set(database.tables) and any(CUT in note for note in database.notes):
            file.notes[f"expected table absent: {SEQUENCE}"] += 1
        if SEQUENCE in database.tables:
            for row in rows(file, database, SEQUENCE, "name seq"):
                name, highest = row.values.values()
                yield row.at, _counted(database, name, highest)
        if ENTITIES in database.tables:
            for row in rows(file, database, ENTITIES, "Z_NAME Z_MAX"):
                name, highest = row.values.values()
                if isinstance(name, str) and f"Z{name.upper()}" in database.tables:
                    yield row.at, _counted(database, f"Z{name.upper()}", highest)


def _counted(database: Database, name: object, highest: object) -> HighestRow:
    known = highest if isinstance(highest, int) and not isinstance(highest, bool) else None
    if not isinstance(name, str) or name not in database.tables:
        return HighestRow(table=name if isinstance(name, str) else None, highest=known)
    last, held = None, 0
    for batch in database.scan(name, [], size=AT_ONCE):
        held += len(batch)
        last = max(last or 0, batch.rowids[-1])  # they rise: a scan ends where they do not
    counts = known is not None and known >= max(held, last or 0)
    return HighestRow(
        table=name,
        highest=known,
        last=last,
        held=held,
        gone=known - held if known is not None and counts else None,
    )
