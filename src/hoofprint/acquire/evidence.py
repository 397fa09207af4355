"""The reader's face: a read-only tree of device paths, whatever the container calls them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from hoofprint.formats.source import Source
from hoofprint.model.arrow import compute as pc
from hoofprint.model.entry import Device
from hoofprint.model.patterns import regex

SIDES = {"wal": "-wal", "journal": "-journal"}
"""Files that belong to a database and are read with it."""
Opener = Callable[[dict[str, object], ExitStack], Source]


@dataclass(frozen=True)
class Found:
    """A file of the evidence that an artifact's pattern names."""

    path: str
    stored: str
    size: int
    absent: bool
    row: dict[str, object] = field(repr=False, compare=False)


@dataclass
class Evidence:
    """An opened acquisition. `inventory` has the columns of `IndexedEntry`, sorted by device path."""

    kind: str
    """`ios_backup`, `ios_filesystem`, `ios_sysdiagnose` or `ios_logs`."""
    wrapping: str
    """`folder`, `zip`, `tar` or `tar.gz`."""
    encrypted: bool
    device: Device
    sha256: str
    sha256_of: str
    """What the digest was taken of: the archive file, the manifest, or the folder's listing."""
    inventory: pa.Table
    opener: Opener
    notes: list[str]
    close: Callable[[], None] = lambda: None
    damage: str = ""
    """Why the container's own list of files may be incomplete; empty where it is whole."""
    oddities: dict[str, int] = field(default_factory=dict)
    """What is odd about the container's list and is never so in an honest one, and how often."""
    roots: tuple[str, ...] = ()
    """Where archives that lie inside have their entries (`acquire.inside`): a device path is looked for there, too."""

    def find(self, patterns: Sequence[str]) -> list[Found]:
        """Files whose device path fits one of the patterns, in order of path."""
        fits = self._fitting(patterns)
        if not fits.num_rows:
            return []  # most patterns name nothing that this phone has
        return [_found(row) for row in fits.filter(pc.equal(fits["kind"], "file")).to_pylist()]

    def open(self, found: Found, stack: ExitStack) -> Source:
        """The file's bytes; what must be closed goes on the stack. Raises `CannotOpen`, with the reason."""
        return self.opener(found.row, stack)

    def sides(self, found: Found, stack: ExitStack) -> dict[str, Source]:
        """Write-ahead log and journal of a database, where the acquisition has them and they can be opened."""
        rows = ((side, self._side_files.get(found.path + suffix)) for side, suffix in SIDES.items())
        return {side: self.opener(row, stack) for side, row in rows if row is not None and not row["absent"]}

    def beside(self, found: Found) -> list[Found]:
        """The same, as found files, absent ones among them."""
        rows = (self._side_files.get(found.path + suffix) for suffix in SIDES.values())
        return [_found(row) for row in rows if row is not None]

    @cached_property
    def _side_files(self) -> dict[str, dict[str, object]]:
        """Every log and journal, by device path: looked up once for all files, of which there may be many."""
        ends = pc.match_substring_regex(self.inventory["path"], f"(?:{'|'.join(SIDES.values())})$")
        return {str(row["path"]): row for row in self.inventory.filter(ends).to_pylist()}

    def entries(self, patterns: Sequence[str]) -> Iterator[dict[str, object]]:
        """Every entry (file, folder, link) whose device path fits, as rows of `FileEntry`."""
        yield from self._fitting(patterns).to_pylist()

    def _fitting(self, patterns: Sequence[str]) -> pa.Table:
        """Entries that fit one of the patterns, each once, in order."""
        rows = {row for at in ("", *self.roots) for pattern in patterns for row in self._rows(at + pattern)}
        if not rows:
            return self.inventory.slice(0, 0)
        return self.inventory.take(pa.array(sorted(rows), pa.int64()))

    def _rows(self, pattern: str) -> Iterator[int]:
        """Rows that fit. A phone has a hundred thousand files, and there are hundreds of patterns: only what begins
        like the pattern, in the sorted inventory, and ends like it is compared with all of it."""
        start, end = pattern.partition("*")[0], pattern.rpartition("*")[2].lstrip("/")
        paths, count = self.inventory["path"], self.inventory.num_rows

        def path(row: int) -> str:
            return str(paths[row].as_py())

        first = bisect_left(range(count), start, key=path)
        last = bisect_right(range(count), start, lo=first, key=lambda row: path(row)[: len(start)])
        if first == last:
            return
        near = paths.slice(first, last - first)
        held = pc.indices_nonzero(pc.ends_with(near, end))
        if not len(held):
            return
        fits = pc.match_substring_regex(near.take(held), f"^{regex(pattern)}$")
        yield from (first + row for row in held.filter(fits).to_pylist())


def _found(row: dict[str, object]) -> Found:
    return Found(str(row["path"]), str(row["stored"]), int(str(row["size"] or 0)), bool(row["absent"]), row)
