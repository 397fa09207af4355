"""All rules over one acquisition: hits, sequences of hits, and the findings they add up to."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_type_hints

from msgspec.structs import replace

from hoofprint.detect import grade as grading
from hoofprint.detect.describe import interval, pointers
from hoofprint.detect.judge import Judged, alternatives, judge
from hoofprint.detect.rows import READ, Rest, Rows, World
from hoofprint.detect.sequences import Chain, chains
from hoofprint.detect.trace import Hit, Ref, Rule, SequenceRule, Step, TraceRule
from hoofprint.detect.traces import sequence_rules, trace_rules
from hoofprint.model.finding import Finding, NotEvaluated, Provenance
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Record
from hoofprint.model.words import N_

SHOWN = 50
"""Records a finding lists; the rest are counted."""
Wanted = Mapping[str, Any]
"""Parameters of a find function and their types."""


def conclude(world: World, provenance: Provenance) -> tuple[list[Finding], list[NotEvaluated]]:
    """Findings, strongest and furthest first, and the rules that could not be tried."""
    judged, skipped = _judged(world)
    findings = [finding for found in judged.values() for finding in _single(found, world, provenance)]
    unseen = {one.rule: one.why for one in skipped}
    for rule, chain in _stories(judged):
        findings.append(_sequence(rule, chain, judged, unseen, world, provenance))
    findings.sort(key=lambda f: (-f.grade, -f.stage, f.rule, f.when.start or 0, f.sightings))
    return [replace(one, id=f"f{number}") for number, one in enumerate(findings, 1)], skipped


def _judged(world: World) -> tuple[dict[str, list[Judged]], list[NotEvaluated]]:
    """The hits of every trace after everything that limits them; those that take what others leave come last."""
    judged: dict[str, list[Judged]] = {}
    skipped: list[NotEvaluated] = []
    for rule in sorted(trace_rules(), key=lambda rule: (Rest in wanted(rule.find).values(), rule.id)):
        why = unobservable(rule, world)
        if why:
            skipped.append(NotEvaluated(rule=rule.id, why=why))
            continue
        given = {name: _given(hint, world, judged) for name, hint in wanted(rule.find).items()}
        judged[rule.id] = [judge(rule, hit, world) for hit in rule.find(**given)]
    return judged, skipped


def wanted(find: Callable[..., Iterator[Hit]]) -> Wanted:
    """What a find function asks for, by parameter."""
    hints = get_type_hints(find)
    return {name: hints[name] for name in inspect.signature(find).parameters}


def record_types(hint: Any) -> tuple[type[Record], ...]:
    """The record types of `Rows[One | Other]`; none for anything else."""
    if getattr(hint, "__origin__", None) is not Rows:
        return ()
    inner = get_args(hint)[0]
    return get_args(inner) if isinstance(inner, UnionType) else (inner,)


def _given(hint: Any, world: World, judged: Mapping[str, Sequence[Judged]]) -> object:
    if hint is World:
        return world
    if hint is Rest:
        positions = {n for found in judged.values() for one in found for n in one.hit.sightings}
        return Rest(world, frozenset(world.sightings[n].indicator.id for n in positions))
    return world.rows(*record_types(hint))


def unobservable(rule: TraceRule, world: World) -> str:
    """Why a trace could not show in this acquisition: none of the artifacts it looks at was read."""
    needed = [record_types(hint) for hint in wanted(rule.find).values()]
    reasons = [world.observable(*records) for records in needed if records]
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


def _single(judged: Sequence[Judged], world: World, provenance: Provenance) -> Iterator[Finding]:
    """One finding for each key: repetition is counted and does not promote (rule 6)."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.hit.key, []).append(one)
    for group in groups.values():
        group.sort(key=_strongest)
        best, about = group[0].hit, group[0].rule.about
        grade, gated = grading.gate(best.grade, provenance)
        weight = _Weight(
            best.stage,
            grade,
            about.attribution if best.attribution is None else best.attribution,
            (about.family,),
            (*best.reasons, gated),
        )
        hits = [one.hit for one in group]
        yield _finding(group[0].rule, weight, hits, group[:1], world, count=len({hit.refs for hit in hits}))


def _strongest(one: Judged) -> tuple[object, ...]:
    hit = one.hit
    return -hit.grade, -hit.stage, hit.time is None, hit.time or 0, hit.refs


def _sequence(
    rule: SequenceRule,
    chain: Chain,
    judged: Mapping[str, Sequence[Judged]],
    unseen: Mapping[str, str],
    world: World,
    provenance: Provenance,
) -> Finding:
    """A chain as a finding: it attributes no more than its elements do (rule 10)."""
    parts = [one for _, name, hit in chain.links for one in judged[name] if one.hit is hit]
    grade, gated = grading.gate(chain.grade, provenance)
    weight = _Weight(
        chain.stage,
        grade,
        min(rule.about.attribution, max(part.rule.about.attribution for part in parts)),
        tuple(dict.fromkeys(part.rule.about.family for part in parts)),
        (*(reason for part in parts for reason in part.hit.reasons), chain.note, gated),
    )
    hits = [hit for _, _, hit in chain.links]
    missed = [step for step in rule.about.steps if step.name not in chain.met]
    return _finding(
        rule,
        weight,
        hits,
        parts,
        world,
        count=chain.count,
        missing=tuple(absence(step, hits, unseen, world) for step in missed),
        names={hit.refs: step.title for step, _, hit in chain.links},
    )


def absence(step: Step, hits: Sequence[Hit], unseen: Mapping[str, str], world: World) -> str:
    """Why a step is missing: looked for and absent, or not observable in this acquisition or at that time."""
    if all(rule in unseen for rule in step.traces):
        return f"{step.title}: {N_('not observable')} ({unseen[step.traces[0]]})"
    end = max(hit.time or 0 for hit in hits)
    spans = [span for rule in trace_rules() if rule.id in step.traces for span in _spans(rule, world)]
    if spans and all(start is not None and start > end for start in spans):
        return f"{step.title}: {N_('not observable')} ({N_('what the phone kept begins later')})"
    return f"{step.title}: {N_('absent')}"


def _spans(rule: TraceRule, world: World) -> Iterator[int | None]:
    """When the records begin that a trace looks at, for each artifact that was read."""
    looked_at = {record for hint in wanted(rule.find).values() for record in record_types(hint)}
    for name, line in world.coverage.items():
        if world.types.get(name) in looked_at and line.status in READ:
            yield line.from_time


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
) -> Finding:
    positions = dict.fromkeys(position for hit in hits for position in hit.sightings)
    return Finding(
        id="",
        rule=rule.id,
        stage=weight.stage,
        grade=weight.grade,
        attribution=weight.attribution,
        families=weight.families,
        title=rule.about.title,
        when=interval(hits),
        evidence=tuple(pointers(hits[:SHOWN], world, names)),
        alternatives=tuple(alternatives(judged)),
        raised_by=rule.about.raised_by,
        refuted_by=rule.about.refuted_by,
        reasons=tuple(dict.fromkeys(reason for reason in weight.reasons if reason)),
        missing=missing,
        sightings=tuple(world.sightings[position].id for position in positions),
        count=count,
    )
