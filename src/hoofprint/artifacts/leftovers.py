"""The rows of a table, and then those that are no longer in it or read otherwise before: marked with where they stood.

Rows as the main file has them without its write-ahead log are told whether the log removed or changed them. Of what
was found elsewhere (free pages, gaps, parts of log and journal that do not apply), an older form of a row that is told
already is no row of its own: it is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from hoofprint.formats.sqlite import Batch, Damaged, Database, Table
from hoofprint.workers.chunk import ROWS as CHUNK

BEFORE_LOG = "before log"
ALIKE = 0.5
"""From this part of equal values on, a row with the id of one that is there is an older form of it."""
ROWS = 20_000
"""Rows of one table that are held."""
BYTES = 64 << 20
"""Their texts and blobs."""
CUT = "rows that are no longer in the table: the rest of them left out"
COPY = "older form of a row that is told already"
FORMS = 16
"""Rows with one row id that have little else in common; a row id is rarely used twice."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One row: `values` in the order of the wanted columns, `key` the place of its bytes where that is known."""

    rowid: int
    values: tuple[Any, ...]
    origin: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows; `columns` in the order in which they were asked for."""

    rowids: Sequence[int]
    columns: list[list[Any]]
    origins: list[str] | None = None
    """None where all are `live`."""
    keys: list[str | None] | None = None


def parts(database: Database, table: str, columns: Sequence[str], notes: Counter[str]) -> Iterator[Part]:
    """The rows of a table in stored order, then what is left of others. `notes` counts what was left out.

    Raises `SchemaUnknown` at once; `Damaged` at the end, after what pages hold that the damaged table does not reach.
    """
    left, read = Leftovers(database, table, columns), 0
    try:
        for batch in database.scan(table, columns, size=CHUNK):
            left.compare(batch)
            read += len(batch)
            yield Part(batch.rowids, batch.columns, origins(batch))
    except Damaged:
        left = Leftovers(database, table, columns, everywhere=True)
        if _compared(left, database, table, columns) >= read:
            yield from left.parts(notes)
        raise
    yield from left.parts(notes)


def _compared(left: "Leftovers", database: Database, table: str, columns: Sequence[str]) -> int:
    """A second pass over a damaged table, for what was found after the first; how many rows it reached."""
    read = 0
    with suppress(Damaged):
        for batch in database.scan(table, columns, size=CHUNK):
            left.compare(batch)
            read += len(batch)
    return read


class Leftovers:
    """What is beside one table; `compare` is told of every row that is there, then `parts` gives the rest."""

    def __init__(
        self, database: Database, table: str, columns: Sequence[str], *, everywhere: bool = False
    ) -> None:
        self._held: dict[int, list[Leftover]] = {}
        self._same: dict[int, int] = {}
        self._notes: Counter[str] = Counter()
        self._before = list(self._within(_superseded(database, table, columns)))
        self._hold(self._within(_salvaged(database, table, columns, everywhere)))

    def compare(self, batch: Batch) -> None:
        """Some rows that are there: copies and older forms of them are dropped."""
        if not self._held:
            return
        for rowid, here in zip(batch.rowids, _values(batch), strict=False):
            held = self._held.get(rowid)
            if held is not None:
                self._keep(rowid, here, [one for one in held if not _alike(one.values, here)])
            if (twin := self._same.get(hash(here))) is not None and twin in self._held:
                self._keep(twin, here, [one for one in self._held[twin] if one.values != here])

    def parts(self, notes: Counter[str]) -> Iterator[Part]:
        """What is left, in order of row id and place."""
        notes.update(+self._notes)
        left = [*self._before, *(one for held in self._held.values() for one in held)]
        left.sort(key=lambda one: (one.rowid, one.origin != BEFORE_LOG, one.key or ""))
        for some in (left[at : at + CHUNK] for at in range(0, len(left), CHUNK)):
            columns = [list(column) for column in zip(*(one.values for one in some), strict=True)]
            yield Part(
                [one.rowid for one in some], columns, [one.origin for one in some], [one.key for one in some]
            )

    def _within(self, found: Iterable[Leftover]) -> Iterator[Leftover]:
        """As many as memory allows; it is said where there were more."""
        room = BYTES
        for count, one in enumerate(found, 1):
            room -= sum(len(value) for value in one.values if isinstance(value, str | bytes))
            if count > ROWS or room < 0:
                self._notes[CUT] += 1
                return
            yield one

    def _hold(self, found: Iterable[Leftover]) -> None:
        """Each once, in the form that was found first; what the main file without its log has is told as that."""
        before: dict[int, list[Leftover]] = {}
        for one in self._before:
            before.setdefault(one.rowid, []).append(one)
        for one in found:
            told = [*before.get(one.rowid, ()), *self._held.get(one.rowid, ())]
            like = next((other for other in told if _alike(other.values, one.values)), None)
            if like is not None or len(told) >= FORMS:
                self._notes[COPY] += like is None or like.values != one.values
                continue
            self._held.setdefault(one.rowid, []).append(one)
            self._same.setdefault(hash(one.values), one.rowid)

    def _keep(self, rowid: int, here: tuple[Any, ...], rest: list[Leftover]) -> None:
        dropped = [one for one in self._held[rowid] if one not in rest]
        self._notes[COPY] += sum(one.values != here for one in dropped)
        if rest:
            self._held[rowid] = rest
        else:
            del self._held[rowid]


def _values(batch: Batch) -> Iterable[tuple[Any, ...]]:
    return zip(*batch.columns, strict=True) if batch.columns else repeat(())


def origins(batch: Batch) -> list[str] | None:
    """The origins of rows that are there; None where the log changed none of them."""
    log = batch.from_log
    return ["wal" if rowid in log else "live" for rowid in batch.rowids] if log else None


def _alike(old: Sequence[Any], new: Sequence[Any]) -> bool:
    told = [(a, b) for a, b in zip(old, new, strict=True) if a is not None or b is not None]
    return not told or sum(a == b for a, b in told) >= ALIKE * len(told)


def _salvaged(database: Database, table: str, columns: Sequence[str], everywhere: bool) -> Iterator[Leftover]:
    known = database.table(table)
    picks = _picks(known, columns)
    for one in database.salvaged(table, everywhere=everywhere):
        rowid, stored = one.cell.rowid, one.cell.values
        values = tuple(
            rowid if at == known.alias else stored[at] if at is not None and at < len(stored) else None
            for at in picks
        )
        yield Leftover(rowid, values, one.origin, one.place)


def _picks(table: Table, columns: Sequence[str]) -> list[int | None]:
    """Where the wanted columns stand in a stored row."""
    places = {name.lower(): place for place, name in enumerate(table.columns)}
    return [places.get(name.lower()) for name in columns]


def _superseded(database: Database, table: str, columns: Sequence[str]) -> Iterator[Leftover]:
    for batch in database.superseded(table, list(columns)):
        for rowid, *values in zip(batch.rowids, *batch.columns, strict=True):
            yield Leftover(rowid, tuple(values), BEFORE_LOG)
