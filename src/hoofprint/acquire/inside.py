"""Sysdiagnose archives that lie inside a copy of a file system: their files as further entries, read in place.

The phone keeps those that were taken on it, and an older one holds logs the phone has overwritten since. Their entries
stand under a root of their own (`/@inside/<archive>`), followed by the device path each file was copied from, so that
nothing of an archive is ever taken for the phone's own file of today.
"""

from contextlib import ExitStack
from typing import Any

import msgspec
import pyarrow as pa

from hoofprint.acquire.errors import CannotOpen
from hoofprint.acquire.evidence import Evidence, Found, Opener
from hoofprint.acquire.members import members
from hoofprint.acquire.sysdiagnose import device_name, root
from hoofprint.formats.source import Source, build
from hoofprint.model.arrow import compute as pc
from hoofprint.model.words import N_
from hoofprint.workers.pool import Pool

INSIDE = "/@inside"
ARCHIVES = ("/private/var/**/sysdiagnose_*.tar.gz",)
MOST = 16
"""Archives that are looked into, the last by name, which is by date; a phone keeps a few weeks of them."""
JOINT = "!/"
"""Between an archive's stored name and a member's, in the stored name of an entry."""


def look_inside(evidence: Evidence, pool: Pool) -> None:
    """Add what lies in every sysdiagnose of the evidence; one that cannot be read is a note, and costs itself only."""
    found = evidence.find(ARCHIVES)
    if len(found) > MOST:
        evidence.notes.append(f"{len(found) - MOST} more sysdiagnose archives inside were not looked into")
    outer: dict[str, Found] = {}
    tables: list[pa.Table] = [evidence.inventory]
    roots: list[str] = []
    for one in found[-MOST:]:
        try:
            with ExitStack() as stack:
                listed = members(evidence.open(one, stack), one.path, pool)
        except CannotOpen as error:
            evidence.notes.append(str(error))
            continue
        evidence.notes += [f"{one.path}: {note}" for note in listed.notes]
        if listed.table is not None and (prefix := root(listed.table["name"])) is not None:
            place = f"{INSIDE}/{one.path.rpartition('/')[2].removesuffix('.tar.gz')}"
            place += f"-{len(roots)}" if place in roots else ""
            tables.append(_entries(listed.table, prefix, place, one, evidence.inventory.schema))
            outer[one.stored] = one
            roots.append(place)
    if roots:
        evidence.inventory = pa.concat_tables(tables).sort_by(
            [("path", "ascending"), ("stored", "ascending")]
        )
        evidence.roots = tuple(roots)
        evidence.opener = _opener(evidence.opener, outer)


def _entries(listing: pa.Table, prefix: str, place: str, archive: Found, wanted: pa.Schema) -> pa.Table:
    """The members as entries of the inventory."""
    names = [str(name or "") for name in listing["name"].to_pylist()]
    known: dict[str, Any] = {
        name: listing[name] for name in ("kind", "size", "modified", "mode", "uid", "gid", "target", "handle")
    }
    known["path"] = pa.array([place + device_name(name, prefix) for name in names], pa.string())
    known["stored"] = pa.array([archive.stored + JOINT + name for name in names], pa.string())
    known["absent"] = pc.and_(pc.equal(listing["kind"], "file"), pc.is_null(listing["handle"]))
    columns = [known.get(field.name, pa.nulls(listing.num_rows, field.type)) for field in wanted]
    return pa.table(columns, schema=wanted)


def _opener(below: Opener, outer: dict[str, Found]) -> Opener:
    """Opens an archive first where an entry lies in one, and then its member."""

    def open_(row: dict[str, object], stack: ExitStack) -> Source:
        archive, joint, _ = str(row["stored"]).rpartition(JOINT)
        handle = row["handle"]
        if not joint or archive not in outer or not str(row["path"]).startswith(INSIDE):
            return below(row, stack)
        if not isinstance(handle, bytes):
            raise CannotOpen(N_("not a readable file in {archive}"), where=row["path"], archive=archive)
        fds: list[int] = []
        below(outer[archive].row, stack).recipe(fds)
        return build(msgspec.msgpack.decode(handle), fds)

    return open_
