"""Chains of hits in a published order and time window.

Order matters. A missing step is passed over, and the next one's window is then counted on from the last step met;
what a chain with that gap is worth is the sequence's own `yields`. Every window is widened by the uncertainty of
whole-second clocks. A hit at the lowest grade (withdrawn, sent by the owner, a common word) is no step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hoofprint.detect.trace import Hit, Step, Yield
from hoofprint.detect.trace import Sequence as Pattern
from hoofprint.model.grades import Grade

UNCERTAINTY = 1_000_000
"""Microseconds: several stores keep whole seconds only, so two events of one second have no order."""
LOWEST = Grade.G2


@dataclass(frozen=True)
class Chain:
    """The steps met, each with the rule and the hit that met it, and what they are worth."""

    steps: tuple[tuple[Step, str, Hit], ...]
    worth: Yield

    @property
    def met(self) -> frozenset[str]:
        """Names of the steps met."""
        return frozenset(step.name for step, _, _ in self.steps)


def chains(pattern: Pattern, hits: Mapping[str, Sequence[Hit]]) -> list[Chain]:
    """The best chain from each possible beginning; one that lies wholly inside another is left out."""
    found: list[Chain] = []
    for start, step in enumerate(pattern.steps):
        for rule, hit in _candidates(step, hits):
            chain = _follow(pattern, start, rule, hit, hits)
            if chain is not None:
                found.append(chain)
    found.sort(key=lambda chain: (-chain.worth.grade, -chain.worth.stage, -len(chain.steps), _start(chain)))
    kept: list[Chain] = []
    for chain in found:
        ours = _refs(chain)
        if not any(ours <= _refs(other) for other in kept):
            kept.append(chain)
    return kept


def _follow(
    pattern: Pattern, start: int, rule: str, first: Hit, hits: Mapping[str, Sequence[Hit]]
) -> Chain | None:
    met: list[tuple[Step, str, Hit]] = [(pattern.steps[start], rule, first)]
    budget = 0
    for step in pattern.steps[start + 1 :]:
        budget += step.within
        last = met[-1][2]
        nearest = min(
            (
                (hit.time or 0, at, name, hit)
                for at, (name, hit) in enumerate(_candidates(step, hits))
                if _fits(step, last, hit, budget) and _same(step, met, hit)
            ),
            default=None,
        )
        if nearest is not None:
            met.append((step, nearest[2], nearest[3]))
            budget = 0
    names = frozenset(step.name for step, _, _ in met)
    worth = next((worth for worth in pattern.yields if worth.steps <= names), None)
    return Chain(tuple(met), worth) if worth else None


def _candidates(step: Step, hits: Mapping[str, Sequence[Hit]]) -> Iterator[tuple[str, Hit]]:
    for rule in step.traces:
        for hit in hits.get(rule, ()):
            if hit.time is not None and hit.grade >= LOWEST:
                yield rule, hit


def _fits(step: Step, last: Hit, hit: Hit, budget: int) -> bool:
    assert last.time is not None and hit.time is not None
    return -UNCERTAINTY <= hit.time - last.time <= budget + UNCERTAINTY


def _same(step: Step, met: Sequence[tuple[Step, str, Hit]], hit: Hit) -> bool:
    """The value that must agree with an earlier step's, where that step was met and has it."""
    if not step.same:
        return True
    earlier = next((other for before, _, other in met if before.name == step.after), None)
    wanted = earlier.values.get(step.same) if earlier else None
    return wanted is None or hit.values.get(step.same) in (None, wanted)


def _refs(chain: Chain) -> frozenset[object]:
    return frozenset(ref for _, _, hit in chain.steps for ref in hit.refs)


def _start(chain: Chain) -> int:
    return chain.steps[0][2].time or 0
