"""Values on their way out of a parser: what fits is kept exactly, what does not costs its cell and is counted."""

from collections import Counter
from typing import Annotated, Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.model.record import Blob, Count, Flag, Real, Record, Str, Texts
from hoofprint.workers.batches import arrays
from hoofprint.workers.chunk import Chunk


class Kinds(Record, frozen=True):
    """One field of each kind."""

    number: Annotated[Count, "whole"] = None
    real: Annotated[Real, "with fraction"] = None
    flag: Annotated[Flag, "yes or no"] = None
    text: Annotated[Str, "text"] = None
    blob: Annotated[Blob, "bytes"] = None
    texts: Annotated[Texts, "texts"] = None


NAMES = tuple(Kinds.__struct_fields__)


def column(name: str, values: Any) -> tuple[list[Any], dict[str, int]]:
    """The values as one field leaves the worker with, and what was counted."""
    count = len(values)
    held = [values if other == name else [None] * count for other in NAMES]
    notes: Counter[str] = Counter()
    made = arrays(Kinds, Chunk(range(count), held), notes)
    return made[NAMES.index(name)].to_pylist(), dict(notes)


@pytest.mark.parametrize("rest", [[], [None], [7], [2**70], ["7"]])
def test_a_fraction_in_the_place_of_a_whole_number_is_never_dropped_in_silence(rest: list[Any]) -> None:
    made, notes = column("number", [12.5, 3.0, *rest])
    assert made[:2] == [None, 3]
    assert notes["number: number instead of a whole number"] == 1


@pytest.mark.parametrize(
    ("name", "values", "kept", "oddities"),
    [
        ("number", [1, None, -5], [1, None, -5], {}),
        ("number", [2**63, -(2**63)], [None, -(2**63)], {"number: number too large": 1}),
        ("number", [True, 2], [1, 2], {}),
        ("real", [1, 2.5, None], [1.0, 2.5, None], {}),
        ("real", ["x", 2.5], [None, 2.5], {"real: text instead of a number": 1}),
        ("flag", [0, 1, 1], [False, True, True], {}),
        ("flag", [0, None, True], [False, None, True], {}),
        ("flag", [1.0, 0], [True, False], {}),
        ("flag", [2, 0, None], [True, False, None], {"flag: number instead of yes or no": 1}),
        ("flag", [300, -1, "x"], [True, True, None], {"flag: number instead of yes or no": 2,
                                                      "flag: text instead of yes or no": 1}),
        ("flag", [[1], 1], [None, True], {"flag: list instead of yes or no": 1}),
        ("text", ["a", 5, None], ["a", "5", None], {"text: whole number instead of text": 1}),
        ("blob", [b"a", 5], [b"a", b"5"], {"blob: whole number instead of bytes": 1}),
        ("texts", [["a", None, 1], None], [["a", "1"], None], {"texts: whole number instead of text": 1}),
    ],
)  # fmt: skip
def test_what_does_not_fit_costs_its_cell(
    name: str, values: list[Any], kept: list[Any], oddities: dict[str, int]
) -> None:
    assert column(name, values) == (kept, oddities)


@pytest.mark.parametrize("name", NAMES)
def test_a_column_without_values_has_its_type_all_the_same(name: str) -> None:
    assert column(name, [None, None]) == ([None, None], {})
    assert column(name, []) == ([], {})


@given(
    st.lists(st.none() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary() | st.booleans())
)
def test_many_values_leave_as_each_would_alone(values: list[Any]) -> None:
    """The quick ways for whole columns change nothing, whatever stands beside a value."""
    for name in NAMES[:3]:
        single = [column(name, [value]) for value in values]
        made, notes = column(name, values)
        assert made == [kept for ((kept,), _) in single]
        assert Counter(notes) == sum((Counter(noted) for _, noted in single), Counter())


def test_a_column_that_is_one_already_passes_as_it_stands() -> None:
    whole = pa.array([1, None], pa.int64())
    assert column("number", whole) == ([1, None], {})
    assert column("text", whole) == (["1", None], {"text: whole number instead of text": 1})
    long = pa.array(["x" * (5 << 20)])
    made, notes = column("text", long)
    assert len(made[0]) == 4 << 20 and notes == {"text: longer than is kept, cut": 1}
