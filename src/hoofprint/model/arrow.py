"""The columnar form of a record type: its Arrow schema, provenance columns included."""

from functools import cache

import pyarrow as pa

from hoofprint.model.record import PROVENANCE, Record, columns

TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    list: pa.list_(pa.string()),
}
PLACES: dict[str, pa.DataType] = {
    "_file": pa.string(),
    "_table": pa.string(),
    "_row": pa.int64(),
    "_key": pa.string(),
    "_origin": pa.string(),
}


@cache
def schema(record: type[Record]) -> pa.Schema:
    """Fields of the record in their order, then the provenance columns."""
    fields = [pa.field(column.name, TYPES[column.python]) for column in columns(record)]
    return pa.schema([*fields, *(pa.field(name, PLACES[name]) for name in PROVENANCE)])
