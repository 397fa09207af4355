"""All rules over one acquisition: hits, the innocent causes tried, sequences, and the findings they add up to."""

import inspect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints

from hoofprint.detect import grade as grading
from hoofprint.detect.describe import interval, pointers
from hoofprint.detect.rows import Rows, World
from hoofprint.detect.sequences import Chain, chains
from hoofprint.detect.trace import Hit, Rule, Trace, Tried
from hoofprint.detect.trace import Sequence as Pattern
from hoofprint.detect.traces import traces
from hoofprint.model.finding import Alternative, Finding, NotEvaluated, Outcome, Provenance
from hoofprint.model.grades import Attribution, Family, Grade
from hoofprint.model.words import N_

SHOWN = 50
"""Records a finding lists; the rest are counted."""


@dataclass(frozen=True)
class _Judged:
    """A hit after every cap, with how its innocent causes came out."""

    hit: Hit
    tried: Mapping[str, Tried]


def conclude(world: World, provenance: Provenance) -> tuple[list[Finding], list[NotEvaluated]]:
    """Findings, strongest and furthest first, and the rules that could not be tried."""
    judged: dict[str, list[_Judged]] = {}
    skipped: list[NotEvaluated] = []
    for rule in traces().values():
        if not isinstance(rule.about, Trace) or rule.find is None:
            continue
        why = _unobservable(rule, world)
        if why:
            skipped.append(NotEvaluated(rule=rule.id, why=why))
            continue
        judged[rule.id] = [_judge(rule, hit, world) for hit in rule.find(**_inputs(rule, world))]
    findings = [
        one for id_, hits in judged.items() for one in _single(traces()[id_], hits, world, provenance)
    ]
    hits = {id_: [one.hit for one in found] for id_, found in judged.items()}
    for rule in traces().values():
        if isinstance(rule.about, Pattern):
            found = chains(rule.about, hits)
            findings += [_sequence(rule, chain, judged, skipped, world, provenance) for chain in found]
    findings.sort(key=lambda f: (-f.grade, -f.stage, f.rule, f.when.start or 0, f.id))
    return [replace_id(f, number) for number, f in enumerate(findings, 1)], skipped


def replace_id(finding: Finding, number: int) -> Finding:
    """Findings are numbered in the order they are shown."""
    values = {name: getattr(finding, name) for name in finding.__struct_fields__}
    return Finding(**{**values, "id": f"f{number}"})


def _wanted(rule: Rule) -> dict[str, Any]:
    assert rule.find is not None
    hints = get_type_hints(rule.find)
    return {name: hints[name] for name in inspect.signature(rule.find).parameters}


def _inputs(rule: Rule, world: World) -> dict[str, Any]:
    """Rows by record type, or the world itself."""
    return {
        name: world if hint is World else world.rows(get_args(hint)[0])
        for name, hint in _wanted(rule).items()
    }


def _unobservable(rule: Rule, world: World) -> str:
    """Why a trace could not show in this acquisition: none of the artifacts it looks at was read."""
    needed = [get_args(hint)[0] for hint in _wanted(rule).values() if get_origin(hint) is Rows]
    reasons = [world.observable(record) for record in needed]
    return "" if not reasons or not all(reasons) else "; ".join(dict.fromkeys(reasons))


def _judge(rule: Rule, hit: Hit, world: World) -> _Judged:
    """Caps of the trace and of its indicators, then every innocent cause that can be tried."""
    about = rule.about
    assert isinstance(about, Trace)
    for position in hit.sightings:
        hit = grading.by_indicator(hit, world.sightings[position])
    hit = hit.capped(about.cap, N_("this kind of sign can weigh no more"))
    tried: dict[str, Tried] = {}
    for benign in about.benign:
        test = rule.tries.get(benign.id)
        result = (
            test(hit, world)
            if test
            else Tried(Outcome.NOT_TESTABLE, N_("nothing in this acquisition can tell"))
        )
        tried[benign.id] = result
        if result.lowers is not None and result.outcome is Outcome.POSSIBLE:
            hit = hit.capped(result.lowers, benign.text)
    return _Judged(hit, tried)


def _single(rule: Rule, judged: Sequence[_Judged], world: World, provenance: Provenance) -> Iterable[Finding]:
    """One finding for each key: repetition is counted and does not promote."""
    groups: dict[str, list[_Judged]] = {}
    for one in judged:
        groups.setdefault(one.hit.key, []).append(one)
    for group in groups.values():
        best = max(group, key=lambda one: (one.hit.grade, one.hit.stage, -(one.hit.time or 0)))
        ordered = sorted((one.hit for one in group), key=lambda hit: (hit is not best.hit, hit.time or 0))
        grade, gated = grading.gate(best.hit.grade, provenance)
        yield _finding(rule, best.hit.stage, grade, ordered, [best], world, gated=gated)


def _sequence(
    rule: Rule,
    chain: Chain,
    judged: Mapping[str, Sequence[_Judged]],
    skipped: Sequence[NotEvaluated],
    world: World,
    provenance: Provenance,
) -> Finding:
    about = rule.about
    assert isinstance(about, Pattern)
    families = [_family(name) for _, name, _ in chain.steps]
    alone = [hit.grade for _, _, hit in chain.steps]
    grade, note = grading.highest(chain.worth.grade, families, alone)
    grade, gated = grading.gate(grade, provenance)
    parts = [one for _, name, hit in chain.steps for one in judged[name] if one.hit is hit]
    unseen = {entry.rule: entry.why for entry in skipped}
    missing = tuple(
        _absence(step.title or step.name, step.traces, unseen)
        for step in about.steps
        if step.name not in chain.met
    )
    names = {hit.refs: step.title or step.name for step, _, hit in chain.steps}
    hits = [hit for _, _, hit in chain.steps]
    return _finding(
        rule,
        chain.worth.stage,
        grade,
        hits,
        parts,
        world,
        gated=gated,
        note=note,
        missing=missing,
        names=names,
        families=tuple(dict.fromkeys(families)),
        attribution=about.attribution,
    )


def _family(rule: str) -> Family:
    about = traces()[rule].about
    assert isinstance(about, Trace)
    return about.family


def _absence(title: str, rules: Sequence[str], unseen: Mapping[str, str]) -> str:
    """Absent and not observable are different answers."""
    if all(rule in unseen for rule in rules):
        return f"{title}: {N_('not observable')} ({unseen[rules[0]]})"
    return f"{title}: {N_('absent')}"


def _finding(
    rule: Rule,
    stage: Any,
    grade: Grade,
    hits: Sequence[Hit],
    judged: Sequence[_Judged],
    world: World,
    *,
    gated: str = "",
    note: str = "",
    missing: tuple[str, ...] = (),
    names: Mapping[Any, str] | None = None,
    families: tuple[Family, ...] | None = None,
    attribution: Attribution | None = None,
) -> Finding:
    reasons = [reason for one in judged for reason in one.hit.reasons] + [note, gated]
    own = max((hit.attribution for hit in hits), default=Attribution.A0)
    positions = dict.fromkeys(position for hit in hits for position in hit.sightings)
    return Finding(
        id="",
        rule=rule.id,
        stage=stage,
        grade=grade,
        attribution=max(own, rule.about.attribution) if attribution is None else attribution,
        families=rule.families if families is None else families,
        title=rule.about.title,
        when=interval(hits),
        evidence=tuple(pointers(hits[:SHOWN], world, names or {})),
        alternatives=tuple(_alternatives(judged)),
        raised_by=rule.about.raised_by,
        refuted_by=rule.about.refuted_by,
        reasons=tuple(dict.fromkeys(reason for reason in reasons if reason)),
        missing=missing,
        sightings=tuple(world.sightings[position].id for position in positions),
        count=len(hits),
    )


def _alternatives(judged: Sequence[_Judged]) -> Iterable[Alternative]:
    """How each innocent cause came out; over several elements, `possible` outweighs the rest."""
    rank = {Outcome.POSSIBLE: 0, Outcome.NOT_TESTABLE: 1, Outcome.EXCLUDED: 2}
    texts = {benign.id: benign.text for rule in traces().values() for benign in rule.about.benign}
    found: dict[str, Tried] = {}
    for one in judged:
        for id_, tried in one.tried.items():
            if id_ not in found or rank[tried.outcome] < rank[found[id_].outcome]:
                found[id_] = tried
    for id_, tried in found.items():
        yield Alternative(
            id=id_, text=texts[id_], outcome=tried.outcome, why=tried.why, values=dict(tried.values)
        )
