"""Where a record's field comes from in a database: a column, a reading of it, or a look-up in another table.

A table is scanned as it stands and look-ups are joined here, in code: a row without its partner stays visible
with that field empty. A bare string is a column's name. The name of a column or of another table may be a pattern
(`Z_*RECIPIENTS`), for Core Data's join tables, whose names hold entity numbers that change between versions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hoofprint.model import times
from hoofprint.model.arrow import Array
from hoofprint.workers.bulk import CHROME, COCOA, UNIX, UNIX_MS, Bulk, codes, without_empty


@dataclass(frozen=True)
class Col:
    """A column as stored. `ROWID` is the row's id in any table that has one."""

    name: str


@dataclass(frozen=True)
class Reading:
    """A stored value read as something else: a time from its epoch, a code as its label, a blob as text."""

    inner: "Field"
    convert: Callable[[Any], Any]
    stored: str
    """How the value is stored, in words, for the reference page."""
    lossy: bool = True
    """A value that converts to None although something was stored is an oddity, counted under this field."""
    bulk: Bulk | None = None
    """The same reading of a whole column, for ordinary values; it must agree with `convert`, which decides."""
    listed: Callable[[list[Any]], list[Any]] | None = None
    """`convert` for a list of values in one call, where that is quicker; it may meet NULL."""
    columnar: Callable[[Array], Array | None] | None = None
    """The same for a column of values of one kind; None where any of them asks for a closer look."""


@dataclass(frozen=True)
class First:
    """The first of several that is not NULL."""

    options: tuple["Field", ...]


@dataclass(frozen=True)
class Lookup:
    """The one row of another table whose `by` equals `key`; where several do, the one with the lowest row id."""

    key: "Field"
    table: str
    by: str
    value: "Field"


@dataclass(frozen=True)
class Gather:
    """Every row of another table whose `by` equals `key`, as a list of text in row order."""

    key: "Field"
    table: str
    by: str
    value: "Field"


@dataclass(frozen=True)
class Differs:
    """A value where it differs from another field's: for what is stored twice and need not be the same."""

    inner: "Field"
    other: "Field"


Field = str | Col | Reading | First | Lookup | Gather | Differs


def cocoa(inner: Field) -> Reading:
    """Seconds, or nanoseconds where too large for seconds, since 2001-01-01 UTC."""
    return Reading(inner, times.cocoa, "seconds or nanoseconds since 2001-01-01 UTC", bulk=COCOA)


def unix(inner: Field) -> Reading:
    """Seconds since 1970-01-01 UTC."""
    return Reading(inner, times.unix, "seconds since 1970-01-01 UTC", bulk=UNIX)


def unix_ms(inner: Field) -> Reading:
    """Milliseconds since 1970-01-01 UTC."""
    return Reading(inner, times.unix_ms, "milliseconds since 1970-01-01 UTC", bulk=UNIX_MS)


def chrome(inner: Field) -> Reading:
    """Microseconds since 1601-01-01 UTC."""
    return Reading(inner, times.chrome, "microseconds since 1601-01-01 UTC", bulk=CHROME)


def moment(inner: Field) -> Reading:
    """A property list's date."""
    return Reading(inner, times.moment, "date of a property list, UTC")


def labels(inner: Field, names: Mapping[int, str]) -> Reading:
    """A code as its label; a code without one is kept as its number in words."""

    def label(value: Any) -> str:
        return names.get(value, str(value)) if isinstance(value, int) else str(value)

    shown = ", ".join(f"{code} {name}" for code, name in names.items())
    return Reading(inner, label, f"code: {shown}", lossy=False, bulk=codes(names))


def decoded(
    inner: Field,
    convert: Callable[[Any], Any],
    stored: str,
    listed: Callable[[list[Any]], list[Any]] | None = None,
    columnar: Callable[[Array], Array | None] | None = None,
) -> Reading:
    """Any other reading: `convert` gets the stored value (never NULL) and returns the field's value or None."""
    return Reading(inner, convert, stored, listed=listed, columnar=columnar)


def filled(inner: Field) -> Reading:
    """The value, unless it is an empty text or blob, which then counts as not there."""

    def listed(values: list[Any]) -> list[Any]:
        return values if all(values) else [None if v == "" or v == b"" else v for v in values]

    return Reading(
        inner,
        lambda value: listed([value])[0],
        "as stored",
        lossy=False,
        listed=listed,
        columnar=without_empty,
    )


def first(*options: Field) -> First:
    """The first of several that is not NULL, for columns that changed name or form between versions."""
    return First(options)


def differs(inner: Field, other: Field) -> Differs:
    """`inner`, where it is not what `other` is."""
    return Differs(inner, other)


def lookup(key: Field, table: str, value: Field, *, by: str = "ROWID") -> Lookup:
    """`value` from the row of `table` whose `by` equals this row's `key`."""
    return Lookup(key, table, by, value)


def gather(key: Field, table: str, value: Field, *, by: str) -> Gather:
    """A list of `value` from all rows of `table` whose `by` equals this row's `key`."""
    return Gather(key, table, by, value)


def needs(source: Field) -> Iterator[str]:
    """The columns of the row's own table that a field reads."""
    if isinstance(source, str):
        yield source
    elif isinstance(source, Col):
        yield source.name
    elif isinstance(source, Reading):
        yield from needs(source.inner)
    elif isinstance(source, First):
        for option in source.options:
            yield from needs(option)
    elif isinstance(source, Differs):
        yield from needs(source.inner)
        yield from needs(source.other)
    else:
        yield from needs(source.key)


def partners(source: Field) -> Iterator[Lookup | Gather]:
    """The look-ups a field makes in other tables, outermost first."""
    if isinstance(source, Reading):
        yield from partners(source.inner)
    elif isinstance(source, First):
        for option in source.options:
            yield from partners(option)
    elif isinstance(source, Differs):
        yield from partners(source.inner)
        yield from partners(source.other)
    elif isinstance(source, Lookup | Gather):
        yield source
        yield from partners(source.key)
        yield from partners(source.value)
