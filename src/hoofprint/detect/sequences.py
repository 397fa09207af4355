"""Chains of hits in a published order and time window: the strongest, and how often the like was met.

Order matters. A step that was not met is passed over, and its window is added to the next one's; what a chain with
that gap is worth is the sequence's own `yields`. Every window is widened by the uncertainty of whole-second clocks.
A hit without an exact time, or one that was explained away, is no step; only where a step says so, one without any
time counts by a value that is one of a kind, at the time of the step before.

All chains are weighed, not only the nearest hits: from step to step it is kept, for each hit, which combinations of
earlier steps can lead to it and from where (the latest hit each). So a hit more can never weaken a chain, and a hit
less can never strengthen one, and the work grows with the number of hits, not of their pairs.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hoofprint.detect import grade as grading
from hoofprint.detect.trace import Hit, Ref, Step
from hoofprint.detect.trace import Sequence as Pattern
from hoofprint.model.grades import Family, Grade, Stage

UNCERTAINTY = 1_000_000
"""Microseconds: several stores keep whole seconds only, so two events of one second have no order."""
FamilyOf = Callable[[str], Family]
"""Rule id to the family of its trace."""
Link = tuple[Step, str, Hit]
"""A step, the rule and the hit that met it."""


@dataclass(frozen=True)
class State:
    """All that the worth of a chain depends on: steps met, families they come from, an element strong alone."""

    met: frozenset[str]
    families: frozenset[Family]
    strong: bool


@dataclass(frozen=True)
class Tail:
    """A chain, by its last hit."""

    time: int
    link: Link
    state: State
    before: "Tail | None"

    def links(self) -> tuple[Link, ...]:
        """The whole chain in order."""
        return (*(self.before.links() if self.before else ()), self.link)


@dataclass(frozen=True)
class Chain:
    """A chain that concludes something."""

    links: tuple[Link, ...]
    stage: Stage
    grade: Grade
    note: str
    """Why it weighs less than its steps say, marked for translation; or empty."""
    count: int = 1
    """How many chains of this kind were met that share no record; repetition does not promote."""

    @property
    def met(self) -> frozenset[str]:
        """Names of the steps met."""
        return frozenset(step.name for step, _, _ in self.links)

    @property
    def refs(self) -> frozenset[Ref]:
        """All records it rests on."""
        return frozenset(ref for _, _, hit in self.links for ref in hit.refs)

    def retells(self, other: "Chain") -> bool:
        """Whether it shares an element with another chain, of whatever sequence, at the same time."""
        shared = {(rule, hit.key) for _, rule, hit in self.links} & {(r, h.key) for _, r, h in other.links}
        ours, theirs = self.links, other.links
        apart = (ours[0][2].time or 0) > (theirs[-1][2].time or 0) + UNCERTAINTY or (
            theirs[0][2].time or 0
        ) > (ours[-1][2].time or 0) + UNCERTAINTY
        return bool(shared) and not apart

    @property
    def kind(self) -> tuple[tuple[str, str], ...]:
        """Which step was met by which repeated thing."""
        return tuple((step.name, hit.key) for step, _, hit in self.links)


@dataclass
class _Station:
    """Chains that end at one step, by the value the next step must share and by state, each list in order of time."""

    by_value: dict[str | None, dict[State, list[Tail]]] = field(default_factory=dict)
    every: dict[State, list[Tail]] = field(default_factory=dict)

    def add(self, tail: Tail, value: str | None) -> None:
        """Tails must come in order of time."""
        self.by_value.setdefault(value, {}).setdefault(tail.state, []).append(tail)
        self.every.setdefault(tail.state, []).append(tail)

    def latest(self, until: int, since: int, value: str | None) -> Iterator[Tail]:
        """For each state the latest tail between two moments; with a value, only such as share it or have none."""
        pools = [self.every] if value is None else [self.by_value.get(one, {}) for one in (value, None)]
        for pool in pools:
            for tails in pool.values():
                at = bisect_right(tails, until, key=lambda tail: tail.time) - 1
                if at >= 0 and tails[at].time >= since:
                    yield tails[at]


def chains(pattern: Pattern, hits: Mapping[str, Sequence[Hit]], family: FamilyOf) -> list[Chain]:
    """The strongest chains, best first. One that shares a record with a better one is left out: it is part of the
    same story; one that repeats another with other records is counted with it."""
    known: dict[State, tuple[Stage, Grade, str] | None] = {}
    found: list[Chain] = []
    for tail in _tails(pattern, hits, family):
        if tail.state not in known:
            known[tail.state] = _worth(pattern, tail.state)
        worth = known[tail.state]
        if worth is not None:
            found.append(Chain(tail.links(), *worth))
    found.sort(key=_rank)
    kept: dict[tuple[tuple[str, str], ...], Chain] = {}
    used: set[Ref] = set()
    for chain in found:
        if used & chain.refs:
            continue
        used |= chain.refs
        first = kept.get(chain.kind)
        if first is None:
            kept[chain.kind] = chain
        else:
            kept[chain.kind] = replace(first, count=first.count + 1)
    return list(kept.values())


def _tails(pattern: Pattern, hits: Mapping[str, Sequence[Hit]], family: FamilyOf) -> Iterator[Tail]:
    """Every hit at every step, with every state in which a chain can arrive there."""
    stations: list[_Station] = []
    for at, step in enumerate(pattern.steps):
        station = _Station()
        passed_on = pattern.steps[at + 1].same if at + 1 < len(pattern.steps) else ""
        fits = _candidates(step, hits)
        if step.undated and at:
            before = (
                _candidates(pattern.steps[at - 1], hits)
                if step.same
                else _candidates(pattern.steps[0], hits)[:1]
            )
            fits = sorted([*fits, *_placed(step, hits, before)], key=_in_time)
        for rule, hit in fits:
            for tail in _arrivals(pattern, at, rule, hit, stations, family(rule)).values():
                station.add(tail, hit.values.get(passed_on))
                yield tail
        stations.append(station)


def _arrivals(
    pattern: Pattern, at: int, rule: str, hit: Hit, stations: Sequence[_Station], family: Family
) -> dict[State, Tail]:
    """The chains that end with this hit: it alone, and after each earlier step within the windows between."""
    step, time, strong = pattern.steps[at], hit.time or 0, hit.grade >= Grade.G4
    link = (step, rule, hit)
    alone = State(frozenset({step.name}), frozenset({family}), strong)
    found = {alone: Tail(time, link, alone, None)}
    window = 0
    for earlier in range(at - 1, -1, -1):
        window += pattern.steps[earlier + 1].within
        value = hit.values.get(step.same) if step.same and earlier == at - 1 else None
        for tail in stations[earlier].latest(time + UNCERTAINTY, time - window - UNCERTAINTY, value):
            state = State(
                tail.state.met | alone.met, tail.state.families | alone.families, tail.state.strong or strong
            )
            if state not in found or (found[state].before or tail).time < tail.time:
                found[state] = Tail(time, link, state, tail)
    return found


def _candidates(step: Step, hits: Mapping[str, Sequence[Hit]]) -> list[tuple[str, Hit]]:
    """Hits that can meet a step, in an order that does not depend on the order in which they were found."""
    fits = [
        (rule, hit)
        for rule in step.traces
        for hit in hits.get(rule, ())
        if hit.time is not None and hit.exact and not hit.struck
    ]
    return sorted(fits, key=_in_time)


def _in_time(pair: tuple[str, Hit]) -> tuple[object, ...]:
    return pair[1].time, pair[0], pair[1].refs


def _placed(
    step: Step, hits: Mapping[str, Sequence[Hit]], before: Sequence[tuple[str, Hit]]
) -> Iterator[tuple[str, Hit]]:
    """Undated hits at the time of each hit of the step before that has the same value."""
    undated = [
        (rule, hit)
        for rule in step.traces
        for hit in hits.get(rule, ())
        if hit.time is None and not hit.struck
    ]
    for rule, hit in undated:
        for _, earlier in before:
            if not step.same or (
                hit.values.get(step.same) and hit.values[step.same] == earlier.values.get(step.same)
            ):
                yield rule, replace(hit, time=earlier.time)


def _worth(pattern: Pattern, state: State) -> tuple[Stage, Grade, str] | None:
    """The best that this combination concludes, after rule 3."""
    best: tuple[Stage, Grade, str] | None = None
    for one in pattern.yields:
        if one.steps <= state.met:
            grade, note = grading.highest(one.grade, state.families, state.strong)
            if best is None or (grade, one.stage) > (best[1], best[0]):
                best = one.stage, grade, note
    return best


def _rank(chain: Chain) -> tuple[object, ...]:
    return (
        -chain.grade,
        -chain.stage,
        -len(chain.links),
        tuple((hit.time or 0, rule, hit.refs) for _, rule, hit in chain.links),
    )
