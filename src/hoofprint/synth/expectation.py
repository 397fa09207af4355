"""What an examination of a synthetic phone must conclude, and how far a conclusion falls short of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from hoofprint.model.grades import Attribution, Grade, Stage
from hoofprint.model.words import N_

ANY = "any"
"""In `at_most`: the stages that are not named."""


class Judged(NamedTuple):
    """A conclusion: of one rule, or with an empty rule the verdict on the whole phone."""

    rule: str
    stage: Stage
    grade: Grade
    attribution: Attribution


class Expect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must be concluded. Stages and grades by their names in `hoofprint.model.grades`."""

    stage: str | None = None
    """The stage of the verdict; None where only the limits below count."""
    grade_min: str = "G0"
    grade_max: str = "G5"
    """Limits of the grade for that stage."""
    at_most: dict[str, str] = {}
    """Highest grade allowed for a stage, `{S3 = "G1"}`; `any` stands for the stages not named."""
    attribution: str | None = None
    rules: tuple[str, ...] = ()
    """Rules that must be among the findings."""
    silent: tuple[str, ...] = ()
    """Rules that must not be."""
    trap: str = ""
    """What this scenario tempts an examiner to conclude, or tests in the rules."""

    def misspelt(self) -> Iterator[tuple[str, str]]:
        """What is written here and is no stage, grade or attribution: a marked text about `{name}`, and the name."""
        stages = [self.stage] if self.stage else []
        named = (
            (N_("no stage: '{name}'"), Stage, [*stages, *(stage for stage in self.at_most if stage != ANY)]),
            (N_("no grade: '{name}'"), Grade, [self.grade_min, self.grade_max, *self.at_most.values()]),
            (N_("no attribution: '{name}'"), Attribution, [self.attribution] if self.attribution else []),
        )
        for told, words, found in named:
            yield from ((told, name) for name in found if name not in words.__members__)

    def shortfalls(self, verdict: Judged, findings: Sequence[Judged]) -> Iterator[str]:
        """Every way in which that conclusion is not the expected one, in words for the examiner's developers."""
        if self.stage is not None:
            low, high = Grade[self.grade_min], Grade[self.grade_max]
            if verdict.stage is not Stage[self.stage]:
                yield f"verdict is {verdict.stage.name}, not {self.stage}"
            elif not low <= verdict.grade <= high:
                yield f"verdict is {verdict.grade.name}, not {low.name} to {high.name}"
        if self.attribution is not None and verdict.attribution is not Attribution[self.attribution]:
            yield f"attribution is {verdict.attribution.name}, not {self.attribution}"
        there = {finding.rule for finding in findings}
        yield from (f"{rule} is missing" for rule in self.rules if rule not in there)
        yield from (f"{rule} is not silent" for rule in self.silent if rule in there)
        yield from self._above(verdict, findings)

    def excess(self, verdict: Judged, findings: Sequence[Judged]) -> Iterator[str]:
        """Every way in which a conclusion claims more than expected: all that counts where evidence was lost."""
        if self.stage is not None and verdict.grade >= Grade.G3:
            if verdict.stage > Stage[self.stage]:
                yield f"verdict is {verdict.stage.name}, beyond {self.stage}"
            elif verdict.stage is Stage[self.stage] and verdict.grade > Grade[self.grade_max]:
                yield f"verdict is {verdict.grade.name}, above {self.grade_max}"
        yield from (f"{one.rule} is not silent" for one in findings if one.rule in self.silent)
        yield from self._above(verdict, findings)

    def _above(self, verdict: Judged, findings: Sequence[Judged]) -> Iterator[str]:
        for one in (verdict, *findings):
            limit = self.at_most.get(one.stage.name, self.at_most.get(ANY))
            if limit is not None and one.stage is not Stage.S0 and one.grade > Grade[limit]:
                yield f"{one.rule or 'verdict'}: {one.stage.name} is {one.grade.name}, above {limit}"
