"""Fields of records for some rows of a table at once, column by column: the inner loop of every database artifact."""

from collections.abc import Callable, Mapping, Sequence
from types import NoneType
from typing import Any

from hoofprint.artifacts.fields import Col, Differs, Field, First, Lookup, Reading
from hoofprint.artifacts.joins import Found
from hoofprint.model.arrow import Array
from hoofprint.model.times import NEVER

SAYS_NOTHING = (*NEVER, b"", "")
"""Stored values that are no loss when a reading gives nothing for them."""
NOTHING = {int, NoneType}
"""Types a column has that holds only 0 and NULL."""
Odd = Callable[[str], None]
Joined = Mapping[int, Found]
"""For each look-up, under its `id`, the other table: key to value, or for `Gather` key to list of values."""


class Rows:
    """Some rows of one table; `columns` are their stored values under the names a declaration uses."""

    def __init__(self, columns: Mapping[str, list[Any]], count: int, joined: Joined) -> None:
        self._columns, self._count, self._joined = columns, count, joined
        self._known: dict[int, list[Any]] = {}
        """What was worked out already: a field that is part of several is read once."""

    def values(self, source: Field, odd: Odd) -> list[Any]:
        """One field of all the rows; `odd` is told of each stored value that could not be read."""
        if isinstance(source, str):
            return self._columns.get(source) or [None] * self._count
        known = self._known.get(id(source))
        if known is None:
            known = self._known[id(source)] = self._worked_out(source, odd)
        return known

    def column(self, source: Field, odd: Odd) -> list[Any] | Array:
        """The same for a field of the record: an Arrow column where all of it could be read at once."""
        if isinstance(source, Reading) and source.bulk is not None and id(source) not in self._known:
            made = source.bulk(self.values(source.inner, odd))
        elif isinstance(source, Lookup) and id(source) not in self._known:
            made = self._joined[id(source)].texts(self.values(source.key, odd))
        else:
            made = None
        return self.values(source, odd) if made is None else made

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
        found = list(map(self._joined[id(source)].get, self.values(source.key, odd)))
        return found if isinstance(source, Lookup) else _listed(found)

    def _first(self, options: Sequence[Field], odd: Odd) -> list[Any]:
        """Each option fills the places the ones before it left empty; all are read, so that all oddities count."""
        values, *rest = (self.values(option, odd) for option in options)
        for others in rest:
            if None in values:
                values = [b if a is None else a for a, b in zip(values, others, strict=True)]
        return values


def _listed(found: list[Any]) -> list[Any]:
    return [None if held is None else [str(value) for value in held if value is not None] for held in found]


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
