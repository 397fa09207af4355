"""Fields of records for some rows of a table at once, column by column: the inner loop of every database artifact.

A field is worked out as an Arrow column while all its values are of one kind, else as a list of plain values: both
say the same.
"""

from collections.abc import Callable, Mapping, Sequence
from types import NoneType
from typing import Any

import pyarrow as pa

from hoofprint.artifacts.fields import Col, Differs, Field, First, Gather, Lookup, Reading
from hoofprint.artifacts.joins import NONE, Found
from hoofprint.model.arrow import Array
from hoofprint.model.arrow import compute as pc
from hoofprint.model.times import NEVER
from hoofprint.workers.packing import alike

SAYS_NOTHING = (*NEVER, b"", "")
"""Stored values that are no loss when a reading gives nothing for them."""
NOTHING = {int, NoneType}
"""Types a column has that holds only 0 and NULL."""
Odd = Callable[[str], None]
Joined = Mapping[int, Found]
"""For each look-up, under its `id`, the other table."""


class Rows:
    """Some rows of one table; `columns` are their stored values under the names a declaration uses."""

    def __init__(self, columns: Mapping[str, list[Any]], count: int, joined: Joined) -> None:
        self._columns, self._count, self._joined = columns, count, joined
        self._known: dict[int, list[Any]] = {}
        """What was worked out already: a field that is part of several is read once."""
        self._arrays: dict[int | str, Array | None] = {}

    def values(self, source: Field, odd: Odd) -> list[Any]:
        """One field of all the rows; `odd` is told of each stored value that could not be read."""
        if isinstance(source, str):
            return self._columns.get(source) or [None] * self._count
        known = self._known.get(id(source))
        if known is None:
            array = self._arrays.get(id(source))
            known = self._worked_out(source, odd) if array is None else array.to_pylist()
            self._known[id(source)] = known
        return known

    def array(self, source: Field, odd: Odd) -> Array | None:
        """The same as a column, each value as it is; None where they are of several kinds."""
        name = source if isinstance(source, str) else id(source)
        if name not in self._arrays:
            made = None if name in self._known else self._at_once(source, odd)
            self._arrays[name] = alike(self.values(source, odd)) if made is None else made
        return self._arrays[name]

    def cells(self, source: Field, odd: Odd) -> list[Any] | Array:
        """The same in either form."""
        made = self.array(source, odd)
        return self.values(source, odd) if made is None else made

    def column(self, source: Field, odd: Odd) -> list[Any] | Array:
        """The same for a field of the record: a column where all of it could be read at once."""
        made = None
        if isinstance(source, Reading) and source.columnar is None:
            if source.bulk is not None and id(source) not in self._known:
                made = source.bulk(self.values(source.inner, odd))
        elif not isinstance(source, str | Col):
            made = self.array(source, odd)
        return self.values(source, odd) if made is None else made

    def _at_once(self, source: Field, odd: Odd) -> Array | None:
        """The field from columns it is made of; None where that is not possible."""
        if isinstance(source, First):
            return _coalesced([self.array(option, odd) for option in source.options])
        if isinstance(source, Differs):
            return _differing(self.array(source.inner, odd), self.array(source.other, odd))
        if isinstance(source, Reading) and source.columnar is not None:
            stored = self.array(source.inner, odd)
            return None if stored is None else source.columnar(stored)
        if isinstance(source, Lookup | Gather):
            keys = self.array(source.key, odd)
            return None if keys is None else self._joined[id(source)].column(keys)
        return None

    def _worked_out(self, source: Field, odd: Odd) -> list[Any]:
        if isinstance(source, str | Col):
            return self.values(source if isinstance(source, str) else source.name, odd)
        if isinstance(source, Reading):
            return _converted(source, self.values(source.inner, odd), odd)
        if isinstance(source, First):
            return self._first(source.options, odd)
        if isinstance(source, Differs):
            pairs = zip(self.values(source.inner, odd), self.values(source.other, odd), strict=True)
            return [None if value == other else value for value, other in pairs]
        return self._joined[id(source)].listed(self.values(source.key, odd))

    def _first(self, options: Sequence[Field], odd: Odd) -> list[Any]:
        """Each option fills the places the ones before it left empty; all are read, so that all oddities count."""
        values, *rest = (self.values(option, odd) for option in options)
        for others in rest:
            if None in values:
                values = [b if a is None else a for a, b in zip(values, others, strict=True)]
        return values


def _coalesced(options: Sequence[Array | None]) -> Array | None:
    """The first value of each row that is not NULL, where all are of one kind."""
    arrays = [one for one in options if one is not None]
    some = [one for one in arrays if one.type != NONE] or arrays[:1]
    if len(arrays) < len(options) or len({one.type for one in some}) > 1:
        return None
    if len(some) == 1 or not some[0].null_count:
        return some[0]
    made: Array = pc.coalesce(*some)
    return made


def _differing(inner: Array | None, other: Array | None) -> Array | None:
    """`inner`, NULL where both are the same, as texts are compared."""
    if inner is None or other is None or not inner.type == other.type == pa.string():
        return None
    same = pc.fill_null(pc.equal(inner, other), False)
    made: Array = pc.if_else(same, pa.scalar(None, inner.type), inner)
    return made


def _converted(source: Reading, values: list[Any], odd: Odd) -> list[Any]:
    """The ordinary way while nothing is odd; else value by value, to count and to save what can be read."""
    convert, kinds = source.convert, set() if any(values) else set(map(type, values))
    if kinds == {NoneType}:
        return values
    try:
        if kinds and kinds <= NOTHING:  # many columns are 0 or NULL throughout
            zero = convert(0)
            made = [None if value is None else zero for value in values]
        elif source.listed is not None:
            made = source.listed(values)
        else:
            made = [None if value is None else convert(value) for value in values]
    except Exception:  # boundary: a stored value no reader foresaw costs its cell, not the row; see below
        return [_cell(source, value, odd) for value in values]
    if source.lossy and None in made and made.count(None) > values.count(None):
        for value, reading in zip(values, made, strict=True):
            if reading is None:
                _note(source, value, odd)
    return made


def _cell(source: Reading, value: Any, odd: Odd) -> Any:
    made = None
    if value is not None:
        try:
            made = source.convert(value)
        except Exception:  # boundary: a stored value no reader foresaw costs this cell, not the row
            made = None
        if made is None and source.lossy:
            _note(source, value, odd)
    return made


def _note(source: Reading, value: Any, odd: Odd) -> None:
    """A value that says something and could not be read is odd; an empty one, or "never", is not."""
    if value is not None and value not in SAYS_NOTHING:
        odd(f"no {source.stored}")
