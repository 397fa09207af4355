"""An expectation says where a conclusion falls short, and refuses words that are no grade."""

import pytest

from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.synth import Expect, Judged, ScenarioError
from tests.synth.common import scenario


def judged(rule: str, stage: int, grade: int, attribution: int = 0) -> Judged:
    return Judged(rule, Stage(stage), Grade(grade), Attribution(attribution))


CHAIN = Expect(stage="S3", grade_min="G4", attribution="A3", rules=("SQ-01",), silent=("SQ-02",))
LIMITS = Expect(at_most={"S1": "G4", "any": "G1"})


@pytest.mark.parametrize(
    ("expect", "verdict", "findings", "says"),
    [
        (CHAIN, judged("", 3, 5, 3), [judged("SQ-01", 3, 5)], []),
        (CHAIN, judged("", 2, 5, 3), [judged("SQ-01", 2, 5)], ["S2, not S3"]),
        (CHAIN, judged("", 3, 3, 3), [judged("SQ-01", 3, 3)], ["G3, not G4 to G5"]),
        (CHAIN, judged("", 3, 5, 2), [judged("SQ-01", 3, 5)], ["A2, not A3"]),
        (CHAIN, judged("", 3, 5, 3), [], ["SQ-01 is missing"]),
        (CHAIN, judged("", 3, 5, 3), [judged("SQ-01", 3, 5), judged("SQ-02", 3, 1)], ["SQ-02 is not silent"]),
        (LIMITS, judged("", 0, 0), [], []),
        (LIMITS, judged("", 1, 4), [judged("PEG-07", 1, 4), judged("PEG-12", 2, 1)], []),
        (LIMITS, judged("", 2, 2), [judged("PEG-12", 2, 2)], ["verdict: S2 is G2", "PEG-12: S2 is G2"]),
    ],
)
def test_shortfalls(expect: Expect, verdict: Judged, findings: list[Judged], says: list[str]) -> None:
    found = list(expect.shortfalls(verdict, findings))
    assert len(found) == len(says)
    for text, part in zip(found, says, strict=True):
        assert part in text


@pytest.mark.parametrize(
    "line", ['stage = "S9"', 'grade_max = "high"', 'attribution = "A"', 'at_most = { S3 = "1" }']
)
def test_words_that_are_no_grade_are_refused(line: str) -> None:
    with pytest.raises(ScenarioError, match=r"no (stage|grade|attribution)"):
        scenario(f"[expect]\n{line}\n")
