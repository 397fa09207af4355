"""iTunes and Finder backups: blobs named by hash, listed in Manifest.db, or in Manifest.mbdb up to iOS 9.

An encrypted backup is read in place: every file's bytes are decrypted as they are read, and nothing decrypted is
written anywhere. Sources: Apple's iOS Security guide (keybags), libimobiledevice, published backup studies.
"""

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from hoofprint.acquire.device import from_backup
from hoofprint.acquire.domains import BACKUP
from hoofprint.acquire.errors import CannotOpen, DamagedAcquisition, PasswordMissing
from hoofprint.acquire.evidence import Evidence
from hoofprint.acquire.facts import read_facts
from hoofprint.acquire.index import MANIFEST_DB, MANIFEST_MBDB, PLISTS, Fact
from hoofprint.acquire.keys import Keys
from hoofprint.acquire.secret import Ask, Secret
from hoofprint.acquire.store import Store
from hoofprint.formats.source import Source, blocks
from hoofprint.model.arrow import compute as pc
from hoofprint.model.arrow import schema
from hoofprint.model.coverage import Status
from hoofprint.model.entry import IndexedEntry
from hoofprint.model.record import PROVENANCE
from hoofprint.model.words import N_, reason
from hoofprint.workers.job import FileJob, Job
from hoofprint.workers.pool import Pool, WorkerFailed
from hoofprint.workers.wire import Batch

NAMED = 5
"""How many absent files a note names; the rest are counted."""


def open_backup(store: Store, root: str, pool: Pool, ask: Ask) -> Evidence:
    """The backup whose files lie under `root` in the store; raises `CannotOpen` and its kinds."""
    with ExitStack() as stack:
        notes = list(store.notes)
        facts = {name: _facts(store, root + name, pool, stack, notes) for name in PLISTS}
        manifest = facts["Manifest.plist"]
        encrypted = (manifest.get("IsEncrypted", Fact()).text or "") in ("True", "1")
        keys = _keys(manifest, ask) if encrypted else None
        name = "Manifest.db" if _has(store, root + "Manifest.db") else "Manifest.mbdb"
        source = store.open(root + name, stack)
        if keys and name == "Manifest.db":
            source = _manifest(source, manifest, keys)
        table, damage = _index(pool, name, source, store, root, stack, notes)
    opener = _Opener(store, root, keys)
    inventory = _with_presence(table, store, root, name == "Manifest.mbdb", notes)
    digest = store.sha256() if store.wrapping != "folder" else _manifest_digest(store, root, name)
    return Evidence(
        kind="ios_backup",
        wrapping=store.wrapping,
        encrypted=encrypted,
        device=from_backup(facts),
        sha256=digest,
        sha256_of="archive" if store.wrapping != "folder" else name,
        inventory=inventory,
        opener=opener,
        notes=notes,
        damage=damage or store.damage or _doubles(store),
        oddities=store.oddities,
    )


def _doubles(store: Store) -> str:
    """A backup names its files once: of several archive members of one name, the last is taken for the file."""
    count = store.oddities.get("name that occurs twice", 0)
    return (
        reason(f"{count:,} members of the archive have a name that occurs twice; the last was examined")
        if count
        else ""
    )


@dataclass
class _Opener:
    """Opens an entry of the inventory: by its stored name, decrypting where the manifest holds a key."""

    store: Store
    root: str
    keys: Keys | None

    def __call__(self, row: dict[str, object], stack: ExitStack) -> Source:
        name = str(row["path"])
        if row["absent"]:
            raise CannotOpen(
                N_("listed in the backup's manifest, but its bytes are not in the backup"), where=name
            )
        source = self.store.open(self.root + str(row["stored"]), stack)
        wrapped = row["handle"]
        if isinstance(wrapped, bytes) and wrapped:
            if self.keys is None:
                raise CannotOpen(N_("encrypted, although the backup says it is not"), where=name)
            return self.keys.open(source, wrapped, name)
        return source


def _has(store: Store, name: str) -> bool:
    return bool(pc.any(pc.equal(store.listing["name"], name)).as_py())


def _facts(store: Store, name: str, pool: Pool, stack: ExitStack, notes: list[str]) -> dict[str, Fact]:
    """The scalars of one of the backup's property lists; empty where it is missing, or broken and not needed."""
    if not _has(store, name):
        return {}
    try:
        return read_facts(store.open(name, stack), name, pool)
    except DamagedAcquisition as error:
        if name.endswith("Manifest.plist"):
            raise
        notes.append(str(error))
        return {}


def _keys(manifest: dict[str, Fact], ask: Ask) -> Keys:
    bag = manifest.get("BackupKeyBag", Fact()).blob
    if not bag:
        raise DamagedAcquisition(
            N_("says the backup is encrypted, but holds no key bag"), where="Manifest.plist"
        )
    password = ask()
    if not password:
        raise PasswordMissing(N_("this backup is encrypted: its backup password is needed to read it"))
    return Keys(bag, Secret(password))


def _manifest(source: Source, manifest: dict[str, Fact], keys: Keys) -> Source:
    """Manifest.db of an encrypted backup; up to iOS 10.1 it lay there in clear."""
    wrapped = manifest.get("ManifestKey", Fact()).blob
    if not wrapped:
        return source
    return keys.open(source, wrapped, "Manifest.db")


def _index(
    pool: Pool, name: str, source: Source, store: Store, root: str, stack: ExitStack, notes: list[str]
) -> tuple[pa.Table, str]:
    """The manifest's entries, and why there may be more of them."""
    fds: list[int] = []
    parser = MANIFEST_DB if name == "Manifest.db" else MANIFEST_MBDB
    sides: dict[str, Any] = {}
    if name == "Manifest.db" and _has(store, f"{root}{name}-wal"):
        sides["wal"] = store.open(f"{root}{name}-wal", stack).recipe(fds)
    job = Job(parser, [FileJob(name, name, source.recipe(fds), sides)])
    tables, names, problem = [], schema(IndexedEntry).names[: -len(PROVENANCE)], ""
    try:
        for frame in pool.run(job, fds, IndexedEntry, source.size):
            if isinstance(frame, Batch):
                tables.append(pa.Table.from_arrays(frame.arrays[:-2], names=names))
            else:
                notes += [f"{name}: {what} ({count})" for what, count in sorted(frame.oddities.items())]
                problem = "" if frame.status is Status.READ else frame.reason or frame.status.value
    except WorkerFailed as error:
        problem = str(error)
    if not tables:
        raise DamagedAcquisition(
            N_("the backup's list of files cannot be read"), where=name, because=problem or N_("it is empty")
        )
    if problem:
        problem = f"{name}: read in part: {problem}"
        notes.append(problem)
    return pa.concat_tables(tables), problem


def _with_presence(table: pa.Table, store: Store, root: str, flat: bool, notes: list[str]) -> pa.Table:
    """Adds which listed files are really there, and the backup's own property lists as entries."""
    present = pc.is_in(
        pc.binary_join_element_wise(pa.scalar(root), table["stored"], ""), store.listing["name"]
    )
    absent = pc.and_(pc.equal(table["kind"], "file"), pc.invert(present))
    table = table.set_column(table.schema.get_field_index("absent"), "absent", absent)
    missing = table.filter(absent)
    if missing.num_rows:
        shown = ", ".join(str(path) for path in missing.sort_by("path")["path"].to_pylist()[:NAMED])
        notes.append(
            f"incomplete backup: {missing.num_rows:,} listed files are not there, among them {shown}"
        )
    sizes = dict(zip(store.listing["name"].to_pylist(), store.listing["size"].to_pylist(), strict=True))
    own = [
        {
            "path": f"{BACKUP}/{name}",
            "stored": name,
            "kind": "file",
            "size": sizes[root + name],
            "absent": False,
        }
        for name in PLISTS
        if root + name in sizes
    ]
    extra = pa.Table.from_pylist(own, schema=table.schema)
    return pa.concat_tables([table, extra]).sort_by([("path", "ascending"), ("stored", "ascending")])


def _manifest_digest(store: Store, root: str, name: str) -> str:
    """Of the manifest as it is stored, encrypted or not."""
    digest = hashlib.sha256()
    with ExitStack() as stack:
        for block in blocks(store.open(root + name, stack)):
            digest.update(block)
    return digest.hexdigest()
