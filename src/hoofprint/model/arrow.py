"""The columnar form of a record type: its Arrow schema, provenance columns included."""

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as _compute

from hoofprint.model.record import PROVENANCE, Record, columns

compute: Any = _compute
"""Arrow's functions over columns. Untyped on purpose: their published types refuse plain Python operands."""
pa.scalar(
    0
)  # where Arrow first guesses a type it looks for other libraries, once: a confined worker could not
if TYPE_CHECKING:  # Arrow's classes take type arguments in their stubs only
    Array = pa.Array[Any]
    Column = pa.Array[Any] | pa.ChunkedArray[Any]
else:
    Array = Column = pa.Array
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
