"""Writes a backup folder: files under their ids, the manifest over them, and three property lists beside it."""

import hashlib
import os
import plistlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from hoofprint.synth.keybag import Keybag, encrypted
from hoofprint.synth.lists import lists
from hoofprint.synth.mbdb import listed
from hoofprint.synth.mbfile import FILE, FOLDER, Facts, archived
from hoofprint.synth.places import file_id
from hoofprint.synth.sqlite import Database
from hoofprint.synth.timing import SECOND, micros
from hoofprint.synth.world import Stored, World

_SCHEMA = (
    "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);"
    "CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);"
    "CREATE INDEX FilesDomainIdx ON Files(domain);"
    "CREATE INDEX FilesRelativePathIdx ON Files(relativePath);"
    "CREATE INDEX FilesFlagsIdx ON Files(flags);"
)
_FILE_MODE, _FOLDER_MODE = 0o100644, 0o40755
_MANIFEST_CLASS = 4
Entry = tuple[str, Facts]


def older(world: World) -> bool:
    """Up to iOS 9 a backup is one flat folder with a Manifest.mbdb."""
    return world.version[0] < 10


def place(world: World, stored: Stored) -> str:
    """Where a file lies inside the backup."""
    name = file_id(stored.domain, stored.path)
    return name if older(world) else f"{name[:2]}/{name}"


def write(world: World, files: Iterable[Stored], folder: Path, bag: Keybag | None) -> None:
    """Writes everything; `folder` exists and is empty."""
    every = sorted(_complete(world, files), key=lambda stored: (stored.domain, stored.path))
    if world.shuffled:
        every = world.dice.fork("manifest order").shuffled(every)
    entries = [_content(world, stored, 100_000 + 3 * at, folder, bag) for at, stored in enumerate(every)]
    wrapped = None
    if older(world):
        (folder / "Manifest.mbdb").write_bytes(listed(entries))
    else:
        data = _database(world, entries)
        if bag:
            key, wrapped = bag.new(_MANIFEST_CLASS)
            data = encrypted(key, data)
        (folder / "Manifest.db").write_bytes(data)
    for name, content in lists(world, bag, wrapped):
        form = plistlib.FMT_XML if name == "Info.plist" else plistlib.FMT_BINARY
        (folder / name).write_bytes(plistlib.dumps(content, fmt=form))
    _date(folder, micros(world.scenario.phone.backup_time) / SECOND)


def _complete(world: World, files: Iterable[Stored]) -> Iterator[Stored]:
    """The files with their write-ahead logs as entries of their own, and all folders above them."""
    above: set[tuple[str, str]] = set()
    known: set[tuple[str, str]] = set()
    for stored in files:
        yield stored
        known.add((stored.domain, stored.path))
        if stored.wal:
            path = f"{stored.path}-wal"
            yield Stored(stored.artifact, stored.domain, path, stored.modified, stored.wal, born=stored.born)
        for folder in PurePosixPath(stored.path).parents:
            above.add((stored.domain, "" if str(folder) == "." else str(folder)))
    for domain, path in sorted(above - known):
        yield Stored("folder", domain, path, world.start, None, born=world.start)


def _content(world: World, stored: Stored, inode: int, folder: Path, bag: Keybag | None) -> Entry:
    """Writes the file, encrypted where there is a keybag; returns what the manifest states about it."""
    born = (stored.modified if stored.born is None else stored.born) // SECOND
    modified = stored.modified // SECOND
    if stored.data is None:
        return stored.domain, Facts(stored.path, 0, _FOLDER_MODE, modified, born, inode, protection=0)
    key = wrapped = None
    if bag:
        key, wrapped = bag.new(stored.protection)
    target = folder / place(world, stored)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(encrypted(key, stored.data) if key else stored.data)
    return stored.domain, Facts(
        stored.path,
        len(stored.data),
        _FILE_MODE,
        modified,
        born,
        inode,
        stored.protection,
        digest=hashlib.sha1(stored.data, usedforsecurity=False).digest(),
        key=wrapped,
    )


def _database(world: World, entries: Iterable[Entry]) -> bytes:
    db = Database(_SCHEMA, world.version)
    for domain, facts in entries:
        flags = FOLDER if facts.mode == _FOLDER_MODE else FILE
        name = file_id(domain, facts.path)
        db.put(
            "Files",
            {
                "fileID": name,
                "domain": domain,
                "relativePath": facts.path,
                "flags": flags,
                "file": archived(facts),
            },
        )
    dice = world.dice.fork("manifest")
    db.put("Properties", {"key": "salt", "value": dice.bytes(16)})
    db.put("Properties", {"key": "passwordHash", "value": dice.bytes(32)})
    return db.build(bytes(8))[0]


def _date(folder: Path, seconds: float) -> None:
    """Gives every file and folder the time of the backup, so that not even that differs between builds."""
    for each in sorted(folder.rglob("*"), reverse=True):
        os.utime(each, (seconds, seconds))
    os.utime(folder, (seconds, seconds))
