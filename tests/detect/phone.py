"""A phone of a few records: tables of the declared types as Parquet, compared with a few indicators."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.indicators import compile_sets
from hoofprint.detect.indicators.lint import annotate
from hoofprint.detect.indicators.overlay import adjusted
from hoofprint.detect.rows import World
from hoofprint.detect.sightings import sight
from hoofprint.detect.stored import Stored
from hoofprint.model.arrow import schema
from hoofprint.model.coverage import Coverage, FileRead, Status
from hoofprint.model.entry import Device
from hoofprint.model.indicator import Indicator, IndicatorSet
from hoofprint.model.record import Observable
from hoofprint.model.times import moment

Table = Sequence[Mapping[str, Any]]


class Listed(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A published value as a test writes it."""

    kind: str
    value: str
    campaigns: tuple[str, ...] = ()
    published: datetime | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    withdrawn: str | None = None
    notes: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ("one", "another")
    """Who lists it, each in a list of their own."""

    def indicator(self, publisher: str = "one") -> Indicator:
        """As a loaded list would hold it."""
        return Indicator(
            kind=Observable(self.kind),
            value=self.value,
            set="test",
            source=publisher,
            campaigns=self.campaigns,
            published=moment(self.published),
            valid_from=moment(self.valid_from),
            valid_until=moment(self.valid_until),
            withdrawn=self.withdrawn,
            notes=self.notes,
        )


def micros(text: str) -> int:
    """`2021-07-18T09:30:00Z` in microseconds UTC."""
    found = moment(datetime.fromisoformat(text))
    assert found is not None
    return found


def phone(
    folder: Path,
    rows: Mapping[str, Table],
    listed: Sequence[Listed] = (),
    *,
    device: Device | None = None,
    kind: str = "ios_backup",
    encrypted: bool = True,
    others: Mapping[str, Status] | None = None,
    begins: int | None = None,
) -> World:
    """A world of these records. `others` gives the status of artifacts without any; the rest are absent."""
    files = {artifact: Stored(_table(folder, artifact, table)) for artifact, table in rows.items() if table}
    publishers = dict.fromkeys(publisher for one in listed for publisher in one.publishers)
    sets = annotate([_list(listed, publisher) for publisher in publishers])
    sightings, seen, _ = sight(files, compile_sets(sets, platform="ios"), lambda *_: None)
    others = others or {}
    return World(
        device=device or Device(),
        kind=kind,
        encrypted=encrypted,
        coverage={
            artifact: _coverage(artifact, rows.get(artifact), others.get(artifact, Status.ABSENT), begins)
            for artifact in artifacts()
        },
        types={name: artifact.record for name, artifact in artifacts().items()},
        files=files,
        sightings=sightings,
        seen=seen,
    )


def _list(listed: Sequence[Listed], publisher: str) -> IndicatorSet:
    mine = tuple(one.indicator(publisher) for one in listed if publisher in one.publishers)
    return adjusted(IndicatorSet(name="test", sha256="", indicators=mine))


def _table(folder: Path, artifact: str, table: Table) -> Path:
    fields = schema(artifacts()[artifact].record)
    made = []
    for number, row in enumerate(table, 1):
        place = {"_file": f"/{artifact}", "_table": "row", "_row": number, "_key": None, "_origin": "live"}
        unknown = row.keys() - set(fields.names)
        assert not unknown, f"{artifact} has no column {unknown}"
        made.append({**place, **{name: _value(value) for name, value in row.items()}})
    path = folder / f"{artifact}.parquet"
    pq.write_table(pa.Table.from_pylist(made, schema=fields), path)
    return path


def _value(value: Any) -> Any:
    return moment(value) if isinstance(value, datetime) else value


def _coverage(artifact: str, table: Table | None, other: Status, begins: int | None) -> Coverage:
    if not table:
        return Coverage(artifact=artifact, status=other, reason="broken" if other is Status.FAILED else "")
    file = FileRead(path=f"/{artifact}", stored="", sha256="", size=0, status=Status.READ, rows=len(table))
    origins = Counter(str(row["_origin"]) for row in table if "_origin" in row)
    return Coverage(
        artifact=artifact,
        status=Status.READ,
        rows=len(table),
        origins=origins,
        from_time=begins,
        files=(file,),
    )
