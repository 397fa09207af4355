"""The other table of a look-up: whatever stands in it, a batch finds what a search row by row would find."""

from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.artifacts.joins import Found, Gathered, kept, plain, wanted
from hoofprint.workers.packing import alike

NUMBERS = st.integers(-3, 6)
ODD = st.one_of(NUMBERS, st.text(max_size=2), st.floats(allow_nan=False), st.binary(max_size=2))
VALUES = st.sampled_from([NUMBERS, st.text(max_size=3), st.floats(allow_nan=False), ODD]).flatmap(
    lambda kind: st.lists(
        st.tuples(st.none() | st.sampled_from([NUMBERS, ODD]).flatmap(lambda k: k), st.none() | kind)
    )
)


def cells(values: list[Any]) -> Any:
    """As the engine hands them over: a column where they are of one kind."""
    made = alike(values)
    return values if made is None else made


def filled(found: Found, rows: list[tuple[Any, Any]], size: int) -> Found:
    """The rows taken in, some at a time."""
    for at in range(0, len(rows), size):
        keys, values = (
            cells([k for k, _ in rows[at : at + size]]),
            cells([v for _, v in rows[at : at + size]]),
        )
        keep = wanted(keys, None)
        found.add(*((keys, values) if keep is None else (kept(keys, keep), kept(values, keep))))
    return found


def asked(found: Found, keys: list[Any]) -> list[Any]:
    """The values for these keys, at once where that can be."""
    column = alike(keys)
    made = None if column is None else found.column(column)
    return found.listed(keys) if made is None else made.to_pylist()


@given(VALUES, st.lists(st.none() | NUMBERS, max_size=6), st.integers(1, 4))
def test_a_batch_finds_what_a_dict_holds(rows: list[tuple[Any, Any]], keys: list[Any], size: int) -> None:
    first: dict[Any, Any] = {}
    lists: dict[Any, list[str]] = {}
    there = [(key, value) for key, value in rows if key is not None]
    for key, value in there:
        first.setdefault(key, value)
        lists.setdefault(key, []).extend([] if value is None else [str(value)])
    found, many = filled(Found(), rows, size), filled(Gathered(), rows, size)
    assert found.again == len(there) - len(first)
    for one in (keys, [key for key, _ in rows]):
        assert asked(found, one) == [first.get(key) for key in one]
        assert asked(many, one) == [lists.get(key) for key in one]


@given(
    st.lists(st.none() | NUMBERS, max_size=8), st.lists(st.tuples(NUMBERS, st.none() | NUMBERS), max_size=8)
)
def test_only_rows_that_can_be_asked_for_are_kept(keys: list[Any], rows: list[tuple[Any, Any]]) -> None:
    reach = filled(Found(), rows, 3).reachable()
    known = set(reach.to_pylist() if isinstance(reach, pa.Array) else reach)
    keep = wanted(cells(keys), reach)
    left = keys if keep is None else plain(kept(cells(keys), keep))
    assert left == [key for key in keys if key is not None and key in known]
