"""A database's files as SQLite is shown them: three fixed names over read-only bytes, writes kept in memory.

SQLite must write to read honestly: it rolls back a hot journal and rebuilds the index of a write-ahead log.
Here it may, into an overlay of bounded size; the evidence below is only ever read, and no path exists that a
name found in the evidence could reach.
"""

from collections import Counter
from collections.abc import Callable, Mapping

import apsw

from hoofprint.formats.source import DamagedSource, Source

MAIN, WAL, JOURNAL = "/e.db", "/e.db-wal", "/e.db-journal"
_BLOCK = 4096
_WINDOW = 64 * 1024
_WINDOWS_HELD = 16
_LONGEST_NAME = 200
_MOST_NOTES = 200
_MOST_TROUBLE = 20


class Notes(Counter[str]):
    """Oddities, and how often each was met."""

    def add(self, what: str, name: str | None = None) -> None:
        """`name` comes from the evidence, so it is shortened, escaped, and dropped when there are too many."""
        note = what if name is None else f"{what}: {ascii(name[:_LONGEST_NAME])[1:-1]}"
        self[note if note in self or len(self) < _MOST_NOTES else what] += 1


class Room:
    """How many bytes of writes the files of one database may still keep in memory together."""

    def __init__(self, size: int) -> None:
        self.left = size

    def take(self, size: int) -> None:
        """Raises `apsw.FullError`, which SQLite understands as a full disk."""
        if size > self.left:
            raise apsw.FullError("the space for changes held in memory is used up")
        self.left -= size


class OverlayFile:
    """One file: the evidence below, whatever SQLite writes or cuts off above.

    `exists` and `changed` tell what SQLite made of it; `trouble` lists why the evidence could not be read; `met`
    counts the reads that start at an offset for which `watch` is true.
    """

    def __init__(self, source: Source | None, room: Room) -> None:
        self.exists = source is not None
        self.changed = False
        self.size = source.size if source is not None else 0
        self.trouble: list[str] = []
        self.watch: Callable[[int], bool] | None = None
        self.met = 0
        self._source, self._room = source, room
        self._base = self.size
        self._blocks: dict[int, bytearray] = {}
        self._windows: dict[int, bytes] = {}

    def read(self, length: int, offset: int) -> bytes:
        """Up to `length` bytes; raises `DamagedSource` or `OSError`."""
        if self.watch is not None and self.watch(offset):
            self.met += 1
        length = min(length, self.size - offset)
        if length <= 0:
            return b""
        if not self._blocks:
            return self._below(length, offset)
        parts = []
        while length > 0:
            number, start = divmod(offset, _BLOCK)
            part = self._block(number)[start : start + length]
            parts.append(part)
            offset, length = offset + len(part), length - len(part)
        return b"".join(parts)

    def at_hand(self, length: int, offset: int) -> bytes | None:
        """The same where it is known already and nothing else is to be done, as for nearly every page of a table."""
        start = offset % _WINDOW
        window = self._windows.get(offset - start, b"")
        if start + length > len(window) or self._blocks or self.watch is not None:
            return None
        return window[start : start + length]

    def write(self, data: bytes, offset: int) -> None:
        """Raises `apsw.FullError` when the overlay is full."""
        self.changed = self.exists = True
        self.size = max(self.size, offset + len(data))
        done = 0
        while done < len(data):
            number, start = divmod(offset + done, _BLOCK)
            part = data[done : done + _BLOCK - start]
            if number not in self._blocks:
                self._room.take(_BLOCK)
                self._blocks[number] = bytearray(self._block(number))
            self._blocks[number][start : start + len(part)] = part
            done += len(part)

    def truncate(self, size: int) -> None:
        """Cut or extend; what is cut off reads as zeros should the file grow again."""
        self.changed = True
        number, start = divmod(size, _BLOCK)
        if start and number in self._blocks:
            self._blocks[number][start:] = bytes(_BLOCK - start)
        gone = [block for block in self._blocks if block * _BLOCK >= size]
        for block in gone:
            del self._blocks[block]
        self._room.left += len(gone) * _BLOCK
        self._base = min(self._base, size)
        self._windows.clear()
        self.size = size

    def delete(self) -> None:
        """Only marks: the evidence stays as it is."""
        self.truncate(0)
        self.exists = False

    def _block(self, number: int) -> bytes | bytearray:
        held = self._blocks.get(number)
        return self._below(_BLOCK, number * _BLOCK) if held is None else held

    def _below(self, length: int, offset: int) -> bytes:
        """Evidence bytes, zeros after their end. Neighbours are read along: sources that decrypt like it."""
        start = offset % _WINDOW
        if start + length > _WINDOW:
            data = self._evidence(length, offset)
        else:
            window = self._windows.get(offset - start)
            if window is None:
                window = self._load(offset - start)
            data = window[start : start + length] if window else self._evidence(length, offset)
        return data if len(data) == length else data + bytes(length - len(data))

    def _load(self, offset: int) -> bytes:
        """One window, kept; nothing when some byte of it cannot be read: the neighbour's fault is not ours."""
        try:
            window = self._evidence(_WINDOW, offset)
        except (DamagedSource, OSError):
            return b""
        if len(self._windows) >= _WINDOWS_HELD:
            del self._windows[next(iter(self._windows))]
        self._windows[offset] = window
        return window

    def _evidence(self, length: int, offset: int) -> bytes:
        length = min(length, self._base - offset)
        if self._source is None or length <= 0:
            return b""
        data = self._source.read(length, offset)
        if len(data) < length:
            self.complain(f"only {len(data)} of {length} bytes could be read at byte {offset}")
        return data

    def complain(self, about: str) -> None:
        if len(self.trouble) < _MOST_TROUBLE:
            self.trouble.append(about)


class _Open:
    """What SQLite holds after opening a file. Nothing is locked: nobody else is there. No shared memory."""

    def __init__(self, file: OverlayFile) -> None:
        self.file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        known = self.file.at_hand(amount, offset)
        if known is not None:
            return known
        try:
            return self.file.read(amount, offset)
        except (DamagedSource, OSError) as error:
            self.file.complain(str(error))
            raise apsw.IOError(str(error)) from error

    def xWrite(self, data: bytes, offset: int) -> None:
        try:
            self.file.write(bytes(data), offset)
        except (DamagedSource, OSError) as error:
            self.file.complain(str(error))
            raise apsw.IOError(str(error)) from error

    def xTruncate(self, newsize: int) -> None:
        self.file.truncate(newsize)

    def xFileSize(self) -> int:
        return self.file.size

    def xSectorSize(self) -> int:
        return _BLOCK

    def xDeviceCharacteristics(self) -> int:
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xSync(self, flags: int) -> None:
        pass

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:
        return False

    def xClose(self) -> None:
        pass


class EvidenceVfs(apsw.VFS):
    """SQLite's whole world: the files given, by the three fixed names, and temporary files in memory.

    Every other name SQLite asks for, as a hostile journal can make it, is refused and noted.
    Call `unregister` when done.
    """

    def __init__(self, files: Mapping[str, OverlayFile], room: Room, notes: Notes) -> None:
        self.name = f"evidence-{id(self):x}"
        self.files, self.room, self.notes = files, room, notes
        super().__init__(self.name, "")

    def xFullPathname(self, name: str) -> str:
        return name

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _Open:  # type: ignore[override]
        asked = name.filename() if isinstance(name, apsw.URIFilename) else name
        if asked is None:
            return _Open(OverlayFile(None, self.room))
        if asked not in self.files:
            self.notes.add("refused open", asked)
            raise apsw.CantOpenError("refused")
        self.files[asked].exists = True
        return _Open(self.files[asked])

    def xDelete(self, filename: str, syncdir: bool) -> None:
        if filename not in self.files:
            self.notes.add("refused delete", filename)
            raise apsw.IOError("refused")
        self.files[filename].delete()

    def xAccess(self, pathname: str, flags: int) -> bool:
        if pathname not in self.files:
            self.notes.add("refused look for", pathname)
            return False
        return self.files[pathname].exists and self.files[pathname].size > 0

    def xDlOpen(self, filename: str) -> int:
        self.notes.add("refused load", filename)
        raise apsw.IOError("refused")
