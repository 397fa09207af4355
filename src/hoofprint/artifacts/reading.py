"""One artifact over one acquisition: its files to workers, their frames to the sink, an account of each file."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from hoofprint.artifacts.declare import Artifact
from hoofprint.artifacts.registry import parser_name
from hoofprint.formats.source import Source
from hoofprint.model.arrow import Array, schema
from hoofprint.model.arrow import compute as pc
from hoofprint.model.coverage import FileRead, Status
from hoofprint.model.entry import Device, FileEntry
from hoofprint.model.record import IN_TABLE, At, Record, Unit, columns
from hoofprint.workers.batches import arrays
from hoofprint.workers.chunk import chunked
from hoofprint.workers.job import FileJob, Job
from hoofprint.workers.pool import Pool, WorkerFailed
from hoofprint.workers.wire import Batch, FileDone

ROWS_AT_ONCE = 16_384
"""Rows gathered before they are handed on."""
CONTAINER = "/@container"
"""Stands for the acquisition itself where an account names a file."""
FILES_AT_ONCE = 32
"""Files one worker gets; a database with its side files needs three descriptors."""
LIVE = "live"
_IN_TABLE = pa.array(IN_TABLE)
Sink = Callable[[str, pa.Table], None]
"""Takes an artifact's id and a table of its records; called in order for one artifact, from any thread."""
Progress = Callable[[str, int], None]
"""Told an artifact's id and how many more rows were read."""


class Evidence(Protocol):
    """What the artifacts need of an acquisition (`acquire.evidence.Evidence`)."""

    kind: str
    encrypted: bool
    device: Device
    inventory: pa.Table
    damage: str
    oddities: dict[str, int]

    def find(self, patterns: Sequence[str]) -> Sequence[Any]:
        """Files by device path, each with `path`, `stored`, `size` and `absent`."""
        ...

    def entries(self, patterns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Rows of `FileEntry` by device path."""
        ...

    def open(self, found: Any, stack: ExitStack) -> Source:
        """A found file's bytes."""
        ...

    def sides(self, found: Any, stack: ExitStack) -> dict[str, Source]:
        """Its write-ahead log and journal."""
        ...

    def beside(self, found: Any) -> Sequence[Any]:
        """The same, as files that were found."""
        ...


@dataclass
class _Ready:
    """A file that could be opened, with what the worker is told of it."""

    found: Any
    path: str
    stored: str
    size: int
    job: FileJob
    rows: int = 0
    origins: Counter[str] = field(default_factory=Counter)
    done: bool = False


@dataclass
class Reading:
    """The state of one artifact while it is read; `run` fills `files` (but for digests), `rows`, `first` and `last`."""

    name: str
    artifact: Artifact
    evidence: Evidence
    pool: Pool
    sink: Sink
    progress: Progress
    files: list[FileRead] = field(default_factory=list)
    rows: int = 0
    first: int | None = None
    """Earliest time in any dated field, microseconds UTC."""
    last: int | None = None
    _held: list[pa.RecordBatch] = field(default_factory=list)
    _held_rows: int = 0

    def run(self, found: Sequence[Any]) -> None:
        """Read everything there is of this artifact; failures end in `files`, never in an exception."""
        if self.artifact.whole:
            self._inventory()
            self._container()
        elif self.artifact.from_entries is not None:
            self._from_entries(self.artifact.from_entries)
        there = [file for file in found if not file.absent]
        for file in found:
            if file.absent:
                self._lost(file, "listed in the manifest, but its bytes are not in the acquisition")
        for at in range(0, len(there), FILES_AT_ONCE):
            left = there[at : at + FILES_AT_ONCE]
            while left:  # opened anew for each worker: what a broken one was given is not handed to the next
                with ExitStack() as stack:
                    fds: list[int] = []
                    left = self._worker([one for file in left if (one := self._open(file, stack, fds))], fds)
        self._release()

    def _inventory(self) -> None:
        """The entries themselves are the records."""
        table = self.evidence.inventory.drop_columns(["handle"])
        at = 0
        for batch in table.combine_chunks().to_batches(max_chunksize=ROWS_AT_ONCE):
            rows = pa.array(range(at, at + batch.num_rows), pa.int64())
            self._held.append(self._placed(batch.columns, "entry", batch["path"], None, rows, None))
            at += batch.num_rows
            self.progress(self.name, batch.num_rows)
            self._release()

    def _container(self) -> None:
        """An account of the container's own list where it is incomplete or odd: what it lacks is not looked for."""
        damage, oddities = self.evidence.damage, self.evidence.oddities
        if damage or oddities:
            status = Status.PARTIAL if damage else Status.READ
            self.files.append(
                FileRead(
                    path=CONTAINER,
                    stored="",
                    sha256="",
                    size=0,
                    status=status,
                    rows=self.rows,
                    reason=damage,
                    oddities=oddities,
                )
            )

    def _from_entries(self, make: Callable[[FileEntry], tuple[At, Record] | None]) -> None:
        """Records that are entries' names and times, read otherwise: no file is opened."""
        fields, record = FileEntry.__struct_fields__, self.artifact.record
        paths: list[str] = []

        def rows() -> Iterator[tuple[At, Record]]:
            for entry in self.evidence.entries(self.artifact.patterns):
                if (made := make(FileEntry(**{key: entry[key] for key in fields}))) is not None:
                    paths.append(entry["path"])
                    yield made

        for chunk in chunked(record, rows()):
            files, paths[:] = pa.array(paths[: chunk.count], pa.string()), paths[chunk.count :]
            made, places = arrays(record, chunk, Counter()), pa.array(chunk.rows, pa.int64())
            keys = pa.array(chunk.keys, pa.string()) if chunk.keys else None
            self._held.append(self._placed(made, chunk.table, files, None, places, keys))
            self.progress(self.name, chunk.count)
            self._release()

    def _open(self, file: Any, stack: ExitStack, fds: list[int]) -> _Ready | None:
        try:
            source = self.evidence.open(file, stack)
            sides = {side: inner.recipe(fds) for side, inner in self.evidence.sides(file, stack).items()}
            job = FileJob(file.path, file.stored, source.recipe(fds), sides)
            return _Ready(file, file.path, file.stored, source.size, job)
        except Exception as error:  # boundary: a file that cannot be opened costs itself, and says why
            self._lost(file, str(error) or type(error).__name__)
            return None

    def _worker(self, ready: list[_Ready], fds: list[int]) -> list[Any]:
        """Let a worker read the files; returns those that still need one, after the file it failed at."""
        if not ready:
            return []
        job = Job(parser_name(self.name), [one.job for one in ready])
        try:
            for frame in self.pool.run(job, fds, self.artifact.record, sum(one.size for one in ready)):
                if not 0 <= frame.file < len(ready) or ready[frame.file].done:
                    raise WorkerFailed("the worker spoke of a file it was not given")
                self._frame(ready[frame.file], frame)
            if not all(one.done for one in ready):
                raise WorkerFailed("the parser ended without an account of this file")
        except WorkerFailed as error:
            rest = [one for one in ready if not one.done]
            if rest:
                guilty = rest[0]
                status = Status.PARTIAL if guilty.rows else Status.FAILED
                self._account(guilty, FileDone(0, status, str(error)))
            return [one.found for one in rest[1:]]
        return []

    def _frame(self, file: _Ready, frame: Batch | FileDone) -> None:
        if isinstance(frame, FileDone):
            file.done = True
            self._account(file, frame)
            return
        file.rows += frame.rows
        file.origins.update(one for one in frame.origins or () if one != LIVE)
        self.progress(self.name, frame.rows)
        *made, rows, keys = frame.arrays
        self._held.append(self._placed(made, frame.table, file.path, frame.origins, rows, keys))
        self._held_rows += frame.rows
        if self._held_rows >= ROWS_AT_ONCE:
            self._release()

    def _placed(
        self, made: Sequence[Array], name: str, path: Any, origins: list[str] | None, rows: Any, keys: Any
    ) -> pa.RecordBatch:
        """The records with their provenance; file and table are the parent's knowledge, never the worker's."""
        count = len(rows)
        places = (
            pa.repeat(path, count) if isinstance(path, str) else path,
            pa.repeat(name, count),
            rows,
            pa.nulls(count, pa.string()) if keys is None else keys,
            pa.repeat("live", count) if origins is None else pa.array(origins, pa.string()),
        )
        return pa.RecordBatch.from_arrays([*made, *places], schema=schema(self.artifact.record))

    def _release(self) -> None:
        """Hand on what is held: few large tables cost less than many small ones."""
        if self._held:
            self._take(pa.Table.from_batches(self._held))
            self._held, self._held_rows = [], 0

    def _take(self, table: pa.Table) -> None:
        in_table = pc.is_in(table["_origin"], _IN_TABLE)
        there = table if pc.all(in_table).as_py() else table.filter(in_table)
        for column in columns(self.artifact.record):
            if column.unit is Unit.TIME and there.num_rows:
                span = pc.min_max(there[column.name]).as_py()
                if span["min"] is not None:
                    self.first = min(span["min"], self.first if self.first is not None else span["min"])
                    self.last = max(span["max"], self.last if self.last is not None else span["max"])
        self.rows += table.num_rows
        self.sink(self.name, table)

    def _account(self, file: _Ready, done: FileDone) -> None:
        self.files.append(
            FileRead(
                path=file.path,
                stored=file.stored,
                sha256="",
                size=file.size,
                status=done.status,
                rows=file.rows,
                origins=dict(sorted(file.origins.items())),
                reason=done.reason,
                oddities=done.oddities,
                missing=tuple(done.missing),
            )
        )

    def _lost(self, file: Any, reason: str) -> None:
        self.files.append(
            FileRead(
                path=file.path,
                stored=file.stored,
                sha256="",
                size=file.size,
                status=Status.FAILED,
                reason=reason,
            )
        )
