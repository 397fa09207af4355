"""Rows out of order, worked out for whole columns, against the same told row by row."""

from itertools import pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.bounds import DAY
from hoofprint.detect.integrity.order import ENOUGH, LENGTH, ORDERLY, TIME, Table
from hoofprint.detect.rows import N

TIMES = st.lists(
    st.integers(-3 * DAY, 3 * DAY) | st.integers(0, 20).map(lambda days: days * DAY), max_size=60
)


def table(times: list[int]) -> Table:
    rows = {N: range(10, 10 + len(times)), TIME: times}
    return Table("ios.messages", pl.DataFrame(rows, schema={N: pl.UInt32, TIME: pl.Int64}))


def late(times: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    run: list[int] = []
    newest = times[0] if times else 0
    for place, time in enumerate(times):
        if time < newest - DAY:
            run.append(place)
            continue
        found += [(10 + one, len(run)) for one in run]
        newest, run = max(newest, time), []
    return found + [(10 + one, len(run)) for one in run]


@given(TIMES)
def test_rows_dated_before_what_stands_before_them(times: list[int]) -> None:
    assert table(times).late().select(N, LENGTH).rows() == late(times)


@given(TIMES)
def test_a_table_keeps_its_order_when_nearly_all_neighbours_do(times: list[int]) -> None:
    steps = [after >= before - DAY for before, after in pairwise(times)]
    assert table(times).keeps_order == (len(times) >= ENOUGH and sum(steps) >= ORDERLY * len(steps))


def test_one_row_put_in_later_is_late_alone() -> None:
    times = [day * DAY for day in range(40)]
    times[30] = 3 * DAY
    assert table(times).keeps_order
    assert table(times).late().rows() == [(40, 1)]
