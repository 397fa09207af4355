"""The shape of an artifact: a value that states what is true of one kind of file. The engine does the rest.

An artifact's identity is its module's path: `artifacts/ios/tcc.py` is `ios.tcc` in the command line, in the
case, in tests, docs and findings. It is never written a second time.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from hoofprint.artifacts.fields import Field
from hoofprint.artifacts.tables import Plan, scan
from hoofprint.artifacts.topic import Topic
from hoofprint.model.entry import FileEntry
from hoofprint.model.record import At, Record
from hoofprint.workers.chunk import Chunk, Parser, chunked
from hoofprint.workers.file import File


class Kind(StrEnum):
    """In which kinds of acquisition an artifact can be found."""

    BACKUP = "backup"
    ENCRYPTED_BACKUP = "encrypted backup"
    FILESYSTEM = "filesystem"
    SYSDIAGNOSE = "sysdiagnose"
    LOGS = "single logs"


EVERYWHERE = (Kind.BACKUP, Kind.ENCRYPTED_BACKUP, Kind.FILESYSTEM)
"""Most files of the phone: all kinds but collections of logs."""
LOGGED = (Kind.FILESYSTEM, Kind.SYSDIAGNOSE)
"""What no backup holds, and a sysdiagnose takes a copy of."""
REPORTED = (*LOGGED, Kind.LOGS)
"""What people also copy off a phone by itself."""
ALWAYS = (*EVERYWHERE, Kind.SYSDIAGNOSE)
ANY = tuple(Kind)
"""What every file has, and what is also copied off a phone by itself."""
Versions = str | Mapping[Kind, str] | None
"""A version of iOS (`14.6`), the same for all kinds of acquisition or one for each."""


@dataclass(frozen=True)
class Artifact:
    """One source of traces, declared."""

    parser: Parser
    name: str
    """What its records are, in a few words that a layperson knows; marked for translation."""
    topic: Topic
    says: str
    """The record in one sentence, `{field}` placeholders filled from it; marked for translation."""
    patterns: tuple[str, ...]
    """Device paths; `*` stands for anything inside one component, `**` for any components."""
    sources: tuple[str, ...]
    """Where the knowledge about path and meaning comes from."""
    kinds: tuple[Kind, ...] = EVERYWHERE
    since: Mapping[Kind, str] = field(default_factory=dict)
    """First version of iOS that keeps it, for each kind of acquisition, where known."""
    until: Mapping[Kind, str] = field(default_factory=dict)
    """Last version of iOS that keeps it, for each kind of acquisition, where known."""
    asked: bool = False
    """True where it runs only when asked, on files that are named then: its patterns say no more than `any`."""
    rescue: bool = False
    """True for the artifact that reads, without their format, the files that their own artifacts could not read."""
    plan: Plan | None = None
    """The tables and columns read, where the artifact is a database."""
    whole: bool = False
    """True for the one artifact whose records are the acquisition's own entries."""
    from_entries: Callable[[FileEntry], tuple[At, Record] | None] | None = None
    """For artifacts whose evidence is that an entry exists: a record from its name and times, its bytes unread."""

    @property
    def record(self) -> type[Record]:
        """The type of its records."""
        return self.parser.record

    def kept_by(self, version: str, kind: Kind) -> bool:
        """Whether a phone with this version of iOS keeps it, as far as known; `15` means all of iOS 15."""
        first, last, here = self.since.get(kind, ""), self.until.get(kind, ""), _numbers(version)
        return _numbers(first) <= here and (not last or here[: len(_numbers(last))] <= _numbers(last))


def sqlite(
    record: type[Record],
    *,
    name: str,
    topic: Topic,
    says: str,
    files: str | tuple[str, ...],
    table: str,
    fields: Mapping[str, Field],
    sources: tuple[str, ...],
    maybe: str = "",
    kinds: tuple[Kind, ...] = EVERYWHERE,
    since: Versions = None,
    until: Versions = None,
) -> Artifact:
    """An artifact whose records are the rows of one table, with look-ups in others.

    `fields` states for each field of the record where it comes from; `maybe` names the columns and tables that
    some versions lack (`"date_edited chat.guid"`). A column that is missing reads as NULL and is recorded; a missing
    column that is not in `maybe` makes the file `partial`, a missing main table `unknown schema`.
    """
    plan = Plan(record, table, dict(fields), frozenset(maybe.split()))

    def read(file: File) -> Iterator[Chunk]:
        return scan(plan, file)

    return Artifact(
        Parser(record, read),
        name,
        topic,
        says,
        _tuple(files),
        sources,
        kinds,
        since=_each(since, kinds),
        until=_each(until, kinds),
        plan=plan,
    )


def reads(
    record: type[Record],
    *,
    name: str,
    topic: Topic,
    says: str,
    files: str | tuple[str, ...],
    sources: tuple[str, ...],
    kinds: tuple[Kind, ...] = EVERYWHERE,
    since: Versions = None,
    until: Versions = None,
    asked: bool = False,
    rescue: bool = False,
) -> Callable[[Callable[[File], Iterator[tuple[At, Record]]]], Artifact]:
    """An artifact whose records a generator takes out of a file: property lists, logs, blobs.

    The decorated function yields `(At(row, ...), record)`; use `file.each` so that one bad item costs itself only.
    """

    def declare(rows: Callable[[File], Iterator[tuple[At, Record]]]) -> Artifact:
        def read(file: File) -> Iterator[Chunk]:
            return chunked(record, rows(file))

        return Artifact(
            Parser(record, read),
            name,
            topic,
            says,
            _tuple(files),
            sources,
            kinds,
            since=_each(since, kinds),
            until=_each(until, kinds),
            asked=asked,
            rescue=rescue,
        )

    return declare


def files(*, name: str, topic: Topic, says: str, sources: tuple[str, ...]) -> Artifact:
    """The artifact whose records are the entries of the acquisition itself."""

    def nothing(file: File) -> Iterator[Chunk]:
        return iter(())

    return Artifact(Parser(FileEntry, nothing), name, topic, says, (), sources, ANY, whole=True)


def entries(
    record: type[Record],
    *,
    name: str,
    topic: Topic,
    says: str,
    files: str | tuple[str, ...],
    sources: tuple[str, ...],
    kinds: tuple[Kind, ...] = EVERYWHERE,
) -> Callable[[Callable[[FileEntry], tuple[At, Record] | None]], Artifact]:
    """An artifact whose records are entries' names and times read otherwise: what a folder's name says.

    The decorated function gets every entry, of any kind, whose device path fits, and returns a record or None. It
    runs on plain names, without a worker: it must not raise, whatever the name. Its parser reads a written listing
    (a JSON list of entries) in the place of an acquisition, which is how such an artifact is tested.
    """

    def declare(make: Callable[[FileEntry], tuple[At, Record] | None]) -> Artifact:
        def read(file: File) -> Iterator[Chunk]:
            listed = msgspec.json.decode(file.data, type=list[FileEntry])
            return chunked(record, (made for entry in listed if (made := make(entry)) is not None))

        parser = Parser(record, read)
        return Artifact(parser, name, topic, says, _tuple(files), sources, kinds, from_entries=make)

    return declare


def _tuple(files: str | tuple[str, ...]) -> tuple[str, ...]:
    return (files,) if isinstance(files, str) else files


def _each(versions: Versions, kinds: tuple[Kind, ...]) -> dict[Kind, str]:
    """One version for each kind."""
    return (
        {}
        if versions is None
        else dict.fromkeys(kinds, versions)
        if isinstance(versions, str)
        else dict(versions)
    )


def _numbers(version: str) -> tuple[int, ...]:
    """`14.6` as numbers that compare; what is no number ends it."""
    parts = itertools.takewhile(str.isdecimal, version.split("."))
    return tuple(int(part) for part in parts)
