"""The shape of a trace: what a kind of sign is, how it is found, and what else could explain it.

A trace is one file under `traces/`: a `TRACE` value on top, a `find` function that turns rows into hits, and one
`try_<id>` function for each innocent cause that can be tried. Its id is its file's name (`peg_01` is `PEG-01`).
`find` names the record types it looks at; the registry hands it their rows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage


@dataclass(frozen=True)
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
    """Why this grade and no other, marked for translation."""
    attribution: Attribution = Attribution.A0
    tampered: bool = False

    def lowered(self, reason: str, by: int = 1) -> "Hit":
        """One grade less (never below G1), with the reason."""
        return replace(self, grade=Grade(max(1, self.grade - by)), reasons=(*self.reasons, reason))

    def capped(self, cap: Grade, reason: str) -> "Hit":
        """At most `cap`; the reason is kept only where it changed something."""
        if self.grade <= cap:
            return self
        return replace(self, grade=cap, reasons=(*self.reasons, reason))


@dataclass(frozen=True)
class Tried:
    """How an innocent cause came out for a hit."""

    outcome: Outcome
    why: str
    values: Mapping[str, str] = field(default_factory=dict)
    lowers: Grade | None = None
    """Where the cause is likely enough to cap the grade: the cap."""


@dataclass(frozen=True)
class Benign:
    """An ordinary thing that looks the same; `id` names the function `try_<id>` that tests it."""

    id: str
    text: str


@dataclass(frozen=True)
class Source:
    """Where a fact of the trace comes from. `recalled` facts rest on memory and carry no rule or test."""

    text: str
    recalled: bool = False


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What is known of one kind of sign. All texts are marked for translation."""

    title: str
    stage: Stage
    grade: Grade
    """What it weighs alone."""
    cap: Grade
    """What it can weigh at most, in the best company short of a sequence."""
    family: Family
    attribution: Attribution = Attribution.A0
    versions: str = ""
    """iOS versions on which the published cases stood, in words; empty where not bound to any."""
    shows: str
    does_not_show: str
    benign: tuple[Benign, ...]
    raised_by: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()
    next: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One element of a sequence: a hit of one of `traces`, within `within` microseconds after the step `after`."""

    name: str
    traces: tuple[str, ...]
    after: str = ""
    within: int = 0
    same: str = ""
    """A value that must agree with the one of the step `after` (`host`)."""
    title: str = ""
    basis: str = ""
    """What the window rests on: a published time, a published order, or an assumption."""


@dataclass(frozen=True, kw_only=True)
class Yield:
    """What a sequence concludes when just these steps, or more, were met."""

    steps: frozenset[str]
    stage: Stage
    grade: Grade


def met(steps: str, stage: Stage, grade: Grade) -> Yield:
    """`met("lure visit traffic", Stage.S3, Grade.G4)`."""
    return Yield(steps=frozenset(steps.split()), stage=stage, grade=grade)


@dataclass(frozen=True, kw_only=True)
class Sequence:
    """Traces in a published order and time window: the only road to the highest grade."""

    title: str
    steps: tuple[Step, ...]
    yields: tuple[Yield, ...]
    """Strongest first; the first that fits is taken."""
    attribution: Attribution
    shows: str
    does_not_show: str
    raised_by: tuple[str, ...] = ()
    refuted_by: tuple[str, ...] = ()
    next: str
    sources: tuple[Source, ...]
    versions: str = ""
    benign: tuple[Benign, ...] = ()
    """Filled from its steps where empty: a sequence's innocent causes are those of its elements together."""


Find = Callable[..., Iterator[Hit]]
Try = Callable[..., Tried]


@dataclass(frozen=True)
class Rule:
    """A trace or sequence with its functions, as the registry found it."""

    id: str
    about: Trace | Sequence
    find: Find | None
    tries: Mapping[str, Try]

    @property
    def families(self) -> tuple[Family, ...]:
        """The independence families it can draw on."""
        return (self.about.family,) if isinstance(self.about, Trace) else ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.about, name)
