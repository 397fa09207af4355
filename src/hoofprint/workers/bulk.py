"""Times and codes of a whole column converted at once, where all of it is ordinary: the inner loop's short cut.

What a value means is decided in one place, value by value (`model.times`, `fields.labels`). The functions here give
the same column in a few machine steps, or `None` where any value asks for a closer look.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from hoofprint.model import times
from hoofprint.model.arrow import Array
from hoofprint.model.arrow import compute as pc
from hoofprint.workers.packing import REAL, WHOLE, reals, wholes

Bulk = Callable[[Sequence[Any]], Array | None]
"""A column's stored values to the column of readings; None where they must be read one by one."""
MILLION, THOUSAND = 1_000_000, pa.scalar(1_000, WHOLE)
ZERO, NO_TIME = {WHOLE: pa.scalar(0, WHOLE), REAL: pa.scalar(0.0, REAL)}, pa.scalar(None, WHOLE)


def clock(read: times.Reader, scale: int, epoch: int, nanoseconds_from: int | None = None) -> Bulk:
    """Times as `read` has them: `scale` microseconds to the unit, counted from `epoch` (seconds since 1970 UTC); whole
    numbers of `nanoseconds_from` and more are nanoseconds."""
    to_whole, to_real = pa.scalar(scale, WHOLE), pa.scalar(float(scale), REAL)
    start = pa.scalar(epoch * MILLION, WHOLE)

    def convert(values: Sequence[Any]) -> Array | None:
        numbers = wholes(values)
        if numbers is None:
            numbers = reals(values)
        if numbers is None:
            return None
        numbers, low, high = _dated(numbers)
        if low is None:
            return pa.nulls(len(values), WHOLE)
        # The readings rise with the stored values: where the least and the greatest are times, all are.
        if read(low) is None or read(high) is None:
            return None
        if pa.types.is_floating(numbers.type):
            since = pc.cast(pc.round(pc.multiply(numbers, to_real)), WHOLE)
        elif nanoseconds_from is None or -nanoseconds_from < low <= high < nanoseconds_from:
            since = pc.multiply(numbers, to_whole)
        elif low >= nanoseconds_from:
            since = pc.divide(numbers, THOUSAND)
        else:
            return None
        made: Array = pc.add(since, start)
        return made

    return convert


def _dated(numbers: Array) -> tuple[Array, Any, Any]:
    """The numbers with NULL in the place of 0, which is no time in any epoch; the least and the greatest of them."""
    low, high = _span(numbers)
    if low == high == 0:  # never, in all rows
        return numbers, None, None
    if low is not None and low <= 0 <= high:
        zero = ZERO[numbers.type]
        numbers = pc.if_else(pc.equal(numbers, zero), pa.scalar(None, numbers.type), numbers)
        low, high = _span(numbers)
    return numbers, low, high


def _span(numbers: Array) -> tuple[Any, Any]:
    found = pc.min_max(numbers)
    return found["min"].as_py(), found["max"].as_py()


def codes(names: Mapping[int, str]) -> Bulk:
    """Codes as their labels, where every code has one."""
    known = pa.array(list(names), WHOLE)
    texts = pa.array(list(names.values()), pa.string())

    def convert(values: Sequence[Any]) -> Array | None:
        numbers = wholes(values)
        if numbers is None:
            return None
        places = pc.index_in(numbers, known)
        return texts.take(places) if places.null_count == numbers.null_count else None

    return convert


def without_empty(values: Array) -> Array:
    """The column with NULL in the place of empty texts and blobs."""
    if values.type not in (pa.string(), pa.binary()):
        return values
    empty = pc.equal(pc.binary_length(values), 0)
    made: Array = pc.if_else(empty, pa.scalar(None, values.type), values) if pc.any(empty).as_py() else values
    return made


UNIX = clock(times.unix, MILLION, 0)
UNIX_MS = clock(times.unix_ms, 1_000, 0)
COCOA = clock(times.cocoa, MILLION, times.COCOA_OFFSET, times.NANOSECONDS_FROM)
CHROME = clock(times.chrome, 1, -times.CHROME_OFFSET)
