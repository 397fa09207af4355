"""Parsers of the containers' own indexes. They run in confined workers, like every parser of evidence."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import msgspec

from hoofprint.acquire.domains import BACKUP, device_path
from hoofprint.formats import mbdb, mbfile, plist
from hoofprint.formats.archive import detect, members, open_member
from hoofprint.formats.lent import serve
from hoofprint.formats.source import FdSource
from hoofprint.formats.sqlite import SchemaUnknown
from hoofprint.model import times
from hoofprint.model.arrow import Array
from hoofprint.model.entry import IndexedEntry
from hoofprint.model.record import At, Blob, Bytes, Id, Int, Record, Str, Time, columns
from hoofprint.workers import bulk
from hoofprint.workers.chunk import Chunk, Parser, chunked
from hoofprint.workers.file import File

MEMBERS = "hoofprint.acquire.index:ARCHIVE_PARSER"
PROPERTIES = "hoofprint.acquire.index:PROPERTIES_PARSER"
FACTS = "hoofprint.acquire.index:FACTS_PARSER"
MANIFEST_DB = "hoofprint.acquire.index:MANIFEST_DB_PARSER"
MANIFEST_MBDB = "hoofprint.acquire.index:MANIFEST_MBDB_PARSER"
FLAGS = {1: "file", 2: "folder", 4: "link"}
FACT_TEXT = 10_000
PROPERTIES_MOST = 1_000
"""Properties taken of one text; real ones have some hundred."""
NO_METADATA = mbfile.MBFile(oddities=("no metadata",))


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


def _properties(file: File) -> Iterator[tuple[At, Record]]:
    """The lines `name => value` of a text, the first of each name."""
    seen: set[str] = set()
    for number, line in file.lines():
        key, arrow, value = (part.strip() for part in line.partition("=>"))
        if arrow and key and key not in seen and len(seen) < PROPERTIES_MOST:
            seen.add(key)
            yield At(number, "line", key), Fact(key=key, text=value[:FACT_TEXT])


def _manifest_db(file: File) -> Iterator[Chunk]:
    wanted = ["fileID", "domain", "relativePath", "flags", "file"]
    names = [column.name for column in columns(IndexedEntry)]
    with file.database() as database:
        if "Files" not in database.tables:
            raise SchemaUnknown(
                f"no table Files; tables found: {', '.join(sorted(database.tables)) or 'none'}"
            )
        for batch in database.scan("Files", wanted, size=2_000):
            made = _entries(file, *batch.columns)
            nothing = [None] * len(batch)
            yield Chunk(batch.rowids, [made.get(name, nothing) for name in names], "Files")
        file.notes.update(database.notes)


def _entries(
    file: File,
    ids: list[Any],
    domains: list[Any],
    relatives: list[Any],
    flags: list[Any],
    blobs: list[Any],
) -> dict[str, Sequence[Any] | Array]:
    """Rows of the manifest as fields of `IndexedEntry`, column by column: there may be hundreds of thousands."""
    metas = [mbfile.read(blob) if isinstance(blob, bytes) else NO_METADATA for blob in blobs]
    stored = [str(value or "") for value in ids]
    domains, relatives = [str(value or "") for value in domains], [str(value or "") for value in relatives]
    bases = {domain: device_path(domain, "") for domain in set(domains)}
    places = list(zip(domains, relatives, strict=True))
    _note(file, "manifest entry without full metadata", sum(bool(meta.oddities) for meta in metas))
    _note(file, "file id is not the SHA-1 of domain and path", list(map(_id, places, stored)).count(False))
    return {
        "path": [f"{bases[domain]}/{relative}" if relative else bases[domain] for domain, relative in places],
        "stored": [f"{name[:2]}/{name}" for name in stored],
        "domain": domains,
        "relative": relatives,
        "kind": [FLAGS.get(flag, "other") if isinstance(flag, int) else "other" for flag in flags],
        "modified": _times([meta.modified for meta in metas]),
        "changed": _times([meta.changed for meta in metas]),
        "born": _times([meta.born for meta in metas]),
        "size": [meta.size for meta in metas],
        "mode": [meta.mode for meta in metas],
        "uid": [meta.uid for meta in metas],
        "gid": [meta.gid for meta in metas],
        "inode": [meta.inode for meta in metas],
        "protection": [meta.protection for meta in metas],
        "flags": [meta.flags for meta in metas],
        "digest": [meta.digest.hex() if meta.digest else None for meta in metas],
        "target": [meta.target for meta in metas],
        "handle": [meta.wrapped for meta in metas],
    }


def _id(place: tuple[str, str], stored: str) -> bool:
    """Whether an entry's id is what its domain and path make."""
    return hashlib.sha1("-".join(place).encode(errors="replace")).hexdigest() == stored


def _times(values: list[int | None]) -> Sequence[int | None] | Array:
    made = bulk.UNIX(values)
    return [times.unix(value) for value in values] if made is None else made


def _note(file: File, what: str, count: int) -> None:
    if count:
        file.notes[what] += count


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


def _lending(file: File) -> Iterator[Chunk]:
    """No rows: inflates an archive for other workers until nobody asks any more."""
    requests, answers = file.sides["requests"], file.sides["answers"]
    assert isinstance(requests, FdSource) and isinstance(answers, FdSource)
    serve(file.source, requests.fd, answers.fd)
    yield from ()


ARCHIVE_PARSER = Parser(StoreMember, lambda file: chunked(StoreMember, _archive(file)))
LENDING_PARSER = Parser(StoreMember, _lending)
FACTS_PARSER = Parser(Fact, lambda file: chunked(Fact, _facts(file)))
PROPERTIES_PARSER = Parser(Fact, lambda file: chunked(Fact, _properties(file)))
MANIFEST_DB_PARSER = Parser(IndexedEntry, _manifest_db)
MANIFEST_MBDB_PARSER = Parser(IndexedEntry, lambda file: chunked(IndexedEntry, _manifest_mbdb(file)))
PLISTS = ("Info.plist", "Manifest.plist", "Status.plist")
"""The backup's own property lists; as entries they stand under `/@backup`."""
PLIST_PATHS = tuple(f"{BACKUP}/{name}" for name in PLISTS)
