"""One finding for one matter: what a weaker sign says of the same records is named under the stronger one.

A published place is known to the trace of one tool and stands on a list as well; both then tell the same file. Two
findings would read like two observations. Nothing is added to the stronger one (rules 2 and 6), and nothing is lost:
it names the weaker sign with what that weighed, and takes over its sightings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hoofprint.detect.judge import Judged
from hoofprint.detect.trace import Hit, Ref
from hoofprint.model.finding import Sighting
from hoofprint.model.grades import Attribution, Grade

THINGS = ("account", "bundle", "host", "origin", "path", "process", "target")
"""Values of a hit that say what it is about; the rest (a direction, a port) only describes it."""


@dataclass
class Told:
    """The hits of one finding, and those of weaker signs that say the same."""

    hits: Sequence[Judged]
    """The strongest first."""
    also: list[Sequence[Judged]] = field(default_factory=list)


def once(groups: Iterable[Sequence[Judged]], sightings: Sequence[Sighting]) -> list[Told]:
    """Each matter once, the strongest sign of it in front. A sign that is weaker but says more of how far it got, or of
    whose tool it was, stays apart."""
    kept: list[Told] = []
    by_record: dict[Ref, list[tuple[Told, Hit]]] = {}
    for group in sorted(groups, key=_rank):
        whole = _whole(group, by_record, sightings)
        if whole is not None:
            whole.also.append(group)
            continue
        told = Told(group)
        kept.append(told)
        for one in group:
            for ref in one.hit.refs:
                by_record.setdefault(ref, []).append((told, one.hit))
    return kept


def together(found: Iterable[Told]) -> list[Told]:
    """What is only noted, of a trace that says so of many things, as one finding: each thing once, the most telling
    first, and then its repetitions."""
    out: list[Told] = []
    noted: dict[str, list[Told]] = {}
    for one in found:
        best = one.hits[0]
        merged = best.rule.about.together and best.hit.grade <= Grade.G1
        (noted.setdefault(best.rule.id, []) if merged else out).append(one)
    for ones in noted.values():
        ones.sort(key=lambda one: (-one.hits[0].hit.telling, one.hits[0].hit.key))
        hits = [*(one.hits[0] for one in ones), *(hit for one in ones for hit in one.hits[1:])]
        out.append(Told(hits, [also for one in ones for also in one.also]))
    return out


def _rank(group: Sequence[Judged]) -> tuple[object, ...]:
    """The surest first, then the furthest, then who says most about whose tool it was."""
    sure, far, whose = _axes(group[0])
    return -sure, -far, -whose, group[0].rule.id, group[0].hit.key


def _whole(
    group: Sequence[Judged], by_record: Mapping[Ref, list[tuple[Told, Hit]]], sightings: Sequence[Sighting]
) -> Told | None:
    """The first of the findings that together say all that this one does; None where one of its hits is news."""
    tellers: list[Told] = []
    for one in group:
        teller = next(_tellers(one, group[0], by_record, sightings), None)
        if teller is None:
            return None
        tellers.append(teller)
    return tellers[0]


def _tellers(
    one: Judged,
    best: Judged,
    by_record: Mapping[Ref, list[tuple[Told, Hit]]],
    sightings: Sequence[Sighting],
) -> Iterator[Told]:
    for told, hit in by_record.get(one.hit.refs[0], ()) if one.hit.refs else ():
        other = told.hits[0]
        says_no_less = all(theirs >= ours for theirs, ours in zip(_axes(other), _axes(best), strict=True))
        if says_no_less and other.rule is not best.rule and _same(one.hit, hit, sightings):
            yield told


def _axes(one: Judged) -> tuple[int, int, int]:
    """How sure, how far, whose: three answers, none of which makes up for another."""
    return one.hit.grade, one.hit.stage, _whose(one)


def _whose(one: Judged) -> Attribution:
    return one.rule.about.attribution if one.hit.attribution is None else one.hit.attribution


def _same(hit: Hit, other: Hit, sightings: Sequence[Sighting]) -> bool:
    """Whether another hit rests on the same records and is about the same thing.

    Where both rest on published values, those of this one must be among those of the other.
    """
    if not set(hit.refs) <= set(other.refs):
        return False
    ours, theirs = (_published(one, sightings) for one in (hit, other))
    if ours and theirs:
        return ours <= theirs
    return bool((ours | _things(hit)) & (theirs | _things(other)))


def _published(hit: Hit, sightings: Sequence[Sighting]) -> set[str]:
    return {sightings[position].indicator.value for position in hit.sightings}


def _things(hit: Hit) -> set[str]:
    return {hit.values[name] for name in THINGS if hit.values.get(name)}
