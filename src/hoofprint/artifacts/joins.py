"""The other table of a look-up: its keys and values, taken in batch by batch, handed out for many rows at once.

Keys that are whole numbers, as row ids are, stand in order beside their values, as columns: a fraction of the memory of
a dict of them, and a batch is looked up in one go. Where anything else is met, all of it becomes a dict.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pyarrow as pa

from hoofprint.model.arrow import Array
from hoofprint.model.arrow import compute as pc
from hoofprint.workers.packing import REAL, WHOLE, YES_NO

PLACE, TEXT, NONE = pa.uint64(), pa.string(), pa.null()
Cells = Sequence[Any] | Array
Reachable = Array | set[Any] | None
"""Keys that can be asked for; None where they can be any."""


class Found:
    """Key to value; where several rows have one key, the first."""

    def __init__(self) -> None:
        self._parts: list[tuple[Array, Array]] = []
        self._kind: pa.DataType = NONE
        self._other: dict[Any, Any] | None = None
        self._again = 0

    def add(self, keys: Cells, values: Cells) -> None:
        """Take in some rows, in order. No key is NULL."""
        if self._other is None and isinstance(keys, pa.Array) and isinstance(values, pa.Array):
            kind = values.type if self._kind == NONE else self._kind
            if keys.type == WHOLE and values.type in (kind, NONE) and self._takes(kind):
                self._kind = kind
                self._parts.append((keys, values))
                return
        if self._other is None:
            self._other, parts = {}, self._parts
            self._parts = []
            for known, held in parts:
                self._put(self._other, known.to_pylist(), held.to_pylist())
        self._put(self._other, plain(keys), plain(values))

    @property
    def again(self) -> int:
        """How many rows had a key that was there already; asked when all rows are in."""
        return self._again if self._sorted is None else self._sorted[2]

    def column(self, keys: Array) -> Array | None:
        """The values for these keys, NULL where there is none; None where they have no common kind."""
        kind: pa.DataType = keys.type
        if self._sorted is None or kind not in (WHOLE, NONE):
            return None
        known, values, _ = self._sorted
        if not len(known) or keys.null_count == len(keys):  # what is deleted is often nowhere, or nothing is
            nothing: Array = pa.nulls(len(keys), values.type)
            return nothing
        return values.take(places(known, keys))

    def listed(self, keys: Sequence[Any]) -> list[Any]:
        """The same for plain values of any kind."""
        return list(map(self._dict.get, keys))

    def reachable(self) -> Array | set[Any]:
        """All values, each once: in order, where they are whole numbers."""
        if self._sorted is None or self._kind != WHOLE:
            return set(self._dict.values())
        values: Array = pc.unique(self._sorted[1].drop_null())
        return values.take(pc.array_sort_indices(values))

    @cached_property
    def _sorted(self) -> tuple[Array, Array, int] | None:
        """Keys that rise, their values, and how many rows had no other key than one before."""
        if self._other is not None:
            return None
        keys, values = self._all()
        fresh = _fresh(keys)
        if fresh is None:
            return keys, values, 0
        once = keys.filter(fresh)
        return once, values.filter(fresh), len(keys) - len(once)

    def _all(self) -> tuple[Array, Array]:
        """All rows in order of their keys, and as they came where keys are equal."""
        if not self._parts:
            return pa.array([], WHOLE), pa.array([], self._kind)
        keys = pa.concat_arrays([known for known, _ in self._parts])
        values = pa.concat_arrays([held.cast(self._kind) for _, held in self._parts])
        self._parts = []
        if not pc.all(pc.less_equal(keys[:-1], keys[1:]), min_count=0).as_py():
            order = pc.array_sort_indices(keys)
            keys, values = keys.take(order), values.take(order)
        return keys, values

    @cached_property
    def _dict(self) -> dict[Any, Any]:
        if self._sorted is None:
            assert self._other is not None
            return self._other
        known, values, _ = self._sorted
        return dict(zip(known.to_pylist(), values.to_pylist(), strict=True))

    def _takes(self, kind: pa.DataType) -> bool:
        return kind in (WHOLE, REAL, TEXT, NONE)

    def _put(self, other: dict[Any, Any], keys: Sequence[Any], values: Sequence[Any]) -> None:
        before = len(other)
        for key, value in zip(keys, values, strict=True):
            other.setdefault(key, value)
        self._again += before + len(keys) - len(other)


class Gathered(Found):
    """Key to the list of all values, as texts, without NULL."""

    @property
    def again(self) -> int:
        """Of no account here."""
        return 0

    @cached_property
    def _sorted(self) -> tuple[Array, Array, int] | None:
        if self._other is not None:
            return None
        keys, values = self._all()
        runs = pc.run_end_encode(keys)
        ends = runs.run_ends.cast(pa.int32())
        if values.null_count:
            there = pc.cumulative_sum(pc.is_valid(values).cast(pa.int32()))
            ends, values = there.take(pc.subtract(ends, 1)), values.drop_null()
        offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
        return runs.values, pa.ListArray.from_arrays(offsets, values.cast(TEXT)), 0

    def _takes(self, kind: pa.DataType) -> bool:
        return kind in (WHOLE, TEXT, NONE)

    def _put(self, other: dict[Any, Any], keys: Sequence[Any], values: Sequence[Any]) -> None:
        for key, value in zip(keys, values, strict=True):
            held = other.setdefault(key, [])
            if value is not None:
                held.append(str(value))


def places(known: Array, wanted: Array) -> Array:
    """Where each wanted number stands among numbers that rise; NULL where it does not."""
    if not len(known):
        return pa.nulls(len(wanted), PLACE)
    last = pa.scalar(len(known) - 1, PLACE)
    near = pc.min_element_wise(pc.search_sorted(known, wanted), last, skip_nulls=False)
    found: Array = pc.if_else(pc.equal(known.take(near), wanted), near, pa.scalar(None, PLACE))
    return found


def plain(cells: Cells) -> Sequence[Any]:
    """Python's own values."""
    return cells.to_pylist() if isinstance(cells, pa.Array) else cells


def wanted(keys: Cells, reachable: Reachable) -> Array | None:
    """Which rows have a key that is there and can be asked for; None where all of them do."""
    if isinstance(keys, pa.Array) and keys.type == WHOLE and not isinstance(reachable, set):
        if reachable is not None:
            return places(reachable, keys).is_valid()
        return keys.is_valid() if keys.null_count else None
    cells = plain(keys)
    known = set(reachable.to_pylist()) if isinstance(reachable, pa.Array) else reachable
    if known is None:
        return pa.array([key is not None for key in cells], YES_NO) if None in cells else None
    return pa.array([key is not None and key in known for key in cells], YES_NO)


def kept(cells: Cells, mask: Array) -> Cells:
    """The cells that a mask leaves."""
    if isinstance(cells, pa.Array):
        return cells.filter(mask)
    return [cell for cell, keep in zip(cells, mask.to_pylist(), strict=True) if keep]


def _fresh(keys: Array) -> Array | None:
    """Where a key in order is not the one before it; None where that is everywhere."""
    later = pc.not_equal(keys[1:], keys[:-1])
    return None if pc.all(later, min_count=0).as_py() else pa.concat_arrays([pa.array([True]), later])
