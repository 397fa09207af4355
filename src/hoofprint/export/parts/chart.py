"""Positions on an axis, in percent of its width, so that drawings fit a phone as well as a desk."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from hoofprint.model.face import CoverageFace, EvidenceFace

LEFT, RIGHT = 4.0, 96.0
"""Where the first and the last moment stand; the margin keeps a mark's round edge inside."""
TOUCHING = 3.0
"""Marks nearer than this are drawn as one."""
CLOSE = 9.0
"""Marks nearer than this are drawn on different heights."""
LANES = 4


class Mark(NamedTuple):
    """One or several records on the axis. `label` is their number in the list below, `1` or `2–5`."""

    x: float
    lane: int
    label: str


class Axis(NamedTuple):
    """A finding's records in time: `seconds` from first to last."""

    marks: tuple[Mark, ...]
    lanes: int
    first: str
    last: str
    seconds: float


class Bar(NamedTuple):
    """A span on a common axis: where it begins, and how wide it is."""

    x: float
    width: float


def axis(evidence: Sequence[EvidenceFace]) -> Axis | None:
    """The dated records of a finding, in the order of the list; None where fewer than two moments are known."""
    dated = [(number, one.time, _seconds(one.time)) for number, one in enumerate(evidence, 1) if one.time]
    known = [(number, written, at) for number, written, at in dated if at is not None]
    if not known or known[0][2] == known[-1][2]:
        return None
    start, end = known[0][2], known[-1][2]
    clusters: list[tuple[float, list[int]]] = []
    for number, _, at in known:
        x = LEFT + (RIGHT - LEFT) * (at - start) / (end - start)
        if clusters and x - clusters[-1][0] < TOUCHING:
            clusters[-1][1].append(number)
        else:
            clusters.append((x, [number]))
    marks = _laned(clusters)
    lanes = max(mark.lane for mark in marks) + 1
    return Axis(marks, lanes, known[0][1], known[-1][1], end - start)


def spans(coverage: Sequence[CoverageFace]) -> tuple[str, str, dict[str, Bar]]:
    """First and last day over all artifacts, and each dated artifact's bar between them."""
    dated = [(row, _seconds(row.start), _seconds(row.end)) for row in coverage if row.start and row.end]
    known = [(row, a, b) for row, a, b in dated if a is not None and b is not None]
    if not known:
        return "", "", {}
    first = min(known, key=lambda one: one[1])
    last = max(known, key=lambda one: one[2])
    whole = (last[2] - first[1]) or 1.0
    bars = {
        row.artifact: Bar(round(100 * (a - first[1]) / whole, 2), max(round(100 * (b - a) / whole, 2), 1.0))
        for row, a, b in known
    }
    return (first[0].start or "")[:10], (last[0].end or "")[:10], bars


def _laned(clusters: Sequence[tuple[float, list[int]]]) -> tuple[Mark, ...]:
    """Each mark on the lowest height where it does not touch the one before it there."""
    last_on = [-100.0] * LANES
    marks = []
    for x, numbers in clusters:
        lane = next((lane for lane in range(LANES) if x - last_on[lane] >= CLOSE), LANES - 1)
        last_on[lane] = x
        label = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        marks.append(Mark(round(x, 2), lane, label))
    return tuple(marks)


def _seconds(written: str | None) -> float | None:
    """Seconds since 1970 of a time as the face writes it, None where it is no such time."""
    try:
        return datetime.strptime(written or "", "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None
