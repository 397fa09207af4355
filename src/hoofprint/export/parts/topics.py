"""Artifacts gathered under their topics, so that one look shows what an acquisition let be seen, and from when.

An artifact that this version does not know, in a case of a newer one, is among the other records.
"""

from collections.abc import Sequence
from typing import NamedTuple

from hoofprint.artifacts import Topic
from hoofprint.artifacts.registry import artifacts
from hoofprint.export.parts import chart
from hoofprint.model.coverage import Status
from hoofprint.model.face import CoverageFace

_READ = (Status.READ, Status.EMPTY, Status.PARTIAL)


class Heap(NamedTuple):
    """What could be seen of one topic: how many of its sources were read, and the spans of those with dates."""

    name: str
    read: int
    sources: int
    bars: tuple[chart.Bar, ...]


class Picture(NamedTuple):
    """All topics on one axis that begins and ends with a day; both are empty where no record is dated."""

    first: str
    last: str
    topics: tuple[Heap, ...]


def picture(coverage: Sequence[CoverageFace]) -> Picture:
    """The topics in their order, those without any source left out."""
    first, last, bars = chart.spans(coverage)
    found = []
    for name in Topic:
        rows = [row for row in coverage if topic(row.artifact) == name]
        read = [row for row in rows if row.status in _READ]
        drawn = tuple(dict.fromkeys(bars[row.artifact] for row in read if row.artifact in bars))
        if rows:
            found.append(Heap(name, len(read), len(rows), drawn))
    return Picture(first, last, tuple(found))


def topic(artifact: str) -> Topic:
    """The topic of an artifact."""
    known = artifacts().get(artifact)
    return known.topic if known else Topic.OTHER
