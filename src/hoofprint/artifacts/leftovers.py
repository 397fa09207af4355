"""Rows that are no longer in their table, and older forms of rows that are: found beside it, marked with where.

Rows as the main file has them without its write-ahead log are told whether the log removed or changed them. Of what
was found on free pages and in gaps, an older form of a row that is still there is no row of its own: it is counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hoofprint.formats.sqlite import Batch, Database, Table

BEFORE_LOG = "before log"
ALIKE = 0.5
"""From this part of equal values on, a row with the id of one that is there is an older form of it."""
ROWS = 20_000
"""Rows of one table that are held."""
BYTES = 64 << 20
"""Their texts and blobs."""
CUT = "rows that are no longer in the table: the rest of them left out"
COPY = "older copy of a row that is still in the table"


@dataclass(frozen=True, slots=True)
class Leftover:
    """One row: `values` in the order of the wanted columns, `key` the place of its bytes where that is known."""

    rowid: int
    values: tuple[Any, ...]
    origin: str
    key: str | None = None


class Leftovers:
    """What is beside one table; `compare` is told of every row that is there, then `rows` gives the rest."""

    def __init__(self, database: Database, table: str, wanted: Sequence[str], real: Sequence[str]) -> None:
        self._wanted = list(wanted)
        self._held: dict[int, list[Leftover]] = {}
        self._same: dict[int, int] = {}
        self.notes: dict[str, int] = {}
        """What was left out, and how often."""
        self._before = list(self._within(_superseded(database, table, real)))
        self._hold(self._within(_salvaged(database, table, real)))

    def compare(self, rowids: Sequence[int], stored: Mapping[str, Sequence[Any]]) -> None:
        """Some rows that are there: copies and older forms of them are dropped."""
        if not self._held:
            return
        for rowid, here in zip(
            rowids, zip(*(stored[name] for name in self._wanted), strict=True), strict=True
        ):
            held = self._held.get(rowid)
            if held is not None:
                self._keep(rowid, [one for one in held if not _alike(one.values, here)])
            if (twin := self._same.get(hash(here))) is not None and twin in self._held:
                self._keep(twin, [one for one in self._held[twin] if one.values != here])

    def rows(self) -> list[Leftover]:
        """What is left, in order of row id and place."""
        left = [*self._before, *(one for held in self._held.values() for one in held)]
        return sorted(left, key=lambda one: (one.rowid, one.origin != BEFORE_LOG, one.key or ""))

    def columns(self, rows: Sequence[Leftover]) -> dict[str, list[Any]]:
        """Their values under the names a declaration uses."""
        return {name: [row.values[place] for row in rows] for place, name in enumerate(self._wanted)}

    def _within(self, found: Iterable[Leftover]) -> Iterator[Leftover]:
        """As many as memory allows; it is said where there were more."""
        room = BYTES
        for count, one in enumerate(found, 1):
            room -= sum(len(value) for value in one.values if isinstance(value, str | bytes))
            if count > ROWS or room < 0:
                self._count(CUT)
                return
            yield one

    def _hold(self, found: Iterable[Leftover]) -> None:
        """Each once: what the main file without its log has too is told as that."""
        told = {(one.rowid, one.values) for one in self._before}
        for one in found:
            if (one.rowid, one.values) not in told:
                told.add((one.rowid, one.values))
                self._held.setdefault(one.rowid, []).append(one)
                self._same.setdefault(hash(one.values), one.rowid)

    def _keep(self, rowid: int, rest: list[Leftover]) -> None:
        self._count(COPY, len(self._held[rowid]) - len(rest))
        if rest:
            self._held[rowid] = rest
        else:
            del self._held[rowid]

    def _count(self, note: str, count: int = 1) -> None:
        if count:
            self.notes[note] = self.notes.get(note, 0) + count


def where(batch: Batch) -> list[str] | None:
    """The origins of rows that are there; None where the log changed none of them."""
    log = batch.from_log
    return ["wal" if rowid in log else "live" for rowid in batch.rowids] if log else None


def _alike(old: Sequence[Any], new: Sequence[Any]) -> bool:
    told = [(a, b) for a, b in zip(old, new, strict=True) if a is not None or b is not None]
    return not told or sum(a == b for a, b in told) >= ALIKE * len(told)


def _salvaged(database: Database, table: str, real: Sequence[str]) -> Iterator[Leftover]:
    known = database.table(table)
    picks = _picks(known, real)
    for one in database.salvaged(table):
        rowid, stored = one.cell.rowid, one.cell.values
        values = tuple(
            rowid if at == known.alias else stored[at] if at is not None and at < len(stored) else None
            for at in picks
        )
        yield Leftover(rowid, values, one.origin, one.place)


def _picks(table: Table, real: Sequence[str]) -> list[int | None]:
    """Where the wanted columns stand in a stored row."""
    places = {name.lower(): place for place, name in enumerate(table.columns)}
    return [places.get(name.lower()) for name in real]


def _superseded(database: Database, table: str, real: Sequence[str]) -> Iterator[Leftover]:
    for batch in database.superseded(table, list(real)):
        for rowid, *values in zip(batch.rowids, *batch.columns, strict=True):
            yield Leftover(rowid, tuple(values), BEFORE_LOG)
