"""Times of Safari: one number, one moment, whether a column is read whole or value by value."""

from hypothesis import given
from hypothesis import strategies as st

from hoofprint.artifacts.sessions import SINCE_1970, read_time, safari_time

TIMES = st.one_of(
    st.floats(0, 4_000_000_000, width=64),
    st.integers(-100, 4_000_000_000),
    st.integers(10**17, 2 * 10**18),
    st.none(),
)


def test_the_size_of_a_number_says_since_when_it_counts() -> None:
    before, after = read_time(742_060_073), read_time(1_783_852_800.5)
    assert (before, after) == (1_720_367_273_000_000, 1_783_852_800_500_000)
    assert read_time(SINCE_1970) == SINCE_1970 * 1_000_000


@given(st.lists(TIMES, max_size=8))
def test_a_whole_column_reads_as_its_values_do(values: list[float | int | None]) -> None:
    bulk = safari_time("visit_time").bulk
    assert bulk is not None
    made = bulk(values)
    if made is not None:
        assert made.to_pylist() == [None if one is None else read_time(one) for one in values]
