"""Chains: order, windows, gaps, agreement; and what no order, repetition or loss of hits may change."""

import time
from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.detect.sequences import UNCERTAINTY, Chain, chains
from hoofprint.detect.trace import Hit, Ref, SequenceRule, Source, Step, met
from hoofprint.detect.trace import Sequence as Pattern
from hoofprint.detect.traces import sequence_rules
from hoofprint.model.grades import Attribution, Family, Grade, Stage

SECOND = 1_000_000
START = 1_500_000_000 * SECOND
FAMILIES = {"lure": Family.C, "visit": Family.D, "traffic": Family.A, "other": Family.A, "file": Family.E}
PATTERN = Pattern(
    title="t",
    shows="s",
    does_not_show="d",
    next="n",
    sources=(Source("x"),),
    attribution=Attribution.A3,
    steps=(
        Step(name="lure", traces=("lure",), title="lure"),
        Step(name="visit", traces=("visit",), title="visit", within=100 * SECOND, same="host"),
        Step(name="traffic", traces=("traffic", "other"), title="traffic", within=60 * SECOND),
        Step(name="file", traces=("file",), title="file", within=60 * SECOND),
    ),
    yields=(
        met("lure visit traffic", Stage.S3, Grade.G5),
        met("visit traffic file", Stage.S3, Grade.G5),
        met("visit traffic", Stage.S3, Grade.G4),
        met("traffic file", Stage.S3, Grade.G3),
        met("lure traffic", Stage.S3, Grade.G3),
        met("lure visit", Stage.S2, Grade.G4),
    ),
)
Hits = Mapping[str, Sequence[Hit]]
counter = iter(range(10**9))


def hit(
    at: float | None,
    grade: Grade = Grade.G2,
    *,
    host: str = "",
    key: str = "k",
    exact: bool = True,
    struck: bool = False,
) -> Hit:
    return Hit(
        time=None if at is None else START + round(at * SECOND),
        refs=(Ref("a", next(counter)),),
        key=key,
        grade=grade,
        stage=Stage.S3,
        values={"host": host} if host else {},
        exact=exact,
        struck=struck,
    )


def found(hits: Hits) -> list[Chain]:
    return chains(PATTERN, hits, FAMILIES.__getitem__)


def shape(chain: Chain) -> tuple[str, str, list[str]]:
    return chain.stage.name, chain.grade.name, [step.name for step, _, _ in chain.links]


def best(hits: Hits) -> tuple[Grade, Stage]:
    return max(((one.grade, one.stage) for one in found(hits)), default=(Grade.G0, Stage.S0))


def test_the_whole_order() -> None:
    (chain,) = found(
        {"lure": [hit(0, Grade.G4)], "visit": [hit(10)], "traffic": [hit(20)], "file": [hit(30)]}
    )
    assert shape(chain) == ("S3", "G5", ["lure", "visit", "traffic", "file"])


def test_highest_grade_only_with_three_families_and_a_strong_element() -> None:
    (weak,) = found({"visit": [hit(10)], "traffic": [hit(20)], "file": [hit(30)]})
    assert weak.grade == Grade.G4 and weak.note
    (strong,) = found({"visit": [hit(10)], "traffic": [hit(20)], "file": [hit(30, Grade.G4)]})
    assert strong.grade == Grade.G5 and not strong.note


@pytest.mark.parametrize(
    ("gap", "fits"), [(0, True), (60, True), (61, True), (61.1, False), (-1, True), (-1.1, False)]
)
def test_windows_are_widened_by_the_uncertainty_of_clocks(gap: float, fits: bool) -> None:
    assert UNCERTAINTY == SECOND
    assert bool(found({"visit": [hit(10)], "traffic": [hit(10 + gap)]})) == fits


def test_a_gap_adds_up_the_windows_and_costs() -> None:
    (chain,) = found({"lure": [hit(0, Grade.G4)], "traffic": [hit(160)]})
    assert shape(chain) == ("S3", "G3", ["lure", "traffic"])
    assert not found({"lure": [hit(0, Grade.G4)], "traffic": [hit(162)]})


def test_a_value_that_must_agree() -> None:
    lure = hit(0, Grade.G4, host="a")
    assert not found({"lure": [lure], "visit": [hit(10, host="b")]})
    assert found({"lure": [lure], "visit": [hit(10, host="a")]})
    assert found({"lure": [lure], "visit": [hit(10)]}), "a record that does not say it is no contradiction"
    assert found({"lure": [hit(0, Grade.G4)], "visit": [hit(10, host="a")]})


def test_the_nearest_hit_is_not_always_the_right_one() -> None:
    (chain,) = found({"lure": [hit(0, Grade.G4)], "visit": [hit(5), hit(90)], "traffic": [hit(120)]})
    assert shape(chain) == ("S3", "G5", ["lure", "visit", "traffic"])


def test_hits_that_are_no_step() -> None:
    visit = [hit(10)]
    assert not found({"visit": visit, "traffic": [hit(None)]})
    assert not found({"visit": visit, "traffic": [hit(20, exact=False)]})
    assert not found({"visit": visit, "traffic": [hit(20, struck=True)]})
    assert found({"visit": visit, "traffic": [hit(20, Grade.G1)]}), "weak by nature is not explained away"


def test_repetition_is_counted_and_does_not_promote() -> None:
    days = [day * 86_400 for day in range(4)]
    (chain,) = found({"visit": [hit(day) for day in days], "traffic": [hit(day + 20) for day in days]})
    assert (chain.grade, chain.count) == (Grade.G4, 4)


def test_other_things_are_other_chains() -> None:
    both = found(
        {
            "visit": [hit(0, key="a"), hit(86_400, key="b")],
            "traffic": [hit(20, key="bh"), hit(86_420, key="mptbd")],
        }
    )
    assert len(both) == 2 and all(one.count == 1 for one in both)


def test_a_record_tells_one_story() -> None:
    visit = hit(0)
    (chain,) = found({"visit": [visit], "traffic": [hit(20), hit(30)], "other": [hit(40)]})
    assert shape(chain)[1] == "G4" and chain.count == 1


def test_many_hits_take_no_time_by_pairs() -> None:
    many = 3_000
    hits = {
        name: [hit(at * 3, host=f"h{at % 50}", key=f"{at % 50}") for at in range(many)]
        for name in ("lure", "visit", "traffic", "file")
    }
    began = time.process_time()
    assert found(hits)
    assert time.process_time() - began < 5


worlds = st.fixed_dictionaries(
    {
        name: st.lists(
            st.builds(
                hit,
                st.integers(0, 300),
                st.sampled_from([Grade.G1, Grade.G2, Grade.G4]),
                host=st.sampled_from(["", "a", "b"]),
                key=st.sampled_from(["k", "l"]),
            ),
            max_size=4,
        )
        for name in FAMILIES
    }
)


@given(worlds, st.randoms(use_true_random=False))
def test_the_order_of_hits_does_not_matter(hits: dict[str, list[Hit]], chance: Random) -> None:
    shuffled = {name: list(some) for name, some in reversed(hits.items())}
    for some in shuffled.values():
        chance.shuffle(some)
    assert found(hits) == found(shuffled)


@given(worlds)
def test_repetition_never_raises(hits: dict[str, list[Hit]]) -> None:
    twice = {name: [*some, *some] for name, some in hits.items()}
    again = {
        name: [*some, *(Hit(**{**vars(one), "refs": (Ref("b", next(counter)),)}) for one in some)]
        for name, some in hits.items()
    }
    assert best(twice) == best(hits) == best(again)


@given(worlds, st.data())
def test_a_hit_less_never_raises(hits: dict[str, list[Hit]], data: st.DataObject) -> None:
    names = [name for name, some in hits.items() if some]
    if not names:
        return
    name = data.draw(st.sampled_from(names))
    gone = data.draw(st.integers(0, len(hits[name]) - 1))
    less = {**hits, name: [one for at, one in enumerate(hits[name]) if at != gone]}
    assert best(less) <= best(hits)


@given(worlds)
def test_chains_keep_their_promises(hits: dict[str, list[Hit]]) -> None:
    names = [step.name for step in PATTERN.steps]
    used: set[Ref] = set()
    for chain in found(hits):
        at = [names.index(step.name) for step, _, _ in chain.links]
        assert at == sorted(set(at)), "steps in their order, each once"
        assert not used & chain.refs, "no record in two chains"
        used |= chain.refs
        assert any(one.steps <= chain.met and one.grade >= chain.grade for one in PATTERN.yields)
        for (_, _, first), (step, _, second) in zip(chain.links, chain.links[1:], strict=False):
            assert first.time is not None and second.time is not None
            assert second.time - first.time >= -UNCERTAINTY
            if step.name == "visit":
                assert {first.values.get("host"), second.values.get("host")} != {"a", "b"}


@pytest.mark.parametrize("rule", sequence_rules(), ids=lambda rule: rule.id)
def test_a_missing_middle_step_costs(rule: SequenceRule) -> None:
    """Where the sequence says what it weighs without the gap; other steps merely support it."""
    pattern = rule.about
    names = [step.name for step in pattern.steps]

    def worth(steps: frozenset[str]) -> tuple[Grade, Stage]:
        return max(
            ((one.grade, one.stage) for one in pattern.yields if one.steps <= steps),
            default=(Grade.G0, Stage.S0),
        )

    declared = {one.steps for one in pattern.yields}
    for one in pattern.yields:
        at = sorted(names.index(name) for name in one.steps)
        filled = frozenset(names[at[0] : at[-1] + 1])
        if filled != one.steps and filled in declared:
            assert one.grade < worth(filled)[0], f"{sorted(one.steps)} weighs as much as without the gap"
