"""The shape of a trace: what a kind of sign is, how it is found, and what else could explain it.

A trace is one file under `traces/`: a `TRACE` value on top, a `find` function that turns rows into hits, and one
`try_<id>` function for each innocent cause that can be tried. Its id is its file's name (`peg_01` is `PEG-01`).
`find` names the record types it looks at; the registry hands it their rows. A sequence is a file with a `SEQUENCE`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage


@dataclass(frozen=True, order=True)
class Ref:
    """A record by artifact and its position in that artifact's table."""

    artifact: str
    n: int


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A record, or a few, in which a trace shows; `key` groups repetitions, which never promote."""

    time: int | None
    refs: tuple[Ref, ...]
    key: str
    grade: Grade
    stage: Stage
    values: Mapping[str, str] = field(default_factory=dict)
    """What later steps and tests compare: `host`, `port`, `process`, `account`. Evidence text."""
    sightings: tuple[int, ...] = ()
    """Positions in the list of sightings it rests on."""
    reasons: tuple[str, ...] = ()
    """What limited or lowered it, marked for translation, in the order in which it was applied."""
    attribution: Attribution | None = None
    """Where the hit itself says more, or less, than its trace does."""
    until: int | None = None
    """The last moment of what it rests on, where that is a span and not one moment."""
    exact: bool = True
    """False where the time is that of a day or a sum: it is shown, and no sequence counts on it."""
    invented: bool = False
    """Whether its name or place is long, made up and has no known innocent twin: rule 1 lets it weigh a grade more."""
    telling: int = 0
    """Among hits of one weight, those with more are shown first."""
    struck: bool = False
    """Explained away, though still shown: no step of a sequence."""

    def lowered(self, reason: str, by: int = 1) -> "Hit":
        """Less by some grades (never below G1), with the reason."""
        return replace(self, grade=Grade(max(1, self.grade - by)), reasons=(*self.reasons, reason))

    def capped(self, cap: Grade, reason: str) -> "Hit":
        """At most `cap`; the reason is kept where it changed something. A hit capped at G1 is explained away."""
        struck = self.struck or cap <= Grade.G1
        if self.grade <= cap:
            return replace(self, struck=struck)
        return replace(self, grade=cap, reasons=(*self.reasons, reason), struck=struck)


@dataclass(frozen=True)
class Tried:
    """How an innocent cause came out for a hit. What it takes from the grade counts only where it is possible."""

    outcome: Outcome
    why: str
    """Marked for translation; `values` fill its fields."""
    values: Mapping[str, str] = field(default_factory=dict)
    at_most: Grade | None = None
    """The highest grade the cause leaves; G1 where it explains the hit away."""
    less: int = 0
    """Grades it takes off, where it makes the hit less telling without explaining it."""


@dataclass(frozen=True)
class Benign:
    """An ordinary thing that looks the same; `id` names the function `try_<id>` that tests it."""

    id: str
    text: str
    untested: str = ""
    """Why nothing in an acquisition can tell, where there is no such function."""


@dataclass(frozen=True)
class Source:
    """Where a fact of the trace comes from. `recalled` facts rest on memory; what that costs, `Trace.recalled` says."""

    text: str
    recalled: bool = False
    sought: str = ""
    """When a recalled fact was last looked for and not found; where, and what was found instead: `sought.toml`."""

    @property
    def cited(self) -> str:
        """As a report names it."""
        if not self.recalled:
            return self.text
        sought = f"; sought in {self.sought} and not found" if self.sought else ""
        return f"{self.text}{sought} (recalled, not re-read)"


@dataclass(frozen=True, kw_only=True)
class About:
    """What traces and sequences say of themselves. All texts are marked for translation."""

    title: str
    attribution: Attribution = Attribution.A0
    versions: str = ""
    """iOS versions on which the published cases stood, in words; empty where not bound to any."""
    shows: str
    does_not_show: str
    benign: tuple[Benign, ...] = ()
    raised_by: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()
    next: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Trace(About):
    """What is known of one kind of sign."""

    stage: Stage
    grade: Grade
    """What it weighs alone."""
    cap: Grade
    """What it can weigh at most, in the best company short of a sequence."""
    family: Family
    recalled: bool = False
    """Whether what the sign looks like (a path, a process, an order) rests on memory, not only a detail beside it.

    Then it weighs no more than moderate alone, and carries no conclusion above that without one that was re-read."""
    together: bool = False
    """Whether all things of which it says no more than that they are noted are told in one finding, the most telling
    first (`Hit.telling`); `shows` says what makes one more telling. What weighs more stands alone."""
    alone: bool = True
    """False where it is ordinary by itself: only sequences look at it, and it is no finding of its own."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One element of a sequence: a hit of one of `traces`, at most `within` microseconds after the step before it.

    Where steps between two were not met, their windows add up.
    """

    name: str
    traces: tuple[str, ...]
    title: str
    within: int = 0
    same: str = ""
    """A value that must agree with the one of the step before, where both have it (`host`)."""
    undated: bool = False
    """Whether a hit without a time counts too: with `same`, where it has that value, which is one of a kind, at the
    step before; without, beside the first step, and what its order would have shown is for `yields` to take off."""
    basis: str = ""
    """What the window rests on: a published time, a published order, or an assumption."""


@dataclass(frozen=True, kw_only=True)
class Yield:
    """What a sequence concludes when at least these steps were met."""

    steps: frozenset[str]
    stage: Stage
    grade: Grade


def met(steps: str, stage: Stage, grade: Grade) -> Yield:
    """`met("lure visit traffic", Stage.S3, Grade.G4)`."""
    return Yield(steps=frozenset(steps.split()), stage=stage, grade=grade)


@dataclass(frozen=True, kw_only=True)
class Sequence(About):
    """Traces in a published order and time window: the only road to the highest grade.

    Its innocent causes are those of its elements; the registry fills them in.
    """

    steps: tuple[Step, ...]
    yields: tuple[Yield, ...]
    """Every combination of steps that concludes something; a missing middle step costs at least one grade."""

    @property
    def stage(self) -> Stage:
        """The furthest it can conclude."""
        return max(one.stage for one in self.yields)

    @property
    def grade(self) -> Grade:
        """What it weighs when all of it was met."""
        return max(one.grade for one in self.yields)


Find = Callable[..., Iterator[Hit]]
"""Parameters are `Rows[SomeRecord]`, `Rows[One | Other]`, `World` or `Rest`; each is handed over by its type."""
Try = Callable[[Hit, Any], Tried]
"""Tries an innocent cause; the second argument is the `World` of `detect.rows`."""


@dataclass(frozen=True)
class TraceRule:
    """A trace with its functions, as the registry found it."""

    id: str
    about: Trace
    find: Find
    tries: Mapping[str, Try]
    """Id of an innocent cause to the function that tries it."""


@dataclass(frozen=True)
class SequenceRule:
    """A sequence as the registry found it."""

    id: str
    about: Sequence
    tries: Mapping[str, Try]
    """Those of its elements; they are tried there."""


Rule: TypeAlias = TraceRule | SequenceRule
