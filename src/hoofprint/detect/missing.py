"""Why a step of a sequence was not met: absent is one answer, not observable another, undated a third."""

from collections.abc import Iterator, Sequence

from hoofprint.detect.judge import Case
from hoofprint.detect.rows import READ, UNREAD, World
from hoofprint.detect.trace import Hit, Step, TraceRule
from hoofprint.detect.traces import trace_rules
from hoofprint.detect.wants import looked_at
from hoofprint.model.coverage import Coverage, Status
from hoofprint.model.words import N_

NOT_KEPT = "not kept"
"""How the reason of an artifact begins that this kind of acquisition, or this iOS, never holds."""
NAMED = 3
"""Sources that are named; broken ones come first."""


def absence(step: Step, chain: Sequence[Hit], case: Case) -> str:
    """The step's title, what became of it and, where it could not be seen, why; each part marked for translation."""
    if all(rule in case.untried for rule in step.traces):
        return f"{step.title}: {N_('not observable')} ({case.untried[step.traces[0]]})"
    if any(_undated(one.hit) for rule in step.traces for one in case.judged.get(rule, ())):
        return f"{step.title}: {N_('found, but without an exact time')}"
    lines = list(_lines([rule for rule in trace_rules() if rule.id in step.traces], case.world))
    unread = sorted(filter(_unread, lines), key=lambda line: line.status is Status.ABSENT)
    if unread:
        told = [f"{line.artifact}: {line.reason or line.status.value}" for line in unread[:NAMED]]
        why = "; ".join([*told, "…"] if len(unread) > NAMED else told)
        return f"{step.title}: {N_('absent from what could be read')} ({why})"
    end = max(hit.time or 0 for hit in chain)
    begins = [line.from_time for line in lines if line.status in READ and line.rows]
    if begins and all(start is not None and start > end for start in begins):
        return f"{step.title}: {N_('not observable')} ({N_('what the phone kept begins later')})"
    return f"{step.title}: {N_('absent')}"


def _unread(line: Coverage) -> bool:
    return line.status in UNREAD or (line.status is Status.ABSENT and line.reason.startswith(NOT_KEPT))


def _undated(hit: Hit) -> bool:
    return not hit.struck and (hit.time is None or not hit.exact)


def _lines(rules: Sequence[TraceRule], world: World) -> Iterator[Coverage]:
    """The coverage of everything the traces look at."""
    records = {record for rule in rules for types in looked_at(rule.find) for record in types}
    for name, line in world.coverage.items():
        if world.types.get(name) in records:
            yield line
