"""Counting: intervals, hits, misses, false alarms, and what a matcher of names would have said."""

from pathlib import Path

import msgspec
import pytest

from hoofprint.control import crew, document
from hoofprint.control.outcome import Found, Outcome
from hoofprint.control.plan import Job, attacked, cleans, named
from hoofprint.control.tally import tally, wilson

SEEN = Outcome(
    phone="I-1",
    attacked=True,
    grade="G4",
    expected=("AAA-1", "BBB-1"),
    findings=(Found("AAA-1", "S3", "G4"),),
    named=2,
    wrong=("BBB-1 is missing",),
)
OUTCOMES = [
    SEEN,
    msgspec.structs.replace(SEEN, variation="shuffled", grade="G2", findings=()),
    msgspec.structs.replace(SEEN, variation="no-wal", lost=True, grade="G0", findings=(), wrong=()),
    Outcome(
        phone="B-1", grade="G3", findings=(Found("AAA-1", "S3", "G3"), Found("AAA-1", "S3", "G1")), named=1
    ),
    Outcome(phone="clean 0", grade="G1", findings=(Found("BBB-1", "S3", "G1"),)),
    Outcome(phone="clean 1"),
    Outcome(phone="T-1", grade="G2", expected=("BBB-1",), findings=(Found("BBB-1", "S3", "G2"),)),
]


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [(0, 3000, 0.0, 0.00128), (5, 10, 0.2366, 0.7634), (3, 3, 0.4385, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson_as_published(n: int, of: int, low: float, high: float) -> None:
    rate = wilson(n, of)
    assert (rate.low, rate.high) == pytest.approx((low, high), abs=1e-4)


def test_counts() -> None:
    found = tally(OUTCOMES, ["AAA-1", "BBB-1"], "0")
    assert (found.phones, found.scenarios, found.attacked, found.benign, found.clean, found.lost) == (
        7,
        3,
        2,
        1,
        2,
        1,
    )
    assert found.weak == 1
    assert (found.overall.hits.n, found.overall.hits.of) == (1, 2)
    assert (found.overall.false.n, found.overall.false.of, found.overall.alarms) == (1, 3, {"G1": 1, "G3": 1})
    assert (found.names.hits.n, found.names.false.n) == (2, 1)
    first, second = found.rules
    assert (first.hits.n, first.hits.of, first.alarms) == (1, 2, {"G3": 1})
    assert (second.hits.n, second.hits.of, second.alarms) == (1, 3, {"G1": 1})
    assert list(found.wrong) == ["I-1", "I-1 shuffled"]


def test_the_order_of_outcomes_does_not_matter() -> None:
    assert tally(OUTCOMES, ["AAA-1"], "0") == tally(OUTCOMES[::-1], ["AAA-1"], "0")


def test_the_page_names_what_is_wrong_and_how_many_phones(tmp_path: Path) -> None:
    found = tally(OUTCOMES, ["AAA-1"], "0")
    page = document.page(found)
    assert "I-1 shuffled: BBB-1 is missing" in page and "7 synthetic phones" in page
    assert "| AAA-1 | 1 of 2 " in page


def test_the_page_tells_a_step_from_what_no_scenario_asks_for() -> None:
    page = document.page(tally(OUTCOMES, ["PEG-16", "GEN-09", "CCC-1"], "0"))
    assert "| PEG-16 | step of SQ-04 |" in page
    assert "| GEN-09 | context only |" in page
    assert "| CCC-1 | not asked for |" in page


def test_a_scenario_is_examined_with_the_lists_it_brings_along() -> None:
    (outcome,) = crew.run([Job("I-19")], 1, None)
    assert (outcome.stage, outcome.grade, outcome.wrong) == ("S2", "G3", ())


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    state, plan = tmp_path / "state", list(cleans(3))
    whole = msgspec.json.encode(Outcome(phone="clean 0")) + b"\n"
    failed = msgspec.json.encode(Outcome(phone="clean 2", error="out of memory")) + b"\n"
    state.write_bytes(whole + failed + b'{"phone": "clea')
    assert list(crew.done(state, plan)) == ["clean 0"]


def test_one_phone_is_examined_and_kept(tmp_path: Path) -> None:
    (outcome,) = crew.run([Job("I-03", "zone+5h")], 1, tmp_path / "state")
    assert (outcome.stage, outcome.grade, outcome.wrong, outcome.error) == ("S2", "G4", (), "")
    assert crew.done(tmp_path / "state", [Job("I-03", "zone+5h")]) == {"I-03 zone+5h": outcome}


def test_which_scenarios_are_attacks() -> None:
    names = {name for name, scenario in named().items() if attacked(scenario)}
    assert {"I-01", "I-13", "B-31"} <= names and not names & {"B-01", "B-07"}


def test_numbers_dealt_in_another_order_lose_what_is_nothing_but_a_gap() -> None:
    (outcome,) = crew.run([Job("T-26", "shuffled")], 1, None)
    assert (outcome.lost, outcome.wrong, outcome.error) == (True, (), "")
