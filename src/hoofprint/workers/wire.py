"""What may cross from a confined worker: frames of the declared schema, nothing else.

A frame is `kind (1 byte), header length (4), body length (8)`, both big-endian, a msgpack header of a typed shape,
and for batches the raw buffers of the columns. The receiver knows the schema: it takes lengths from the wire, never
types or names, and validates every buffer. Why not Arrow's own stream form: docs/why/adr/0003-wire-format.md.
"""

import os
import struct
from collections.abc import Generator, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from hoofprint.model.arrow import TYPES, Array
from hoofprint.model.coverage import Status
from hoofprint.model.record import IN_TABLE, RECOVERED, Record, columns

HEAD = struct.Struct(">cIQ")
MAX_HEADER = 1024 * 1024
MAX_BODY = 256 * 1024 * 1024
MAX_ROWS = 20_000_000
"""Rows one file may yield."""


class BadFrame(Exception):
    """The worker sent something outside its declared schema; nothing it says is believed after that."""


class FileDone(msgspec.Struct, forbid_unknown_fields=True):
    """The worker's account of one file, sent after its last batch."""

    file: int
    status: Status
    reason: str = ""
    sha256: str = ""
    """Of the content as parsed (decrypted and inflated), where the job asked for it and its bytes could be read."""
    sha1: str = ""
    """The same by SHA-1, where the job asked for it."""
    writer: int = 0
    """For a database, the number of the SQLite version that wrote it last; 0 for anything else."""
    oddities: dict[str, int] = {}
    missing: list[str] = []


class BatchHead(msgspec.Struct, forbid_unknown_fields=True):
    """What the receiver needs to rebuild a batch: lengths only."""

    file: int
    rows: int
    table: str
    lengths: list[int]
    """Of each buffer in the order of the columns; -1 where there is none."""
    origins: list[str] | None = None


class Batch(msgspec.Struct):
    """A validated batch: the record's columns, then `_row` and `_key`."""

    file: int
    rows: int
    table: str
    arrays: list[Any]
    origins: list[str] | None


Frame = Batch | FileDone
_ENCODER = msgspec.msgpack.Encoder()
_ORIGINS = frozenset({*IN_TABLE, *RECOVERED})
_PLACES: tuple[pa.DataType, ...] = (pa.int64(), pa.string())


def send_batch(
    pipe: int, file: int, table: str, arrays: Sequence[Array], origins: Sequence[str] | None = None
) -> None:
    """Write a batch; `arrays` are the record's columns, then row numbers and keys."""
    buffers: list[Any] = [buffer for array in arrays for buffer in array.buffers()]
    lengths = [-1 if buffer is None else buffer.size for buffer in buffers]
    head = BatchHead(file, len(arrays[-1]), table[:1000], lengths, list(origins) if origins else None)
    _send(pipe, b"B", _ENCODER.encode(head), [buffer for buffer in buffers if buffer is not None])


def send_done(pipe: int, done: FileDone) -> None:
    """Write the account of a finished file."""
    _send(pipe, b"F", _ENCODER.encode(done), [])


def _send(pipe: int, kind: bytes, header: bytes, body: Sequence[Any]) -> None:
    total = sum(part.size for part in body)
    parts: list[Any] = [HEAD.pack(kind, len(header), total) + header, *body]
    for part in parts:
        view = memoryview(part).cast("B")
        while view:
            view = view[os.write(pipe, view) :]


def receive(pipe: int, record: type[Record]) -> Generator[Frame, None, None]:
    """Frames until the worker closes its end; raises `BadFrame` at the first that breaks the rules."""
    kinds = [TYPES[column.python] for column in columns(record)] + list(_PLACES)
    rows = 0
    while head := _read(pipe, HEAD.size, at_end=True):
        kind, header_size, body_size = HEAD.unpack(head)
        if header_size > MAX_HEADER or body_size > MAX_BODY:
            raise BadFrame(f"frame of {header_size + body_size:,} bytes")
        header, body = _read(pipe, header_size), _body(pipe, body_size)
        try:
            if kind == b"B":
                frame = _batch(msgspec.msgpack.decode(header, type=BatchHead), body, kinds)
                rows += frame.rows
                if rows > MAX_ROWS:
                    raise BadFrame(f"more than {MAX_ROWS:,} rows")
                yield frame
            elif kind == b"F":
                yield msgspec.msgpack.decode(header, type=FileDone)
            else:
                raise BadFrame("unknown kind of frame")
        except (msgspec.DecodeError, pa.ArrowException, ValueError) as error:
            raise BadFrame(f"{type(error).__name__} in a frame") from error


def _batch(head: BatchHead, body: pa.Buffer, kinds: Sequence[pa.DataType]) -> Batch:
    if not 0 <= head.rows <= MAX_ROWS or (head.origins is not None and len(head.origins) != head.rows):
        raise BadFrame("row count does not fit")
    if head.origins is not None and not _ORIGINS.issuperset(head.origins):
        raise BadFrame("unknown origin of a row")
    buffers = _cut(head.lengths, body)
    arrays = [_array(kind, head.rows, buffers) for kind in kinds]
    if buffers:
        raise BadFrame("more buffers than columns")
    return Batch(head.file, head.rows, head.table, arrays, head.origins)


def _cut(lengths: list[int], body: pa.Buffer) -> list[Any]:
    at, out = 0, list[Any]()
    for length in lengths:
        if length < -1 or at + length > body.size:
            raise BadFrame("buffer outside the frame")
        out.append(None if length == -1 else body.slice(at, length))
        at += max(length, 0)
    if at != body.size:
        raise BadFrame("bytes left over in a frame")
    return out[::-1]


def _array(kind: pa.DataType, rows: int, buffers: list[Any]) -> Array:
    """One column off the end of `buffers` (which is reversed); every offset and every text is checked."""
    own = [_take(buffers) for _ in range(2 if pa.types.is_list(kind) or kind.num_buffers == 2 else 3)]
    if not pa.types.is_list(kind):
        array = pa.Array.from_buffers(kind, rows, own)
    else:
        last = _last_offset(own[1], rows)
        array = pa.Array.from_buffers(kind, rows, own, children=[_array(kind.value_type, last, buffers)])
    array.validate(full=True)
    return array


def _take(buffers: list[Any]) -> Any:
    if not buffers:
        raise BadFrame("fewer buffers than columns")
    return buffers.pop()


def _last_offset(offsets: Any, rows: int) -> int:
    if offsets is None or offsets.size < 4 * (rows + 1):
        raise BadFrame("list without offsets")
    (last,) = struct.unpack_from("<i", offsets, 4 * rows)
    if not 0 <= last <= MAX_ROWS * 16:
        raise BadFrame("list offset out of range")
    return int(last)


def _read(pipe: int, size: int, *, at_end: bool = False) -> bytes:
    parts, left = [], size
    while left:
        part = os.read(pipe, min(left, 1024 * 1024))
        if not part:
            if at_end and left == size:
                return b""
            raise BadFrame("the worker stopped in the middle of a frame")
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _body(pipe: int, size: int) -> pa.Buffer:
    """The same straight into the memory that the columns then stand in, which is taken only as it fills."""
    room = pa.allocate_buffer(size)
    left = memoryview(room).cast("B") if size else memoryview(b"")
    while left:
        read = os.readv(pipe, [left])
        if not read:
            raise BadFrame("the worker stopped in the middle of a frame")
        left = left[read:]
    return room
