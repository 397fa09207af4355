"""Hits in words: the records they rest on with the way back to each, and when it was."""

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any, NamedTuple

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Hit, Ref
from hoofprint.model import times
from hoofprint.model.finding import Interval, Pointer
from hoofprint.model.record import RECOVERED, Unit, columns
from hoofprint.model.words import N_

AT_ONCE = 200
"""Findings whose records are fetched together."""
TEXT = 300
"""Characters of one value that a sentence quotes."""


def interval(hits: Sequence[Hit]) -> Interval:
    """From the first moment of a dated hit to the last."""
    dated = [hit for hit in hits if hit.time is not None]
    moments = [hit.time for hit in dated if hit.time is not None]
    if not moments:
        return Interval(start=None, end=None, basis=N_("undated: the records state no time"))
    basis = N_("times as the phone's own records state them")
    if not any(hit.exact for hit in dated):
        basis = N_("days as the phone's own records state them, without a zone")
    ends = [hit.until for hit in dated if hit.until is not None]
    return Interval(start=min(moments), end=max([*moments, *ends]), basis=basis)


class Shown(NamedTuple):
    """The hits that a finding lists."""

    hits: Sequence[Hit]
    names: Mapping[tuple[Ref, ...], str]
    """What the records of a hit are in a sequence."""

    @property
    def elements(self) -> dict[Ref, str]:
        """Each record once, in order, with its part in the sequence."""
        return {ref: self.names.get(hit.refs, "") for hit in self.hits for ref in hit.refs}


def pointers(findings: Sequence[Shown], world: World) -> Iterator[tuple[Pointer, ...]]:
    """For each finding the records of its hits once, in their order, with file, hash, place and a sentence.

    Records of many findings are fetched together: to open a table costs more than to read a row of it.
    """
    for at in range(0, len(findings), AT_ONCE):
        block = [shown.elements for shown in findings[at : at + AT_ONCE]]
        wanted = dict.fromkeys(ref for elements in block for ref in elements)
        rows: dict[Ref, dict[str, Any]] = {}
        for artifact in sorted({ref.artifact for ref in wanted}):
            rows |= world.rows(world.types[artifact]).at([ref for ref in wanted if ref.artifact == artifact])
        for elements in block:
            yield tuple(
                pointer(ref.artifact, rows[ref], world, element)
                for ref, element in elements.items()
                if ref in rows
            )


def pointer(artifact: str, row: Mapping[str, Any], world: World, element: str = "") -> Pointer:
    """One record: the way back to the byte, and what it says in its artifact's sentence."""
    read = next((file for file in world.coverage[artifact].files if file.path == row["_file"]), None)
    template = artifacts()[artifact].says
    return Pointer(
        artifact=artifact,
        file=row["_file"],
        stored=read.stored if read else str(row.get("stored") or ""),
        sha256=read.sha256 if read else "",
        locator=locator(row),
        time=moment(artifact, row),
        says=template,
        values=values(artifact, template, row),
        element=element,
    )


def locator(row: Mapping[str, Any]) -> str:
    """`message row 17`, `key netUsageBaseline/bh`; where it is not plainly there, `message row 17 (wal)` or
    `message row 17 (free page, page 5 byte 100)`."""
    key, origin, place = row["_key"], row["_origin"], f"{row['_table']} row {row['_row']}"
    if key and origin in RECOVERED:
        return f"{place} ({origin}, {key})"
    place = f"key {key}" if key else place
    return place if origin == "live" else f"{place} ({origin})"


def moment(artifact: str, row: Mapping[str, Any]) -> int | None:
    """The record's first dated field that holds a time."""
    return next((row[name] for name in dated(artifact) if row[name] is not None), None)


def dated(artifact: str) -> list[str]:
    """The dated fields of an artifact's records, in their order."""
    return [column.name for column in columns(artifacts()[artifact].record) if column.unit is Unit.TIME]


def values(artifact: str, template: str, row: Mapping[str, Any]) -> dict[str, str]:
    """What fills the sentence: evidence text as it stood, cut to a readable length."""
    units = {column.name: column.unit for column in columns(artifacts()[artifact].record)}
    out: dict[str, str] = {}
    for _, name, _, _ in Formatter().parse(template):
        if name:
            value = row.get(name)
            if isinstance(value, int) and units.get(name) is Unit.TIME:
                value = times.rfc3339(value)
            out[name] = "?" if value is None else str(value)[:TEXT]
    return out
