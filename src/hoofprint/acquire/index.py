"""Parsers of the containers' own indexes. They run in confined workers, like every parser of evidence."""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from hoofprint.acquire.domains import BACKUP, device_path
from hoofprint.formats import mbdb, mbfile, plist
from hoofprint.formats.archive import detect, members, open_member
from hoofprint.formats.sqlite import SchemaUnknown
from hoofprint.model import times
from hoofprint.model.entry import IndexedEntry
from hoofprint.model.record import At, Blob, Bytes, Id, Int, Record, Str, Time, columns
from hoofprint.workers.chunk import Chunk, Parser, chunked
from hoofprint.workers.file import File

MEMBERS = "hoofprint.acquire.index:ARCHIVE_PARSER"
FACTS = "hoofprint.acquire.index:FACTS_PARSER"
MANIFEST_DB = "hoofprint.acquire.index:MANIFEST_DB_PARSER"
MANIFEST_MBDB = "hoofprint.acquire.index:MANIFEST_MBDB_PARSER"
FLAGS = {1: "file", 2: "folder", 4: "link"}
FACT_TEXT = 10_000


class StoreMember(Record, frozen=True):
    """One member of an archive or one entry of a folder, as the wrapping names it."""

    name: Annotated[Str, "name inside the wrapping, `/` between components"] = None
    kind: Annotated[Str, "file, folder, link or other"] = None
    size: Annotated[Bytes, "size the wrapping states"] = None
    modified: Annotated[
        Time, "modification time the wrapping states; none for plain zip times and for folders"
    ] = None
    mode: Annotated[Int, "POSIX mode bits"] = None
    uid: Annotated[Id, "owner"] = None
    gid: Annotated[Id, "group"] = None
    target: Annotated[Str, "where a link points"] = None
    handle: Annotated[Blob, "how to open it: a recipe over the archive's descriptor"] = None


class Fact(Record, frozen=True):
    """One value of a container's own property lists, by its key path."""

    key: Annotated[Str, "key path"] = None
    text: Annotated[Str, "value as text"] = None
    blob: Annotated[Blob, "value, where it is data"] = None
    time: Annotated[Time, "value, where it is a date"] = None


def _archive(file: File) -> Iterator[tuple[At, Record]]:
    kind = detect(file.source)
    if kind is None:
        raise ValueError("neither zip nor tar")
    for number, member in enumerate(members(file.source, kind, file.notes)):
        handle = None
        if member.kind == "file":
            try:
                handle = msgspec.msgpack.encode(open_member(file.source, member, file.notes).recipe([]))
            except ValueError as error:
                file.notes[f"member cannot be opened: {error}"[:150]] += 1
        yield (
            At(number, "member"),
            StoreMember(
                name=member.name,
                kind=member.kind,
                size=member.size,
                modified=member.modified,
                mode=member.mode,
                uid=member.uid,
                gid=member.gid,
                target=member.target,
                handle=handle,
            ),
        )


def _facts(file: File) -> Iterator[tuple[At, Record]]:
    """Scalars of a property list, two levels deep."""
    top = plist.as_dict(file.plist())
    flat: list[tuple[str, Any]] = []
    for key, value in top.items():
        if isinstance(value, dict):
            flat += [(f"{key}/{inner}", v) for inner, v in value.items() if not isinstance(v, dict | list)]
        elif not isinstance(value, list):
            flat.append((str(key), value))
    for number, (key, value) in enumerate(flat):
        text = str(value)[:FACT_TEXT] if isinstance(value, str | int | float) else None
        blob = value if isinstance(value, bytes) else None
        yield At(number, "key", key), Fact(key=key, text=text, blob=blob, time=times.moment(value))


def _manifest_db(file: File) -> Iterator[Chunk]:
    wanted = ["fileID", "domain", "relativePath", "flags", "file"]
    names = [column.name for column in columns(IndexedEntry)]
    with file.database() as database:
        if "Files" not in database.tables:
            raise SchemaUnknown(
                f"no table Files; tables found: {', '.join(sorted(database.tables)) or 'none'}"
            )
        for batch in database.scan("Files", wanted, size=2_000):
            made = [_entry(file, *row) for row in zip(*batch.columns, strict=True)]
            columnar = [[getattr(entry, name) for entry in made] for name in names]
            yield Chunk(list(batch.rowids), columnar, "Files")
        file.notes.update(database.notes)


def _entry(
    file: File, blob_id: object, domain: object, relative: object, flags: object, blob: object
) -> IndexedEntry:
    domain, relative = str(domain or ""), str(relative or "")
    stored = str(blob_id or "")
    if hashlib.sha1(f"{domain}-{relative}".encode(errors="replace")).hexdigest() != stored:
        file.notes["file id is not the SHA-1 of domain and path"] += 1
    meta = mbfile.read(blob) if isinstance(blob, bytes) else None
    if meta is None or meta.oddities:
        file.notes["manifest entry without full metadata"] += 1
    kind = FLAGS.get(flags, "other") if isinstance(flags, int) else "other"
    return _indexed(f"{stored[:2]}/{stored}", domain, relative, kind, meta)


def _indexed(stored: str, domain: str, relative: str, kind: str, meta: Any) -> IndexedEntry:
    return IndexedEntry(
        path=device_path(domain, relative),
        stored=stored,
        domain=domain,
        relative=relative,
        kind=kind,
        size=meta and meta.size,
        modified=meta and times.unix(meta.modified),
        changed=meta and times.unix(meta.changed),
        born=meta and times.unix(meta.born),
        mode=meta and meta.mode,
        uid=meta and meta.uid,
        gid=meta and meta.gid,
        inode=meta and meta.inode,
        protection=meta and meta.protection,
        flags=meta and meta.flags,
        digest=meta.digest.hex() if meta and meta.digest else None,
        target=meta and meta.target,
        handle=meta and meta.wrapped,
    )


def _manifest_mbdb(file: File) -> Iterator[tuple[At, Record]]:
    for number, row in enumerate(mbdb.records(file.data)):
        kind = {0o10: "file", 0o04: "folder", 0o12: "link"}.get((row.mode or 0) >> 12, "other")
        yield At(number, "record"), _indexed(row.file_id, row.domain, row.relative, kind, row)


ARCHIVE_PARSER = Parser(StoreMember, lambda file: chunked(StoreMember, _archive(file)))
FACTS_PARSER = Parser(Fact, lambda file: chunked(Fact, _facts(file)))
MANIFEST_DB_PARSER = Parser(IndexedEntry, _manifest_db)
MANIFEST_MBDB_PARSER = Parser(IndexedEntry, lambda file: chunked(IndexedEntry, _manifest_mbdb(file)))
PLISTS = ("Info.plist", "Manifest.plist", "Status.plist")
"""The backup's own property lists; as entries they stand under `/@backup`."""
PLIST_PATHS = tuple(f"{BACKUP}/{name}" for name in PLISTS)
