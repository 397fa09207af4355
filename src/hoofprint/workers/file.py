"""What a parser sees: one file of the evidence, its side files, and a place to count oddities."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from hoofprint.formats import plist
from hoofprint.formats.source import Source, blocks
from hoofprint.formats.sqlite import Database
from hoofprint.model.record import At, Record

WHOLE = 256 * 1024 * 1024
"""Largest file that is read into memory whole (property lists, JSON)."""
LINE = 1024 * 1024
"""Longest line that is kept; the rest of a longer one is dropped and counted."""


class TooLarge(Exception):
    """A file that must be read whole is larger than memory allows."""


class File:
    """One file of an artifact, in a confined worker. Its name and bytes are the evidence's: trust neither."""

    def __init__(self, path: str, source: Source, *, stored: str = "", **sides: Source) -> None:
        self.path, self.source, self.stored = path, source, stored
        self.sides = sides
        """`wal`, `journal`: the files that belong to a database, where the acquisition has them."""
        self.notes: Counter[str] = Counter()
        self._sha256: str | None = None

    @cached_property
    def data(self) -> bytes:
        """The whole content; raises `TooLarge`."""
        if self.source.size > WHOLE:
            raise TooLarge(f"{self.source.size:,} bytes, more than the {WHOLE:,} that are read whole")
        return b"".join(blocks(self.source))

    def plist(self) -> Any:
        """The property list in this file; raises `formats.plist.DamagedPlist`."""
        return plist.load(self.data, self.notes)

    def json(self) -> Any:
        """The JSON document in this file; raises `ValueError`."""
        return json.loads(self.data)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Line number (from 1) and text; bytes that are no UTF-8 are kept as `\\xNN` and counted."""
        rest, number = b"", 0
        for block in blocks(self.source):
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                number += 1
                yield number, self._text(line)
            if len(rest) > LINE:
                self.notes["line too long, cut"] += 1
                rest = rest[:LINE]
        if rest:
            yield number + 1, self._text(rest)

    def _text(self, line: bytes) -> str:
        try:
            return line.decode().rstrip("\r")
        except UnicodeDecodeError:
            self.notes["text is not UTF-8"] += 1
            return line.decode(errors="backslashreplace").rstrip("\r")

    def database(self) -> Database:
        """The SQLite database in this file with its write-ahead log and journal; use it in a `with`."""
        return Database(self.source, self.sides.get("wal"), self.sides.get("journal"))

    def each(
        self, items: Iterable[Any], make: Callable[[Any], tuple[At, Record] | None]
    ) -> Iterator[tuple[At, Record]]:
        """`make` applied to each item; an item it cannot take is counted and costs only itself."""
        for item in items:
            try:
                made = make(item)
            except Exception as error:  # boundary: one hostile item must not cost the file
                self.notes[f"item not understood: {type(error).__name__}"] += 1
                continue
            if made is not None:
                yield made

    def sha256(self) -> str:
        """Of the content as parsed (decrypted and inflated); worked out once."""
        if self._sha256 is None:
            digest = hashlib.sha256()
            for block in blocks(self.source):
                digest.update(block)
            self._sha256 = digest.hexdigest()
        return self._sha256
