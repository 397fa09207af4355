"""Typed streams by the thousand: the same answers as `typedstream` gives one by one, sooner.

Nearly all streams of messages begin alike and say the length of their text in one byte. Of a column of those the texts
are cut out by arithmetic on offsets, without a Python object for any of them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import pyarrow as pa

from hoofprint.formats import typedstream
from hoofprint.formats.typedstream import INT2, MARKS, MUTABLE, SHORT
from hoofprint.model.arrow import Array
from hoofprint.model.arrow import compute as pc

TOGETHER = 16 << 20
"""Bytes of streams that are laid together to be searched."""
BINARY, TEXT, TEXTS, WIDE = pa.binary(), pa.string(), pa.list_(pa.string()), pa.int64()
BEGIN = len(MUTABLE) + 1
"""Where the text of an ordinary stream begins: behind the byte that is its length, or says how wide that is."""
FORMS = {pa.uint8(): 1, pa.uint16(): 2}
"""Numbers that nearly all lengths are written as, and their bytes."""


def texts(many: Sequence[bytes | None]) -> list[str | None]:
    """`typedstream.text` of each; quick for short ones in the usual layout."""
    start, size, at = MUTABLE, len(MUTABLE), len(MUTABLE) + 1
    return [
        data[at : at + data[size]].decode()
        if data and data.startswith(start) and len(data) > size and data[size] <= SHORT
        else (None if data is None else typedstream.text(data))
        for data in many
    ]


def text_column(many: Array) -> Array | None:
    """The same for a column; None where it holds no bytes, or a stream without text or with one that is no UTF-8."""
    if many.type != BINARY or many.offset:
        return None
    left = pc.fill_null(pc.starts_with(many, MUTABLE), False)
    made: Array = pa.nulls(len(many), TEXT)
    try:
        for form, size in FORMS.items():
            rows, cut = _cut(many, left, form, size)
            made, left = pc.replace_with_mask(made, rows, cut), pc.and_not(left, rows)
    except pa.ArrowInvalid:  # not UTF-8
        return None
    rest = pc.and_(made.is_null(), many.is_valid())
    others = [typedstream.text(one or b"") for one in many.filter(rest).to_pylist()]
    made = pc.replace_with_mask(made, rest, pa.array(others, TEXT)) if others else made
    return made if made.null_count == many.null_count else None


def _cut(many: Array, rows: Array, form: pa.DataType, size: int) -> tuple[Array, Array]:
    """Which of the rows hold a whole text whose length is a number of this form, and the texts of those.

    Raises `pa.ArrowInvalid` where one is no UTF-8.
    """
    begin = BEGIN + size if size > 1 else BEGIN
    rows = pc.and_(rows, pc.fill_null(pc.greater_equal(pc.binary_length(many), begin), False))
    some = many.filter(rows)
    if not len(some):
        return rows, pa.array([], TEXT)
    at = begin - size
    stated = pc.binary_slice(some, at, begin).buffers()[2]
    lengths = pa.Array.from_buffers(form, len(some), [None, stated]).cast(WIDE)
    marked = pc.less_equal(_bytes(some), SHORT) if size == 1 else pc.equal(_bytes(some), INT2)
    fits = pc.and_(marked, pc.less_equal(pc.add(lengths, begin), pc.binary_length(some).cast(WIDE)))
    return pc.replace_with_mask(rows, rows, fits), _texts(some.filter(fits), lengths.filter(fits), begin)


def _bytes(some: Array) -> Array:
    """The byte behind the usual beginning of each."""
    return pa.Array.from_buffers(
        pa.uint8(), len(some), [None, pc.binary_slice(some, BEGIN - 1, BEGIN).buffers()[2]]
    )


def _texts(some: Array, lengths: Array, begin: int) -> Array:
    """What stands from `begin` on in each stream, so many bytes; raises `pa.ArrowInvalid` where it is no UTF-8."""
    count = len(some)
    if not count:
        return pa.array([], TEXT)
    _, offsets, data = some.buffers()
    starts = pc.add(pa.Array.from_buffers(pa.int32(), count, [None, offsets]).cast(WIDE), begin)
    pairs = pc.add(starts, pc.shift_left(pc.add(starts, lengths), 32))  # in memory: begin, end, begin, end
    made = pa.Array.from_buffers(TEXT, 2 * count - 1, [None, pairs.buffers()[1], data]).take(_even(count))
    made.validate(full=True)
    return made


@lru_cache(maxsize=8)
def _even(count: int) -> Array:
    """So many even numbers from 0 on. Pure."""
    return pa.array(range(0, 2 * count, 2), WIDE)


def links(many: Sequence[bytes | None]) -> list[list[str] | None]:
    """`typedstream.links` of each; quick where few hold any: all are searched for the marks of links in one go."""
    held = [data or b"" for data in many]
    ends = list(accumulate(map(len, held)))
    if not ends or ends[-1] > TOGETHER:
        return [None if data is None else typedstream.links(data) for data in many]
    telling = _telling(b"".join(held), ends)
    return [
        None if data is None else typedstream.links(data) if row in telling else []
        for row, data in enumerate(many)
    ]


def link_column(many: Array) -> Array | None:
    """The same for a column; None where it holds no bytes."""
    if many.type != BINARY or many.offset:
        return None
    there, offsets, data = many.buffers()
    if data is None or offsets is None or data.size > TOGETHER:
        return None
    telling = _telling(data.to_pybytes(), memoryview(offsets).cast("i")[1 : len(many) + 1].tolist())
    if telling:
        found = [
            None if data is None else typedstream.links(data) if row in telling else []
            for row, data in enumerate(many.to_pylist())
        ]
        return pa.array(found, TEXTS)
    nothing = pa.py_buffer(bytes(4 * (len(many) + 1)))
    return pa.Array.from_buffers(TEXTS, len(many), [there, nothing], children=[pa.array([], TEXT)])


def _telling(together: bytes, ends: Sequence[int]) -> set[int]:
    """Which of the streams that were laid together hold a mark of links."""
    telling = set[int]()
    for mark in MARKS:
        at = together.find(mark)
        while at >= 0:
            row = bisect_right(ends, at)
            if row == len(ends):
                break
            telling.add(row)
            at = together.find(mark, ends[row])
    return telling
