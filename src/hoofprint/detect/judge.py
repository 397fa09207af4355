"""One hit judged: the caps of its trace and its indicators, then every innocent cause that can be tried.

Rule 5: a cause that comes out as possible lowers a hit as far as it says; nothing deletes one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hoofprint.detect import bounds
from hoofprint.detect import grade as grading
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Benign, Hit, TraceRule, Tried
from hoofprint.model.finding import Alternative, Outcome
from hoofprint.model.words import N_


@dataclass(frozen=True)
class Judged:
    """A hit after everything that limits it, with how its innocent causes came out."""

    rule: TraceRule
    hit: Hit
    tried: tuple[tuple[Benign, Tried], ...]


@dataclass(frozen=True)
class Case:
    """Everything that was judged in one acquisition."""

    world: World
    judged: Mapping[str, Sequence[Judged]]
    """Trace id to its hits; traces that could not be tried are not in it."""
    untried: Mapping[str, str]
    """Trace id to why it could not be tried."""


UNTESTED = N_("nothing in this acquisition can tell")


def judge(rule: TraceRule, hit: Hit, world: World) -> Judged:
    """The hit as far as it stands."""
    hit = grading.by_indicators(hit, [world.sightings[position] for position in hit.sightings])
    hit = grading.by_records(hit)
    hit = hit.capped(rule.about.cap, N_("this kind of sign can weigh no more"))
    most, memory = grading.recalled(hit.grade, (rule.about.recalled,))
    hit = hit.capped(most, memory) if memory else hit
    tried = tuple(_tried(rule, hit, world))
    for benign, result in tried:
        if result.outcome is not Outcome.POSSIBLE:
            continue
        if result.at_most is not None:
            hit = hit.capped(result.at_most, benign.text)
        if result.less:
            hit = hit.lowered(benign.text, result.less)
    return Judged(rule, hit, tried)


def _tried(rule: TraceRule, hit: Hit, world: World) -> Iterator[tuple[Benign, Tried]]:
    for benign in (*rule.about.benign, *bounds.COMMON):
        test = rule.tries.get(benign.id) or bounds.TRIES.get(benign.id)
        untested = Tried(Outcome.NOT_TESTABLE, benign.untested or UNTESTED)
        yield benign, test(hit, world) if test else untested


RANK = {Outcome.POSSIBLE: 0, Outcome.NOT_TESTABLE: 1, Outcome.EXCLUDED: 2}


def alternatives(judged: Sequence[Judged]) -> Iterator[Alternative]:
    """How each innocent cause came out; over several elements, `possible` outweighs the rest."""
    found: dict[Benign, Tried] = {}
    for one in judged:
        for benign, tried in one.tried:
            if benign not in found or RANK[tried.outcome] < RANK[found[benign].outcome]:
                found[benign] = tried
    for benign, tried in found.items():
        yield Alternative(
            id=benign.id, text=benign.text, outcome=tried.outcome, why=tried.why, values=dict(tried.values)
        )
