"""Records on disk: one Parquet file for each artifact, written once, in order of file and row; or kept in memory."""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from hoofprint.case.errors import writing

ROW_GROUP = 65_536
"""Rows held back before they are written."""
HELD = 24 << 20
"""Bytes held back at most, where rows are long: what memory an artifact in the writing may take."""
UNFINISHED = ".unfinished"
"""Ends the name of a table in the writing."""
DICTIONARY = 64 << 10
"""Bytes of distinct texts up to which a column is written as a dictionary; guids and messages soon pass it."""


@dataclass
class _File:
    """One artifact in the writing."""

    held: list[pa.Table] = field(default_factory=list)
    rows: int = 0
    size: int = 0
    file: IO[bytes] | None = None
    writer: pq.ParquetWriter | None = None


class RecordWriter:
    """Writes the tables an examination hands over; call it as a sink, `finish` an artifact, then `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, _File] = {}
        self._lock = threading.Lock()

    def __call__(self, artifact: str, table: pa.Table) -> None:
        """Take some records; tables of one artifact must come from one thread at a time."""
        with self._lock:
            one = self._files.setdefault(artifact, _File())
        one.held.append(table)
        one.rows += table.num_rows
        one.size += table.nbytes
        if one.rows >= ROW_GROUP or one.size >= HELD:
            self._write(artifact, one)

    def _write(self, artifact: str, one: _File) -> None:
        table, path = pa.concat_tables(one.held), self.folder / f"{artifact}{UNFINISHED}"
        one.held, one.rows, one.size = [], 0, 0
        with writing(path):
            if one.writer is None:
                one.file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
                one.writer = _writer(one.file, table.schema)
            one.writer.write_table(table, row_group_size=ROW_GROUP)

    def finish(self, artifact: str) -> None:
        """No more of this artifact comes: write what is held back, put its file in place, give the memory back."""
        with self._lock:
            one = self._files.pop(artifact, None)
        if one is None:
            return
        if one.held:
            self._write(artifact, one)
        path = self.folder / f"{artifact}.parquet"
        with writing(path):
            if one.writer is not None and one.file is not None:
                one.writer.close()
                one.file.close()
                os.rename(path.with_suffix(UNFINISHED), path)
        pa.default_memory_pool().release_unused()

    def close(self) -> None:
        """Finish every file."""
        for artifact in sorted(self._files):
            self.finish(artifact)


class RecordKeeper:
    """Takes the place of a writer where no case is made: `tables` are the records, by artifact, once it is closed."""

    def __init__(self) -> None:
        self.tables: dict[str, pa.Table] = {}
        self._held: dict[str, list[pa.Table]] = {}

    def __call__(self, artifact: str, table: pa.Table) -> None:
        """Take some records; tables of one artifact must come from one thread at a time."""
        self._held.setdefault(artifact, []).append(table)

    def finish(self, artifact: str) -> None:
        """No more of this artifact comes."""
        if held := self._held.pop(artifact, None):
            self.tables[artifact] = pa.concat_tables(held).combine_chunks()

    def close(self) -> None:
        """Finish every artifact."""
        for artifact in sorted(self._held):
            self.finish(artifact)


def _writer(file: IO[bytes], schema: pa.Schema) -> pq.ParquetWriter:
    """Settings found by measurement: texts by dictionary while few of them differ, numbers by their differences, and
    the least and greatest value of numbers only."""
    numbers = [field.name for field in schema if pa.types.is_int64(field.type)]
    lists = [f"{field.name}.list.element" for field in schema if pa.types.is_list(field.type)]
    texts = [field.name for field in schema if pa.types.is_string(field.type)]
    settings: dict[str, Any] = {
        "compression": "zstd",
        "compression_level": 1,
        "use_dictionary": [*texts, *lists],
        "dictionary_pagesize_limit": DICTIONARY,
        "column_encoding": dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
        "write_statistics": numbers,
    }
    return pq.ParquetWriter(file, schema, **settings)
