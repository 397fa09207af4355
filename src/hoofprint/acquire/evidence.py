"""The reader's face: a read-only tree of device paths, whatever the container calls them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from hoofprint.acquire.paths import Paths
from hoofprint.formats.source import Source
from hoofprint.model.arrow import compute as pc
from hoofprint.model.entry import Device

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
    _paths: Paths = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._paths = Paths(self.inventory)

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
        if self._paths.inventory is not self.inventory:  # more was listed since
            self._paths = Paths(self.inventory)
        fits = self._paths.fitting
        rows = {row for at in ("", *self.roots) for pattern in patterns for row in fits(at + pattern)}
        if not rows:
            return self.inventory.slice(0, 0)
        return self.inventory.take(pa.array(sorted(rows), pa.int64()))


def _found(row: dict[str, object]) -> Found:
    return Found(str(row["path"]), str(row["stored"]), int(str(row["size"] or 0)), bool(row["absent"]), row)
