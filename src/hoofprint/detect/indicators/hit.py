"""What a comparison yields."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from hoofprint.detect.indicators.compile import Claims
from hoofprint.model.indicator import How

STRENGTH = {
    how: n
    for n, how in enumerate((How.EXACT, How.BELOW, How.SUBDOMAIN, How.NAME, How.TRUNCATED, How.ENCODED))
}
"""Strongest first."""


class Hit(NamedTuple):
    """A value of the column that met a published value."""

    row: int
    how: How
    found: str
    """What met it, as it stood in the row; where the row's spelling was undone, as it then read."""
    indicators: Claims
    """Everyone who claims the value, the most telling first. Never empty."""
    start: int | None
    """Byte offset in the row where `found` begins; None where the spelling was undone or the whole value counts."""
    end: int | None


class Shortened(NamedTuple):
    """A link through a shortener: where it leads is not in it. It is reported, never followed."""

    row: int
    found: str


def strongest(hits: Iterable[Hit]) -> Sequence[Hit]:
    """For each row and published value the strongest hit, the first of equal ones."""
    best: dict[tuple[int, str], Hit] = {}
    for hit in hits:
        key = (hit.row, hit.indicators[0].id)
        before = best.get(key)
        if before is None or STRENGTH[hit.how] < STRENGTH[before.how]:
            best[key] = hit
    return sorted(best.values(), key=lambda hit: (hit.row, hit.start or 0, hit.indicators[0].id))


def strings(values: "pa.Array[Any]") -> Iterator[tuple[int, str]]:
    """Row number and text of every value that is not empty or NULL; bytes are read as UTF-8 as far as they are."""
    for row, value in enumerate(values.to_pylist()):
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if value:
            yield row, value
