"""The records as columns for other tools: one folder for each acquisition and artifact, times typed, fields explained.

`acquisition=<id>/artifact=<id>/part-0.parquet` is what DuckDB, Polars, Spark and Athena read as one partitioned table.
"""

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from hoofprint import __version__
from hoofprint.explore.disclose import Disclosed
from hoofprint.explore.tables import N, Table
from hoofprint.export import folder_exporter
from hoofprint.export.parts.voice import Voice
from hoofprint.model.record import Unit

SCHEMA = "hoofprint.records/1"
ROWS = 65_536


@folder_exporter
def EXPORT(disclosed: Disclosed, folder: Path, language: str) -> None:
    """Values are as they stood: this is for programs. Every field's metadata holds its meaning and unit."""
    voice = Voice(language)
    for table in disclosed.tables():
        target = folder / f"acquisition={table.acquisition}" / f"artifact={table.artifact}"
        target.mkdir(parents=True, mode=0o700)
        moments = [pl.col(name).cast(pl.Datetime("us", "UTC")) for name in table.dated]
        frame = disclosed.frame(table).drop(N).with_columns(moments)
        schema = _explained(table, frame, voice)
        with pq.ParquetWriter(target / "part-0.parquet", schema, compression="zstd") as out:
            for start in range(0, table.rows, ROWS):
                rows = frame.slice(start, ROWS).collect()
                if rows.height:
                    out.write_table(rows.to_arrow().cast(schema))


def _explained(table: Table, frame: pl.LazyFrame, voice: Voice) -> pa.Schema:
    """The schema with what is known of each field, and of the table."""
    stored = {
        field.name: field.with_type(pa.timestamp("us", "UTC")) if field.name in table.dated else field
        for field in pq.read_schema(table.path)
    }
    fields = []
    for name in frame.collect_schema().names():
        column = table.columns.get(name)
        about: dict[bytes | str, bytes | str] = {"meaning": voice.meant(column.meaning)} if column else {}
        if column and column.unit and column.unit is not Unit.TIME:
            about["unit"] = column.unit.value
        if column and column.observable:
            about["observable"] = column.observable.value
        fields.append(stored[name].with_metadata(about))
    return pa.schema(
        fields,
        metadata={
            "schema": SCHEMA,
            "hoofprint": __version__,
            "artifact": table.artifact,
            "acquisition": table.acquisition,
        },
    )
