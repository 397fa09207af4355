"""Rows on their way out of a parser: columns of plain Python values, with their places in the file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hoofprint.model.arrow import Array
from hoofprint.model.record import At, Record, columns
from hoofprint.workers.file import File

ROWS = 2_000
"""Rows a chunk holds at most: small enough to stay in the processor's cache."""


@dataclass
class Chunk:
    """Some rows of one record type, column by column in the order of the record's fields."""

    rows: Sequence[int]
    columns: Sequence[Sequence[Any] | Array]
    """Plain values of any type, or an Arrow column that has the declared one already."""
    table: str = "item"
    keys: Sequence[str | None] | None = None
    origins: Sequence[str] | None = None
    """None where all rows are `live`."""
    count: int = field(init=False)

    def __post_init__(self) -> None:
        self.count = len(self.rows)


@dataclass(frozen=True)
class Parser:
    """Which records a file becomes, and how. A worker finds it by the name of its module."""

    record: type[Record]
    read: Callable[[File], Iterator[Chunk]]


def chunked(record: type[Record], rows: Iterator[tuple[At, Record]]) -> Iterator[Chunk]:
    """Records one by one, gathered into chunks; a new table begins a new chunk."""
    names = [column.name for column in columns(record)]
    held: list[tuple[At, Record]] = []
    try:
        for at, row in rows:
            if held and (len(held) >= ROWS or held[0][0].table != at.table):
                yield _gather(names, held)
                held = []
            held.append((at, row))
    except Exception:  # boundary: what was read before a failure is evidence too, and leaves before it
        if held:
            yield _gather(names, held)
        raise
    if held:
        yield _gather(names, held)


def _gather(names: list[str], held: list[tuple[At, Record]]) -> Chunk:
    places = [at for at, _ in held]
    return Chunk(
        rows=[at.row for at in places],
        columns=[[getattr(row, name) for _, row in held] for name in names],
        table=places[0].table,
        keys=[at.key for at in places] if any(at.key for at in places) else None,
        origins=[at.origin for at in places] if any(at.origin != "live" for at in places) else None,
    )
