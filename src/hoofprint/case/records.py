"""Records on disk: one Parquet file for each artifact, written once, in order of file and row."""

import os
import threading
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from hoofprint.case.errors import writing

ROW_GROUP = 65_536
"""Rows held back before they are written: what memory an artifact in the writing may take."""


class RecordWriter:
    """Writes the tables an examination hands over; call it as a sink, then `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[str, list[pa.Table]] = {}
        self._files: list[IO[bytes]] = []
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._lock = threading.Lock()

    def __call__(self, artifact: str, table: pa.Table) -> None:
        """Take some records; tables of one artifact must come from one thread at a time."""
        with self._lock:
            held = self._held.setdefault(artifact, [])
        held.append(table)
        if sum(part.num_rows for part in held) >= ROW_GROUP:
            self._write(artifact, held)

    def _write(self, artifact: str, held: list[pa.Table]) -> None:
        table = pa.concat_tables(held).combine_chunks()
        held.clear()
        path = self.folder / f"{artifact}.parquet"
        with writing(path), self._lock:
            writer = self._writers.get(artifact)
            if writer is None:
                fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                file = os.fdopen(fd, "wb")
                self._files.append(file)
                writer = pq.ParquetWriter(file, table.schema, compression="zstd", compression_level=1)
                self._writers[artifact] = writer
        with writing(path):
            for start in range(0, table.num_rows, ROW_GROUP):
                writer.write_table(table.slice(start, ROW_GROUP), row_group_size=ROW_GROUP)

    def close(self) -> None:
        """Write what is held back, and finish every file."""
        for artifact, held in sorted(self._held.items()):
            if held:
                self._write(artifact, held)
        with writing(self.folder):
            for writer in self._writers.values():
                writer.close()
            for file in self._files:
                file.close()
