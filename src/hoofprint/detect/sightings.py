"""Observables of a case that equal an indicator: one pass over each observable column, however many indicators."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa
from msgspec.structs import replace

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.describe import dated, locator, moment
from hoofprint.detect.indicators.confirmed import single
from hoofprint.detect.indicators.match import Hit, Matcher, Shortened
from hoofprint.detect.indicators.notes import SINGLE
from hoofprint.detect.rows import Seen
from hoofprint.detect.stored import Stored
from hoofprint.model.arrow import Array
from hoofprint.model.arrow import compute as pc
from hoofprint.model.finding import ShortLink, Sighting
from hoofprint.model.indicator import How, Indicator
from hoofprint.model.record import PROVENANCE, Column, Observable, columns

F = TypeVar("F", Hit, Shortened)
PLACES = 10_000
"""Records of one sighting that rules look at; the rest are counted."""
SEEN = 200_000
"""Records of one artifact that rules look at; beyond, the first of each sighting."""
FOUND = 2_000
"""Characters of an observable that a sighting quotes."""


@dataclass
class _Group:
    """All hits of one indicator in one column of one artifact."""

    indicators: tuple[Indicator, ...]
    how: How
    found: str
    column: str
    n: int
    count: int = 0
    places: list[int] = field(default_factory=list)


@dataclass
class _Groups:
    """All groups of one artifact, and for how many more records there is room."""

    found: dict[tuple[str, str, str], _Group] = field(default_factory=dict)
    room: int = SEEN

    def add(self, column: str, hit: Hit, n: int) -> None:
        """One record that holds a published value."""
        key = (column, hit.indicators[0].id, hit.how.value)
        group = self.found.get(key)
        if group is None:
            group = self.found[key] = _Group(hit.indicators, hit.how, hit.found[:FOUND], column, n)
        group.count += 1
        if not group.places or (len(group.places) < PLACES and self.room > 0):
            group.places.append(n)
            self.room -= 1


@dataclass
class _Short:
    """Links through one shortener in one column."""

    found: str
    n: int
    count: int = 0


class Sighted(NamedTuple):
    """What the comparison of a case with all indicators found."""

    sightings: list[Sighting]
    """In order of artifact, column and first record."""
    seen: list[Seen]
    """Every record that holds one."""
    short: list[ShortLink]
    """Links through shorteners, in the same order; reported, never followed."""


def sight(tables: Mapping[str, Stored], matcher: Matcher, progress: Callable[[str, int], None]) -> Sighted:
    """Compare every observable column of every artifact with everything that was compiled."""
    sightings: list[Sighting] = []
    seen: list[Seen] = []
    short: list[ShortLink] = []
    for artifact, stored in sorted(tables.items()):
        for group, row in _in_artifact(artifact, stored, matcher, progress, short):
            position = len(sightings)
            sightings.append(_sighting(f"s{position + 1}", artifact, group, row))
            seen += [Seen(artifact, n, group.column, position) for n in group.places]
        pa.default_memory_pool().release_unused()
    return Sighted(sightings, seen, short)


def _in_artifact(
    artifact: str,
    stored: Stored,
    matcher: Matcher,
    progress: Callable[[str, int], None],
    short: list[ShortLink],
) -> Iterator[tuple[_Group, dict[str, Any]]]:
    watched = [column for column in columns(artifacts()[artifact].record) if column.observable is not None]
    groups, links = _Groups(), dict[tuple[str, str], _Short]()
    repeated = [column.name for column in watched if column.python is str and not _unlike(column)]
    start = 0
    for part in stored.parts(repeated):
        for column in watched:
            _in_column(column, part.column(column.name), start, matcher, groups, links)
        start += part.rows
        progress(artifact, part.rows)
    ordered = sorted(groups.found.values(), key=lambda g: (g.n, g.column, g.indicators[0].id))
    shown = sorted({group.n for group in ordered} | {link.n for link in links.values()})
    first = stored.at(shown, [*PROVENANCE, *dated(artifact)])
    short += [
        _short(host, artifact, column, link, first[link.n]) for (column, host), link in sorted(links.items())
    ]
    for group in ordered:
        yield group, first[group.n]


def _in_column(
    column: Column,
    values: Array,
    start: int,
    matcher: Matcher,
    groups: _Groups,
    links: dict[tuple[str, str], _Short],
) -> None:
    places = None
    if pa.types.is_list(values.type):
        places, values = pc.list_parent_indices(values).to_pylist(), pc.list_flatten(values)
    best: dict[tuple[int, str], Hit] = {}
    hits, shortened = _matched(matcher, values, column)
    for at, hit in hits:
        row = at if places is None else places[at]
        for indicator in hit.indicators[:1]:
            best.setdefault((row, indicator.id), hit)
    for at, one in shortened:
        n = start + (at if places is None else places[at])
        host = one.found.partition("/")[0].partition(":")[0].casefold()
        links.setdefault((column.name, host), _Short(one.found[:FOUND], n)).count += 1
    for (row, _), hit in best.items():
        groups.add(column.name, hit, start + row)


def _matched(
    matcher: Matcher, values: Array, column: Column
) -> tuple[list[tuple[int, Hit]], list[tuple[int, Shortened]]]:
    """Hits and short links with their rows, in order of rows. Where values repeat, each is compared once."""
    kind, shortened = column.observable or Observable.TEXT, list[Shortened]()
    if values.null_count == len(values):
        return [], []
    if _unlike(column):
        hits = list(matcher.match(values, kind, executable=column.runs, shortened=shortened))
        return [(hit.row, hit) for hit in hits], [(one.row, one) for one in shortened]
    coded: Any = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    hits = list(matcher.match(coded.dictionary, kind, executable=column.runs, shortened=shortened))
    return _spread(coded.indices, hits), _spread(coded.indices, shortened)


def _unlike(column: Column) -> bool:
    """Whether hardly a value of this column occurs twice."""
    return column.observable is Observable.TEXT


def _spread(indices: Array, found: Sequence[F]) -> list[tuple[int, F]]:
    """What was found in distinct values, for every row that has one of them."""
    if not found:
        return []
    of_value: dict[int, list[F]] = {}
    for one in found:
        of_value.setdefault(one.row, []).append(one)
    rows = pc.indices_nonzero(pc.is_in(indices, pa.array(list(of_value), indices.type)))
    values: list[Any] = pc.take(indices, rows).to_pylist()
    return [
        (row, one) for row, value in zip(rows.to_pylist(), values, strict=True) for one in of_value[value]
    ]


def _short(host: str, artifact: str, column: str, link: _Short, row: dict[str, Any]) -> ShortLink:
    return ShortLink(
        host=host,
        artifact=artifact,
        column=column,
        count=link.count,
        first=link.found,
        file=row["_file"],
        locator=locator(row),
        time=moment(artifact, row),
    )


def _sighting(id_: str, artifact: str, group: _Group, row: dict[str, Any]) -> Sighting:
    first, *others = group.indicators
    claims = [f"{other.set}: {', '.join(other.campaigns) or other.source}" for other in others]
    if single(group.indicators):
        first = replace(first, notes=(*first.notes, SINGLE))
    return Sighting(
        id=id_,
        how=group.how,
        indicator=first,
        also_in=tuple(dict.fromkeys(claims)),
        found=group.found,
        artifact=artifact,
        column=group.column,
        file=row["_file"],
        locator=locator(row),
        time=moment(artifact, row),
        count=group.count,
    )
