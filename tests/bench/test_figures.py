"""Medians, ratios and tables say what was measured, no more exact and no better than it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import number, ratio, spread, table, verdict

POSITIVE = st.floats(1e-3, 1e9)


@given(st.lists(POSITIVE, min_size=1))
def test_the_middle_lies_in_the_range(values: list[float]) -> None:
    found = spread(values)
    assert min(values) <= found.middle <= max(values)
    assert (" to " in found.shown()) == (len(values) > 1)


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        spread([])


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=1))
def test_a_ratio_is_taken_pair_by_pair(pairs: list[tuple[float, float]]) -> None:
    over, under = [one for one, _ in pairs], [other for _, other in pairs]
    assert ratio(over, under).values == tuple(one / other for one, other in pairs)
    assert ratio([*over, 1.0], under).values == ratio(over, under).values  # without a partner: left out


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.0421, "0.042"), (0.5, "0.50"), (1.234, "1.23"), (45.67, "45.7"), (1234.5, "1,234")],
)
def test_three_figures(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "met"), (0.5, "met"), (3.0, "missed (3.00 times the budget)")]
)
def test_a_budget_may_be_reached_and_not_exceeded(value: float, text: str) -> None:
    assert verdict(value, 1.0) == text


def test_a_table_keeps_its_columns_whatever_a_cell_holds() -> None:
    lines = table(("what", "s"), [("a|b", "1.5"), ("c", "")])
    assert lines == ["| what | s |", "| --- | --: |", "| a\\|b | 1.5 |", "| c |  |"]
