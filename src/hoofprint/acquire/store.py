"""The outer wrapping: names to bytes, whether they lie in a folder, a zip or a tar. Nothing is unpacked, ever."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path
from typing import Protocol

import msgspec
import pyarrow as pa

from hoofprint.acquire.errors import CannotOpen, DamagedAcquisition
from hoofprint.acquire.index import StoreMember
from hoofprint.acquire.lender import Lender
from hoofprint.acquire.members import members
from hoofprint.formats.archive import detect
from hoofprint.formats.archive_member import MEMBER_SIZE
from hoofprint.formats.source import FdSource, SliceSource, Source, blocks, build
from hoofprint.model.arrow import compute as pc
from hoofprint.model.arrow import schema
from hoofprint.model.words import N_, reason
from hoofprint.workers.pool import Pool

OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY


class Store(Protocol):
    """What every wrapping offers. `listing` has the columns of `StoreMember`, sorted by name."""

    wrapping: str
    listing: pa.Table
    notes: list[str]
    damage: str
    """Why the listing may be incomplete, or nothing."""
    oddities: dict[str, int]
    """Notes on the listing that an honest archive does not give."""

    def open(self, name: str, stack: ExitStack, handle: object = None) -> Source:
        """The bytes of a member; what must be closed afterwards goes on the stack. Raises `CannotOpen`.

        `handle` is the member's own in `listing`: it tells members of one name apart.
        """
        ...

    def sha256(self) -> str:
        """Of the archive file; for a folder, of its listing (names and sizes)."""
        ...


def open_store(path: Path, pool: Pool) -> Store:
    """A folder, or a zip, tar or tar.gz file; raises `CannotOpen` with the reason."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise CannotOpen(N_("cannot be read"), where=path, because=error.strerror) from error
    if stat.S_ISDIR(mode):
        return FolderStore(path)
    if stat.S_ISREG(mode):
        return ArchiveStore(path, pool)
    raise CannotOpen(N_("neither a folder nor a file"), where=path)


LARGE = 8 * 1024 * 1024
"""From this size on a tar.gz is inflated by one process for all workers."""
AROUND = 4096
"""What a member of a tar takes besides its content, at the most that is usual: headers and padding."""
Listed = tuple[str, str, int | None, str | None]
"""Name, kind, size of a file, target of a link."""


def _listing(rows: Sequence[Listed]) -> pa.Table:
    """The columns of `StoreMember`."""
    wanted = schema(StoreMember)
    known = dict(zip(("name", "kind", "size", "target"), zip(*rows, strict=True), strict=False))
    nothing = [None] * len(rows)
    columns = [pa.array(known.get(field.name, nothing), field.type) for field in wanted]
    return pa.Table.from_arrays(columns, schema=wanted)


class FolderStore:
    """A folder. Links are listed and never followed; only regular files are opened."""

    wrapping = "folder"

    def __init__(self, path: Path) -> None:
        self.root = path
        self.notes: list[str] = []
        self.damage = ""
        self.oddities: dict[str, int] = {}
        self.listing = _listing(sorted(self._walk(), key=itemgetter(0)))

    def _walk(self) -> Iterator[Listed]:
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(self.root / folder) as found:
                    entries = list(found)
            except OSError as error:
                self.damage = reason(f"folder {folder or '.'} cannot be listed: {error.strerror}")
                self.notes.append(self.damage)
                continue
            for entry in entries:
                name = f"{folder}/{entry.name}" if folder else entry.name
                shown = name
                if not name.isascii():
                    shown = name.encode(errors="surrogateescape").decode(errors="replace")
                row = self._row(entry, shown)
                yield row
                if row[1] == "folder":
                    folders.append(name)

    def _row(self, entry: os.DirEntry[str], name: str) -> Listed:
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError as error:
            self.notes.append(f"{name}: {error.strerror}")
            return name, "other", None, None
        if stat.S_ISREG(info.st_mode):
            return name, "file", info.st_size, None
        if stat.S_ISLNK(info.st_mode):
            return name, "link", None, os.fsencode(os.readlink(entry.path)).decode(errors="replace")
        return name, "folder" if stat.S_ISDIR(info.st_mode) else "other", None, None

    def open(self, name: str, stack: ExitStack, handle: object = None) -> Source:
        """One component at a time, never through a link, never anything but a regular file."""
        *folders, last = name.split("/")
        at = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for folder in folders:
                inner = os.open(folder, OPEN | os.O_DIRECTORY, dir_fd=at)
                os.close(at)
                at = inner
            fd = os.open(last, OPEN, dir_fd=at)
        except (OSError, ValueError) as error:
            raise CannotOpen("", where=name, because=getattr(error, "strerror", error)) from error
        finally:
            os.close(at)
        stack.callback(os.close, fd)
        info = os.fstat(fd)
        if not stat.S_ISREG(info.st_mode):
            raise CannotOpen(N_("not a regular file"), where=name)
        if info.st_size > MEMBER_SIZE:  # made of holes, a few bytes on disk claim a year of reading
            raise CannotOpen(
                N_("{size} bytes, more than the {most} that are opened"),
                where=name,
                size=f"{info.st_size:,}",
                most=f"{MEMBER_SIZE:,}",
            )
        return FdSource(fd)

    def sha256(self) -> str:
        """Of `name NUL size LF` for every file in order of name."""
        digest = hashlib.sha256()
        files = self.listing.filter(pc.equal(self.listing["kind"], "file"))
        for name, size in zip(files["name"].to_pylist(), files["size"].to_pylist(), strict=True):
            digest.update(f"{name}\0{size}\n".encode())
        return digest.hexdigest()


class ArchiveStore:
    """A zip, tar or tar.gz, read in place; its index is taken by a confined worker."""

    def __init__(self, path: Path, pool: Pool) -> None:
        self.path = path
        try:
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise CannotOpen(N_("cannot be read"), where=path, because=error.strerror) from error
        self.file = FdSource(self._fd)
        kind = detect(self.file)
        if kind is None:
            begins = self.file.read(16, 0).hex(" ")
            told = N_("neither a folder nor a zip, tar or tar.gz; it begins with {begins}")
            empty = N_("neither a folder nor a zip, tar or tar.gz: it is empty")
            raise CannotOpen(told if begins else empty, where=path, begins=begins)
        self.wrapping = str(kind)
        self.listing = self._index(pool)
        self._lender = self._lending(pool)

    def _lending(self, pool: Pool) -> Lender | None:
        """Who inflates a large tar.gz for all; each worker inflates a small one for itself."""
        if self.wrapping != "tar.gz" or self.file.size < LARGE:
            return None
        lender = Lender(pool, self.file, self.file.size)
        lender.prepare((pc.sum(self.listing["size"]).as_py() or 0) + AROUND * self.listing.num_rows)
        return lender

    def _index(self, pool: Pool) -> pa.Table:
        listed = members(self.file, self.path.name, pool)
        self.notes, self.oddities, self.damage = listed.notes, listed.oddities, listed.damage
        if listed.table is None:
            reason = "; ".join(self.notes) or N_("it holds nothing")
            raise DamagedAcquisition(
                N_("no member of this {kind} could be read"),
                where=self.path,
                because=reason,
                kind=self.wrapping,
            )
        return listed.table

    def open(self, name: str, stack: ExitStack, handle: object = None) -> Source:
        """A member's bytes, decompressed as they are read; of several with one name, the last in the archive."""
        if isinstance(handle, bytes):
            return self._built(handle, stack)
        rows = self.listing.filter(
            pc.and_(pc.equal(self.listing["name"], name), pc.equal(self.listing["kind"], "file"))
        )
        if not rows.num_rows or rows["handle"][-1].as_py() is None:
            raise CannotOpen(N_("not a readable file in {archive}"), where=name, archive=self.path.name)
        return self._built(rows["handle"][-1].as_py(), stack)

    def _built(self, handle: bytes, stack: ExitStack) -> Source:
        recipe = msgspec.msgpack.decode(handle)
        if self._lender is not None and recipe[0] == "slice" and recipe[1][0] == "inflate":
            return SliceSource(self._lender.source(stack), int(recipe[2]), int(recipe[3]))
        return build(recipe, [self._fd])

    def sha256(self) -> str:
        """Of the archive file."""
        digest = hashlib.sha256()
        for block in blocks(self.file):
            digest.update(block)
        return digest.hexdigest()
