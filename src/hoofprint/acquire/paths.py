"""Which entries of an inventory a device path pattern names.

A phone has a hundred thousand files, and there are hundreds of patterns: only what begins like the pattern, in the
sorted inventory, and ends like it is compared with all of it.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property

import pyarrow as pa

from hoofprint.model.arrow import Array, Column
from hoofprint.model.arrow import compute as pc
from hoofprint.model.patterns import regex

LISTED = 10_000
"""Paths that are kept as a list: of so few, a look at each costs less than a question to the column."""


class Paths:
    """The device paths of an inventory, which is sorted by them."""

    def __init__(self, inventory: pa.Table) -> None:
        self.inventory = inventory
        self._column = inventory["path"]

    def fitting(self, pattern: str) -> list[int]:
        """Rows whose path fits, in order."""
        start, end = pattern.partition("*")[0], pattern.rpartition("*")[2].lstrip("/")
        if (few := self._listed) is None:
            near, rows = self._in_column(start, end)
        elif start == pattern:
            return list(range(bisect_left(few, pattern), bisect_right(few, pattern)))
        elif not (held := _in_list(few, start, end)):
            return []
        else:
            near, rows = pa.array([few[row] for row in held], pa.string()), pa.array(held, pa.int64())
        fits = pc.match_substring_regex(near, f"^{regex(pattern)}$")
        found: list[int] = pc.filter(rows, fits).to_pylist()
        return found

    @cached_property
    def _listed(self) -> list[str] | None:
        return list(map(str, self._column.to_pylist())) if len(self._column) <= LISTED else None

    def _in_column(self, start: str, end: str) -> tuple[Column, Array]:
        """Paths that begin and end so, with their rows."""
        places = range(len(self._column))

        def path(row: int) -> str:
            return str(self._column[row].as_py())

        first = bisect_left(places, start, key=path)
        last = bisect_right(places, start, lo=first, key=lambda row: path(row)[: len(start)])
        near = self._column.slice(first, last - first)
        held = pc.indices_nonzero(pc.ends_with(near, end))
        return near.take(held), pc.add(held, first)


def _in_list(paths: list[str], start: str, end: str) -> list[int]:
    """Rows of paths that begin and end so, in a list."""
    first = bisect_left(paths, start)
    last = bisect_right(paths, start, lo=first, key=lambda path: path[: len(start)])
    return [row for row in range(first, last) if paths[row].endswith(end)]
