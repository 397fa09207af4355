"""PowerLog: what it counts, in which tables, and how its clock is read.

Stored times are seconds since 1970 of a clock of the log's own. A table of offsets says how far wall time was ahead
of it; the offset that holds is the last one noted before, or the first where none was (Edwards, APOLLO; Whiffin, 2025).
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from hoofprint.artifacts.packed import unpacked
from hoofprint.artifacts.rows import opened, rows
from hoofprint.formats.sqlite import Database
from hoofprint.model.record import At, Record
from hoofprint.model.times import unix
from hoofprint.workers.file import File

LIFE = ("/private/var/containers/Shared/SystemGroup/*", "/private/var/db/powerlog", "/private/var/mobile")
FILES = (
    *(f"{folder}/Library/BatteryLife/CurrentPowerlog.PLSQL" for folder in LIFE),
    *(f"{folder}/Library/BatteryLife/Archives/*.PLSQL{packed}" for folder in LIFE for packed in ("", ".gz")),
    "/private/var/mobile/Library/Logs/**/powerlog_*.PLSQL",
    "/private/var/mobile/Library/Logs/**/powerlog_*.PLSQL.gz",
    *(f"/@sysdiagnose/logs/powerlogs/*.PLSQL{packed}" for packed in ("", ".gz")),
)
"""The running log, its archives of some days each, and the copies that a sysdiagnose takes."""
SOURCES = (
    "Sarah Edwards, APOLLO (PowerLog modules), and mac4n6.com, 2018-2020",
    "Ian Whiffin, PowerLog, doubleblak.com, 2025 (offsets)",
    "https://plaso.readthedocs.io/ (iOS PowerLog parser)",
)
OFFSETS = "PLStorageOperator_EventForward_TimeOffset"
Tables = Mapping[str, Mapping[str, str]]
"""Table to: field of the record, column."""
CLOCK = ("time", "end", "deleted")
"""Fields that are times of the log's clock."""


class Clock:
    """The log's clock, as wall time."""

    def __init__(self, file: File, database: Database) -> None:
        held: list[tuple[float, float]] = []
        if OFFSETS in database.tables:
            for row in rows(file, database, OFFSETS, "timestamp system"):
                when, ahead = row.values.values()
                if isinstance(when, int | float) and isinstance(ahead, int | float):
                    held.append((when, ahead))
        else:
            file.notes[f"optional table absent: {OFFSETS}"] += 1
        held.sort()
        self._when, self._ahead = [when for when, _ in held], [ahead for _, ahead in held]

    def time(self, stored: object) -> int | None:
        """Wall time, microseconds UTC; None where it is no time."""
        if isinstance(stored, bool) or not isinstance(stored, int | float) or stored <= 0:
            return None
        if not self._when:
            return unix(stored)
        return unix(stored + self._ahead[max(0, bisect_right(self._when, stored) - 1)])


def read(
    file: File, record: type[Record], tables: Tables, text: Collection[str] = ()
) -> Iterator[tuple[At, Record]]:
    """The rows of these tables as records; raises `SchemaUnknown` where the database has none of them.

    `text` names fields that hold codes as numbers in one table and words in another.
    """
    plain = unpacked(file)
    with opened(plain) as database:
        clock = Clock(plain, database)
        if not any(table in database.tables for table in tables):
            database.table(next(iter(tables)))  # says what there is instead
        for table, fields in tables.items():
            if table not in database.tables:
                plain.notes[f"optional table absent: {table}"] += 1
                continue
            for at, held in _rows(plain, database, table, fields):
                stored = held.get("time")
                made = {field: clock.time(held[field]) if field in CLOCK else held[field] for field in held}
                made |= {field: str(made[field]) for field in text if made.get(field) is not None}
                made["stored"] = stored if isinstance(stored, int | float) else None
                yield at, record(**made)


def _rows(
    file: File, database: Database, table: str, fields: Mapping[str, str]
) -> Iterator[tuple[At, dict[str, Any]]]:
    """The wanted values; `key>table.column` takes one from the row of another table that has the key as its ID."""
    joined = {field: _partner(file, database, path) for field, path in fields.items() if ">" in path}
    own = {field: path.partition(">")[0] for field, path in fields.items()}
    columns = " ".join(dict.fromkeys(own.values()))
    for row in rows(file, database, table, columns, maybe=columns, gone=True):
        held = {field: row.values[column] for field, column in own.items()}
        held |= {field: known.get(held[field]) for field, known in joined.items()}
        yield row.at, held


def _partner(file: File, database: Database, path: str) -> dict[Any, Any]:
    table, _, column = path.partition(">")[2].partition(".")
    if table not in database.tables:
        file.notes[f"optional table absent: {table}"] += 1
        return {}
    found = rows(file, database, table, f"ID {column}", maybe=column)
    return {row.values["ID"]: row.values[column] for row in found}
