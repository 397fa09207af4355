"""One `open` for every acquisition: detects what it is, says what it found, and refuses in plain words."""

import re
from pathlib import Path

from hoofprint.acquire import loose, sysdiagnose
from hoofprint.acquire.backup import open_backup
from hoofprint.acquire.errors import CannotOpen, NotAnAcquisition
from hoofprint.acquire.evidence import Evidence
from hoofprint.acquire.filesystem import layout, open_filesystem
from hoofprint.acquire.inside import look_inside
from hoofprint.acquire.secret import Ask
from hoofprint.acquire.store import Store, open_store
from hoofprint.model.arrow import compute as pc
from hoofprint.model.words import N_
from hoofprint.workers.pool import Pool

MANIFESTS = ("Manifest.db", "Manifest.mbdb")
LATER = {
    "main_entry.txt": N_("this looks like an Android bug report, which Hoofprint cannot examine yet"),
    "acquisition.json": N_("this looks like an AndroidQF acquisition, which Hoofprint cannot examine yet"),
}
"""Files that name a kind of acquisition Hoofprint does not read yet, and what is said then."""
SHOWN = 6


def open_acquisition(path: Path, pool: Pool, ask: Ask) -> Evidence:
    """The evidence in a folder, zip, tar or tar.gz; raises `CannotOpen` or one of its kinds."""
    _refuse_early(path)
    store = open_store(path, pool)
    root = _backup_root(store)
    if root is not None and (root == "" or store.wrapping != "folder"):
        return open_backup(store, root, pool, ask)
    found = layout(store.listing["name"])
    logs = sysdiagnose.root(store.listing["name"])
    if logs is not None and (found is None or found.prefix != logs):
        return sysdiagnose.open_sysdiagnose(store, logs, path.resolve().name, pool)
    if found is not None:
        evidence = open_filesystem(store, found, pool)
        look_inside(evidence, pool)
        return evidence
    if root is None and loose.holds_logs(store.listing["name"]):
        return loose.open_logs(store)
    raise _what_it_is(path, store, root)


def _refuse_early(path: Path) -> None:
    """Files people hand over by mistake: a manifest alone, or a folder inside a backup."""
    if not path.exists():
        raise CannotOpen(N_("there is no such file or folder"), where=path)
    if path.is_file() and path.name in (*MANIFESTS, "Manifest.plist", "Info.plist"):
        raise NotAnAcquisition(
            N_("this is one file of a backup; give the folder it lies in: {folder}"),
            where=path,
            folder=path.parent,
        )
    if path.is_file() and re.search(loose.MARK, path.name):
        raise NotAnAcquisition(
            N_("this is a single log; put it into a folder of its own, and give that"), where=path
        )
    above = path.resolve().parent
    inside = any((path / name).exists() for name in MANIFESTS)
    if path.is_dir() and not inside and any((above / name).exists() for name in MANIFESTS):
        raise NotAnAcquisition(
            N_("this is a part of a backup; the backup lies one level up: {folder}"), where=path, folder=above
        )


def _backup_root(store: Store) -> str | None:
    """Prefix of the shallowest manifest of a backup in the store, None where there is none."""
    names = store.listing["name"]
    fits = names.filter(pc.match_substring_regex(names, r"(?:^|/)Manifest\.(?:db|mbdb)$"))
    roots = {str(name).rpartition("/")[0] for name in fits.to_pylist()}
    if not roots:
        return None
    best = min(roots, key=lambda root: (root.count("/") + bool(root), root))
    return f"{best}/" if best else ""


def _what_it_is(path: Path, store: Store, root: str | None) -> NotAnAcquisition:
    if root:
        text = N_("not a backup itself; a backup lies below it: {folder}")
        return NotAnAcquisition(text, where=path, folder=path / root)
    names = [str(name) for name in store.listing["name"].to_pylist()]
    for name in names:
        later = LATER.get(name.rpartition("/")[2])
        if later:
            return NotAnAcquisition(later, where=path)
    top = sorted({name.lstrip("/").split("/")[0] for name in names if name})
    if not top:
        return NotAnAcquisition(N_("it is empty"), where=path)
    shown = ", ".join(top[:SHOWN]) + (f" (+ {len(top) - SHOWN:,})" if len(top) > SHOWN else "")
    marks = [name for name in ("Info.plist", "Manifest.plist", "Status.plist") if name in top]
    if marks:
        text = N_("an incomplete backup: {there} there, but no Manifest.db; found: {found}")
        return NotAnAcquisition(text, where=path, there=", ".join(marks), found=shown)
    text = N_("neither an iPhone backup, a file-system dump, a sysdiagnose nor single logs; found: {found}")
    return NotAnAcquisition(text, where=path, found=shown)
