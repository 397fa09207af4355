"""The other table of a look-up: its keys and values, taken in batch by batch, handed out for many rows at once."""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import compress
from types import NoneType
from typing import Any

import pyarrow as pa

from hoofprint.model.arrow import Array
from hoofprint.workers.packing import wholes

HANDED_OUT = 50_000
"""Texts of another table that are kept as a column, too; of a larger table each is likely asked for but once."""
TEXTS = {str, NoneType}


class Found(dict[Any, Any]):
    """Key to value; where several rows have one key, the first. For `Gather` key to the list of all values."""

    def add(self, keys: Sequence[Any], values: Sequence[Any]) -> int:
        """Take in some rows, in order; how many had a key that was there already."""
        fresh = dict(zip(keys, values, strict=True))
        if len(fresh) == len(keys) and self.keys().isdisjoint(fresh):
            self.update(fresh)
            return 0
        again = 0
        for key, value in zip(keys, values, strict=True):
            if key in self:
                again += 1
            else:
                self[key] = value
        return again

    def gather(self, keys: Sequence[Any], values: Sequence[Any]) -> None:
        """Take in some rows, in order, every value of a key."""
        for key, value in zip(keys, values, strict=True):
            held = self.get(key)
            if held is None:
                self[key] = [value]
            else:
                held.append(value)

    def texts(self, keys: Sequence[Any]) -> Array | None:
        """The texts for these keys as a column; None where some values are no texts, or there are too many."""
        if self._texts is None:
            return None
        places = wholes(list(map(self._places.get, keys)))
        return None if places is None else self._texts.take(places)

    @cached_property
    def _places(self) -> dict[Any, int]:
        return {key: place for place, key in enumerate(self)}

    @cached_property
    def _texts(self) -> Array | None:
        values = list(self.values()) if 0 < len(self) <= HANDED_OUT else [b""]
        if not set(map(type, values)) <= TEXTS:
            return None
        try:
            return pa.array(values, pa.string())
        except (pa.ArrowException, UnicodeError):
            return None


def wanted(
    keys: Sequence[Any], reachable: Collection[Any] | None
) -> Callable[[Sequence[Any]], Sequence[Any]] | None:
    """What leaves of a column only the rows whose key is there and can be asked for; None where all of them are."""
    if reachable is None and None not in keys:
        return None
    if reachable is None:
        mask = [key is not None for key in keys]
    else:
        mask = [key is not None and key in reachable for key in keys]
    return lambda column: list(compress(column, mask))
