"""SQL over the records of a case, read-only. Every artifact is a table, and stands for all acquisitions.

Times become moments (`where date > '2021-07-01'`). Beside the artifacts stand `findings`, `evidence`, `sightings` and
`coverage`. The engine is Polars' own (`docs/why/adr/0009-questions-in-polars.md`); what could read other files or
reach a network is refused before it sees the question.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from hoofprint.case.folder import Case
from hoofprint.explore.tables import N, Table, tables
from hoofprint.model.face import AcquisitionFace, SightingFace
from hoofprint.model.record import Unit, recovered
from hoofprint.model.words import N_, Worded

ALLOWED = re.compile(r"\s*(select|with|explain|show\s+tables|values)\b", re.I)
READERS = re.compile(r"\"?\b(read|scan)_\w+\"?\s*\(", re.I)
ASIDE = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.S)
"""What is no question: texts and comments."""
MOMENT = "%Y-%m-%dT%H:%M:%S%.6fZ"
UTC = pl.Datetime("us", "UTC")


class QueryError(Worded):
    """A question that cannot be answered; the message says why."""


@dataclass(frozen=True)
class Answer:
    """Column names and rows; times are RFC 3339 texts, bytes hexadecimal, lists stay lists."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: bool
    """Whether there are further rows that were not asked for."""


def ask(case: Case, sql: str, most: int | None = None) -> Answer:
    """The answer to one SELECT, at most `most` rows; raises `QueryError`."""
    question = sql.strip().rstrip(";")
    if not ALLOWED.match(question):
        raise QueryError(N_("a question begins with SELECT, WITH, VALUES, EXPLAIN or SHOW TABLES"))
    if READERS.search(ASIDE.sub(" ", question)):
        raise QueryError(N_("only the tables of the case can be read"))
    try:
        context = pl.SQLContext(frames(case), eager=False)
        found = context.execute(question)
        lazy = found if most is None else found.head(most + 1)
        frame = lazy.collect(engine="streaming")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise QueryError("", because=str(error).split("\n\n")[0]) from error
    written = _written(frame)
    rows = written.rows()
    return Answer(tuple(written.columns), rows[:most], most is not None and len(rows) > most)


def frames(case: Case) -> dict[str, pl.LazyFrame]:
    """Every table by name: `messages`, or `ios_messages` where two platforms have one of the same name."""
    grouped: dict[str, list[Table]] = {}
    for table in tables(case):
        grouped.setdefault(table.artifact, []).append(table)
    found = {artifact.replace(".", "_"): _joined(parts) for artifact, parts in grouped.items()}
    short: dict[str, list[str]] = {}
    for name in found:
        short.setdefault(name.partition("_")[2], []).append(name)
    found |= {name: found[full[0]] for name, full in short.items() if len(full) == 1}
    return found | _results(case.acquisitions)


def listed(case: Case) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    """Every table of the case's records: its name, how many records, and the meaning of its columns."""
    names = frames(case)
    for name, parts in _by_artifact(case).items():
        short = name.rpartition(".")[2]
        meanings = {column.name: column.meaning for column in parts[0].columns.values()}
        count = sum(part.scan().select(pl.len()).collect().item() for part in parts)
        yield short if short in names else name.replace(".", "_"), count, meanings


def _by_artifact(case: Case) -> dict[str, list[Table]]:
    grouped: dict[str, list[Table]] = {}
    for table in tables(case):
        grouped.setdefault(table.artifact, []).append(table)
    return grouped


def _joined(parts: Sequence[Table]) -> pl.LazyFrame:
    """The records of one artifact over all acquisitions, times as moments."""
    each = [
        table.scan()
        .drop(N)
        .with_columns(
            pl.lit(table.acquisition).alias("_acquisition"),
            *(pl.col(name).cast(UTC) for name, column in table.columns.items() if column.unit is Unit.TIME),
        )
        for table in parts
    ]
    return pl.concat(each, how="diagonal")


def _results(faces: Sequence[AcquisitionFace]) -> dict[str, pl.LazyFrame]:
    """What was concluded, as flat tables."""
    findings = [
        (face.id, f.id, f.rule, f.stage, f.grade, f.attribution, f.title, f.when.start, f.when.end, f.count)
        for face in faces
        for f in face.findings
    ]
    evidence = [
        (face.id, f.id, e.artifact, e.file, e.locator, e.time, e.element)
        for face in faces
        for f in face.findings
        for e in f.evidence
    ]
    sightings = [_sighting(face.id, one) for face in faces for one in face.sightings]
    coverage = [
        (face.id, c.artifact, c.status, c.rows, recovered(c.origins), c.oddities, c.start, c.end, c.reason)
        for face in faces
        for c in face.coverage
    ]
    return {
        "findings": _flat(findings, FINDINGS),
        "evidence": _flat(evidence, EVIDENCE),
        "sightings": _flat(sightings, SIGHTINGS),
        "coverage": _flat(coverage, COVERAGE),
    }


def _sighting(acquisition: str, one: SightingFace) -> tuple[object, ...]:
    claim = one.indicator
    where = (one.artifact, one.column, one.file, one.locator, one.time, one.count)
    claimed = (claim.value, claim.source, claim.campaign)
    return (acquisition, one.id, one.kind, one.value, one.how, *claimed, *where)


FINDINGS = ("_acquisition id rule stage grade attribution title", "from_time to_time", "count")
EVIDENCE = ("_acquisition finding artifact file locator", "time", "", "element")
SIGHTINGS = (
    "_acquisition id kind value how indicator source campaign artifact column file locator", "time", "count",
)  # fmt: skip
COVERAGE = (
    "_acquisition artifact status",
    "",
    "rows recovered oddities",
    "",
    "from_time to_time",
    "",
    "reason",
)
"""Names of columns: texts, times, numbers, and so on in turn."""


def _flat(rows: Sequence[tuple[Any, ...]], names: Sequence[str]) -> pl.LazyFrame:
    kinds = (pl.String, UTC, pl.Int64)
    schema = {name: kinds[place % 3] for place, group in enumerate(names) for name in group.split()}
    texts = {name: pl.String if kind == UTC else kind for name, kind in schema.items()}
    frame = pl.LazyFrame(rows, schema=texts, orient="row")
    moments = [name for name, kind in schema.items() if kind == UTC]
    return frame.with_columns(pl.col(name).str.to_datetime(time_zone="UTC") for name in moments)


def _written(frame: pl.DataFrame) -> pl.DataFrame:
    """Values that every output can write: moments and bytes as text."""
    kinds = frame.schema
    moments = [name for name, kind in kinds.items() if isinstance(kind, pl.Datetime)]
    others = [name for name, kind in kinds.items() if kind in (pl.Date, pl.Time, pl.Duration)]
    blobs = [name for name, kind in kinds.items() if kind == pl.Binary]
    return frame.with_columns(
        *(pl.col(name).dt.strftime(MOMENT) for name in moments),
        *(pl.col(name).cast(pl.String) for name in others),
        *(pl.col(name).bin.encode("hex") for name in blobs),
    )
