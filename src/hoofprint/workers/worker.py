"""Inside the cage: take a job, parse its files one after the other, send frames, and say how each file ended."""

import gc
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from hoofprint.formats.plist import DamagedPlist
from hoofprint.formats.source import DamagedSource, Recipe, Source, blocks, build
from hoofprint.formats.sqlite import Damaged, NotDatabase, SchemaUnknown
from hoofprint.model.coverage import Status
from hoofprint.model.record import Record
from hoofprint.model.words import reason
from hoofprint.workers import job as jobs
from hoofprint.workers.batches import arrays
from hoofprint.workers.chunk import Chunk, Parser
from hoofprint.workers.file import File, TooLarge
from hoofprint.workers.wire import FileDone, send_batch, send_done

EXPECTED = (DamagedPlist, DamagedSource, Damaged, NotDatabase, TooLarge, OSError, ValueError)
"""Failures with a message made for people; any other is named by its type."""
SQLITE = b"SQLite format 3\0"
"""How a database begins; the version that wrote it last stands 96 bytes in (sqlite.org/fileformat.html)."""
ODDITIES = 500
"""Kinds of oddity one file may report; a hostile file could invent more."""


def main(data: bytes, fds: Sequence[int], pipe: int) -> None:
    """Entry point of a worker: called once, confined, with the job, its descriptors and the pipe to the parent."""
    # Rows by the thousand are no garbage. What a parser leaves in circles is still found, only seldom.
    gc.set_threshold(100_000, 20, 100)
    job = jobs.decode(data)
    parser = find(job.parser)
    shared: dict[Recipe, Source] = {}
    for number, entry in enumerate(job.files):
        sides = {name: build(recipe, list(fds), shared) for name, recipe in entry.sides.items()}
        file = File(entry.path, build(entry.source, list(fds), shared), stored=entry.stored, **sides)
        done = read_file(parser, file, number, pipe)
        if job.digest:
            done.sha256, done.sha1, done.writer = _account(file, entry.sha1)
        send_done(pipe, done)


class Nothing(Record, frozen=True):
    """No record at all."""


BYTES = Parser(Nothing, lambda file: iter(()))
"""Reads nothing into the bytes: for a job that wants digests only."""


def find(name: str) -> Parser:
    """The parser at `module:attribute`, from a module that is already imported; a worker can open no other."""
    module, attribute = name.split(":")
    value = getattr(sys.modules[module], attribute)
    parser = getattr(value, "parser", value)
    if not isinstance(parser, Parser):
        raise TypeError(f"{name} is no parser")
    return parser


def read_file(parser: Parser, file: File, number: int, pipe: int) -> FileDone:
    """Send all batches of one file; the returned account has exactly one status."""
    rows, problem, status = 0, "", Status.READ
    try:
        for chunk in parser.read(file):
            _send(parser.record, chunk, file.notes, number, pipe)
            rows += chunk.count
    except SchemaUnknown as error:
        problem, status = str(error), Status.UNKNOWN_SCHEMA
    except EXPECTED as error:
        problem, status = str(error) or type(error).__name__, Status.FAILED
    except (Exception, RecursionError, MemoryError) as error:  # boundary: whatever a hostile file provokes
        problem, status = reason(f"the parser stopped: {type(error).__name__}"), Status.FAILED
    notes, missing = _sorted_notes(file.notes)
    if problem and rows:
        status = Status.PARTIAL
    elif status is Status.READ and any(note.startswith(LOSS) for note in notes):
        status, problem = Status.PARTIAL, reason("some of it could not be read; see the oddities")
    elif status is Status.READ and not rows:
        status = Status.EMPTY
    return FileDone(number, status, problem[:2000], oddities=notes, missing=missing)


LOSS = (
    "expected column absent",
    "expected table absent",
    "item not understood",
    "look-up table cut",
)
"""Oddities that mean something was not read; the others are repaired or explained in place."""


def _send(record: type[Record], chunk: Chunk, notes: Counter[str], number: int, pipe: int) -> None:
    if not chunk.count:
        return
    made = arrays(record, chunk, notes)
    rows = pa.array(chunk.rows, type=pa.int64())
    keys = pa.array(chunk.keys, type=pa.string()) if chunk.keys else pa.nulls(chunk.count, pa.string())
    send_batch(pipe, number, chunk.table, [*made, rows, keys], chunk.origins)


def _account(file: File, sha1: bool) -> tuple[str, str, int]:
    """SHA-256 of the content, SHA-1 where asked for, and the SQLite version that wrote a database last; empty where
    not even its bytes could be read."""
    writer = 0
    made = [hashlib.sha256(), *([hashlib.sha1(usedforsecurity=False)] if sha1 else [])]
    try:
        for number, block in enumerate(blocks(file.source)):
            if number == 0 and block[: len(SQLITE)] == SQLITE:
                writer = int.from_bytes(block[96:100], "big")
            for digest in made:
                digest.update(block)
    except (DamagedSource, OSError):
        return "", "", 0
    return made[0].hexdigest(), made[1].hexdigest() if sha1 else "", writer


def _sorted_notes(notes: Counter[str]) -> tuple[dict[str, int], list[str]]:
    """Oddities in a steady order; the absent optional columns apart, for they are no oddity."""
    optional = ("optional column absent: ", "optional table absent: ")
    missing = sorted(note.split(": ", 1)[1] for note in notes if note.startswith(optional))
    kept = {note[:200]: count for note, count in sorted(notes.items()) if not note.startswith(optional)}
    return dict(list(kept.items())[:ODDITIES]), missing
