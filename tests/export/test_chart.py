"""Marks on the line of time: inside it, in order, and never two on one place."""

from hypothesis import given
from hypothesis import strategies as st

from hoofprint.artifacts import Topic
from hoofprint.export.parts import chart, topics
from hoofprint.model.times import rfc3339
from tests.export import results

MOMENTS = st.lists(st.integers(1_600_000_000_000_000, 1_700_000_000_000_000), max_size=40)


@given(moments=MOMENTS)
def test_marks_stand_apart(moments: list[int]) -> None:
    records = [results.evidence("ios.messages", rfc3339(moment), "x") for moment in sorted(moments)]
    axis = chart.axis(records)
    if axis is None:
        assert len(set(moments)) < 2
        return
    assert axis.marks[0].x == chart.LEFT and chart.LEFT <= axis.marks[-1].x <= chart.RIGHT
    assert len({(mark.x, mark.lane) for mark in axis.marks}) == len(axis.marks)
    assert axis.marks[-1].label.split("–")[-1] == str(len(records))
    assert axis.lanes <= chart.LANES


def test_undated_and_odd_times_are_left_out() -> None:
    times = [None, "soon", "2021-07-11T13:45:22.000000Z"]
    assert chart.axis([results.evidence("ios.messages", time, "x") for time in times]) is None


def test_spans_share_one_axis() -> None:
    first, last, bars = chart.spans(results.COVERAGE)
    assert (first, last) == ("2019-10-04", "2021-07-18")
    assert bars["ios.data_usage"] == chart.Bar(0.0, 100.0)
    assert "ios.applications" not in bars and all(bar.x + bar.width <= 101 for bar in bars.values())


def test_artifacts_stand_under_the_topic_they_declare() -> None:
    assert topics.topic("ios.messages") is Topic.MESSAGES
    assert topics.topic("ios.of_a_newer_version") is Topic.OTHER


def test_topics_count_what_was_read() -> None:
    picture = topics.picture(results.COVERAGE)
    assert (picture.first, picture.last) == ("2019-10-04", "2021-07-18")
    assert sum(topic.sources for topic in picture.topics) == len(results.COVERAGE)
    assert all(topic.read <= topic.sources and (topic.read or not topic.bars) for topic in picture.topics)
