"""All rules over one acquisition: hits, sequences of hits, and the findings they add up to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from hoofprint.detect import grade as grading
from hoofprint.detect import retold
from hoofprint.detect.describe import Shown, interval, pointers
from hoofprint.detect.judge import Case, Judged, alternatives, judge
from hoofprint.detect.missing import absence
from hoofprint.detect.rows import Rest, World, recovered
from hoofprint.detect.sequences import Chain, chains
from hoofprint.detect.trace import Hit, Ref, Rule, SequenceRule, TraceRule
from hoofprint.detect.traces import sequence_rules, trace_rules
from hoofprint.detect.wants import looked_at, record_types, wanted
from hoofprint.model.finding import Also, Finding, NotEvaluated, Provenance
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

ONLY_RECOVERED = N_("all its records were recovered: the phone's own software no longer shows them")
SOME_RECOVERED = N_("some of its records were recovered: the phone's own software no longer shows them")
SHOWN = 50
"""Records a finding lists; the rest are counted."""


def conclude(world: World, provenance: Provenance) -> tuple[list[Finding], list[NotEvaluated]]:
    """Findings, strongest and furthest first, and the rules that could not be tried."""
    case = tried(world)
    groups = [
        group
        for found in case.judged.values()
        for group in _groups(one for one in found if one.rule.about.alone)
    ]
    once = retold.together(retold.once(groups, world.sightings))
    alone = [_single(told, world, provenance) for told in once]
    chained = [_sequence(rule, chain, case, provenance) for rule, chain in _stories(case.judged)]
    ordered = sorted(alone + chained, key=lambda one: _order(one[0]))
    told = pointers([hits for _, hits in ordered], world)
    findings = [
        replace(one, id=f"f{number}", evidence=evidence)
        for number, ((one, _), evidence) in enumerate(zip(ordered, told, strict=True), 1)
    ]
    return findings, [NotEvaluated(rule=rule, why=why) for rule, why in case.untried.items()]


Draft = tuple[Finding, Shown]
"""A finding whose evidence is not written down yet, and the hits it rests on: see `pointers`."""


def _order(one: Finding) -> tuple[object, ...]:
    return -one.grade, -one.stage, one.rule, one.when.start or 0, one.sightings


def tried(world: World) -> Case:
    """The hits of every trace after everything that limits them; those that take what others leave come last."""
    judged: dict[str, list[Judged]] = {}
    untried: dict[str, str] = {}
    for rule in sorted(trace_rules(), key=lambda rule: (Rest in wanted(rule.find).values(), rule.id)):
        if why := unobservable(rule, world):
            untried[rule.id] = why
            continue
        given = {name: _given(hint, world, judged) for name, hint in wanted(rule.find).items()}
        judged[rule.id] = [judge(rule, hit, world) for hit in rule.find(**given)]
    return Case(world, judged, untried)


def _given(hint: Any, world: World, judged: Mapping[str, Sequence[Judged]]) -> object:
    if hint is World:
        return world
    if hint is Rest:
        positions = {n for found in judged.values() for one in found for n in one.hit.sightings}
        return Rest(world, frozenset(world.sightings[n].indicator.id for n in positions))
    return world.rows(*record_types(hint))


def unobservable(rule: TraceRule, world: World) -> str:
    """Why a trace could not show in this acquisition: none of the artifacts it looks at was read."""
    reasons = [world.observable(*records) for records in looked_at(rule.find)]
    return "" if not reasons or not all(reasons) else "; ".join(dict.fromkeys(reasons))


def _stories(judged: Mapping[str, Sequence[Judged]]) -> list[tuple[SequenceRule, Chain]]:
    """The chains of all sequences. What shares an element with a stronger chain of another sequence at the same time
    is the same story, and is told once."""
    hits = {id_: [one.hit for one in found] for id_, found in judged.items()}
    families = {rule.id: rule.about.family for rule in trace_rules()}
    found = [
        (rule, chain) for rule in sequence_rules() for chain in chains(rule.about, hits, families.__getitem__)
    ]
    found.sort(key=lambda pair: (-pair[1].grade, -pair[1].stage, -len(pair[1].links), pair[0].id))
    kept: list[tuple[SequenceRule, Chain]] = []
    for rule, chain in found:
        if not any(chain.retells(other) for id_, other in kept if id_ is not rule):
            kept.append((rule, chain))
    return kept


def _groups(judged: Iterable[Judged]) -> Iterator[list[Judged]]:
    """Hits of one trace by key, the strongest first: repetition is counted and does not promote (rule 6)."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.hit.key, []).append(one)
    for group in groups.values():
        yield sorted(group, key=_strongest)


def _strongest(one: Judged) -> tuple[object, ...]:
    hit = one.hit
    return -hit.grade, -hit.stage, -hit.telling, hit.time is None, hit.time or 0, hit.refs


def _single(told: retold.Told, world: World, provenance: Provenance) -> Draft:
    """One finding for all hits of a group, as strong as the strongest."""
    group = told.hits
    best, about = group[0].hit, group[0].rule.about
    heads: dict[str, Judged] = {}
    for one in group:
        heads.setdefault(one.hit.key, one)
    grade, gated = grading.gate(best.grade, provenance)
    attribution = about.attribution if best.attribution is None else best.attribution
    reasons = (reason for head in heads.values() for reason in head.hit.reasons)
    weight = _Weight(best.stage, grade, attribution, (about.family,), (*reasons, gated))
    hits = [one.hit for one in group]
    finding, shown = _finding(group[0].rule, weight, hits, list(heads.values()), world, count=_records(group))
    weaker = [one.hit for other in told.also for one in other]
    seen = dict.fromkeys((*finding.sightings, *_seen(weaker, world)))
    also = tuple(_also(other, provenance) for other in told.also)
    return replace(finding, also=also, keys=len(heads), sightings=tuple(seen)), shown


def _also(group: Sequence[Judged], provenance: Provenance) -> Also:
    best, rule = group[0].hit, group[0].rule
    grade, _ = grading.gate(best.grade, provenance)
    title = rule.about.title
    return Also(rule=rule.id, title=title, stage=best.stage, grade=grade, count=_records(group))


def _records(group: Sequence[Judged]) -> int:
    return len({one.hit.refs for one in group})


def _seen(hits: Iterable[Hit], world: World) -> Iterator[str]:
    """Ids of the sightings they rest on, each once, in order."""
    positions = dict.fromkeys(position for hit in hits for position in hit.sightings)
    return (world.sightings[position].id for position in positions)


def _from_recovered(hits: Sequence[Hit], world: World) -> str:
    """Says where a finding rests on records that are no longer in their table; empty where it does not."""
    gone = world.fact(recovered)
    found = [ref.n in gone.get(ref.artifact, ()) for hit in hits for ref in hit.refs]
    if not any(found):
        return ""
    return ONLY_RECOVERED if all(found) else SOME_RECOVERED


def _sequence(rule: SequenceRule, chain: Chain, case: Case, provenance: Provenance) -> Draft:
    """A chain as a finding: it attributes no more than its elements do (rule 10)."""
    parts = [one for _, name, hit in chain.links for one in case.judged[name] if _met(one.hit, hit)]
    grade = chain.grade
    if _from_recovered([part.hit for part in parts], case.world) == ONLY_RECOVERED:
        grade = min(grade, max(part.rule.about.cap for part in parts))
    grade, memory = grading.recalled(grade, (part.rule.about.recalled for part in parts))
    grade, gated = grading.gate(grade, provenance)
    weight = _Weight(
        chain.stage,
        grade,
        min(rule.about.attribution, max(part.rule.about.attribution for part in parts)),
        tuple(dict.fromkeys(part.rule.about.family for part in parts)),
        (*(reason for part in parts for reason in part.hit.reasons), chain.note, memory, gated),
    )
    hits = [hit for _, _, hit in chain.links]
    missed = [step for step in rule.about.steps if step.name not in chain.met]
    return _finding(
        rule,
        weight,
        hits,
        parts,
        case.world,
        count=chain.count,
        missing=tuple(absence(step, hits, case) for step in missed),
        names={hit.refs: step.title for step, _, hit in chain.links},
    )


def _met(judged: Hit, element: Hit) -> bool:
    """Whether an element of a chain is this hit; an undated one stands in it at another's time."""
    return judged is element or (judged.time is None and judged.refs == element.refs)


@dataclass(frozen=True)
class _Weight:
    """What a finding carries, with every reason for not more."""

    stage: Stage
    grade: Grade
    attribution: Attribution
    families: tuple[Family, ...]
    reasons: tuple[str, ...]


def _finding(
    rule: Rule,
    weight: _Weight,
    hits: Sequence[Hit],
    judged: Sequence[Judged],
    world: World,
    *,
    count: int,
    missing: tuple[str, ...] = (),
    names: Mapping[tuple[Ref, ...], str] = MappingProxyType({}),
) -> Draft:
    reasons = (*weight.reasons, _from_recovered(hits, world))
    finding = Finding(
        id="",
        rule=rule.id,
        stage=weight.stage,
        grade=weight.grade,
        attribution=weight.attribution,
        families=weight.families,
        title=rule.about.title,
        when=interval(hits),
        evidence=(),
        alternatives=tuple(alternatives(judged)),
        raised_by=rule.about.raised_by,
        refuted_by=rule.about.refuted_by,
        reasons=tuple(dict.fromkeys(reason for reason in reasons if reason)),
        missing=missing,
        sightings=tuple(_seen(hits, world)),
        count=count,
    )
    return finding, Shown(hits[:SHOWN], names)
