"""Full file-system dumps: a phone's own tree, as folder or archive, under whatever prefix the tool gave it.

Tools name the tree differently: `private/var/...`, absolute `/private/var/...`, `var/...`, or the data partition
alone (`filesystem2/mobile/...`). The device path is found from the folders every phone has.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass

import pyarrow as pa

from hoofprint.acquire.device import DUMP_FILES, from_dump
from hoofprint.acquire.domains import VAR
from hoofprint.acquire.errors import CannotOpen
from hoofprint.acquire.evidence import Evidence, Opener
from hoofprint.acquire.facts import read_facts
from hoofprint.acquire.index import Fact
from hoofprint.acquire.store import Store
from hoofprint.formats.source import Source
from hoofprint.model.arrow import Column, schema
from hoofprint.model.arrow import compute as pc
from hoofprint.model.entry import Device, IndexedEntry
from hoofprint.model.record import PROVENANCE
from hoofprint.workers.pool import Pool

OUTSIDE = "/@outside"
"""Root for members that lie outside the phone's tree, so that they stay visible."""
ANCHORS = (
    (
        re.compile(r"^((?:.*?/)?)private/var/(?:mobile|root|wireless|containers|db|preferences|networkd)/"),
        "/",
    ),
    (
        re.compile(
            r"^((?:.*?/)?)var/(?:mobile|root|wireless|containers)/(?:Library|Containers|Bundle|Data|Shared)/"
        ),
        "/",
    ),
    (re.compile(r"^((?:.*?/)?)(?:mobile|root|wireless)/(?:Library|Containers|Media)/"), f"{VAR}/"),
)
"""What names a phone's tree, surest first: the group is the tool's prefix, the text where it stands on the device."""
SYSTEM_BESIDE = ("filesystem2/", "filesystem1/")
"""Cellebrite extracts name the data partition the first and the system partition the second."""


@dataclass(frozen=True)
class Layout:
    """Prefix of names in the wrapping, and the device folder it stands for."""

    prefix: str
    device: str


def layout(names: Column) -> Layout | None:
    """How a listing's names become device paths; None where nothing looks like a phone."""
    for pattern, device in ANCHORS:
        fits = names.filter(pc.match_substring_regex(names, pattern.pattern))
        if len(fits):
            prefixes = {m[1] for name in fits.to_pylist() if (m := pattern.match(str(name)))}
            return Layout(min(prefixes, key=lambda prefix: (prefix.count("/"), prefix)), device)
    return None


def open_filesystem(store: Store, found: Layout, pool: Pool) -> Evidence:
    """The dump in a store; raises `CannotOpen`."""
    evidence = Evidence(
        kind="ios_filesystem",
        wrapping=store.wrapping,
        encrypted=False,
        device=Device(),
        sha256=store.sha256(),
        sha256_of="archive" if store.wrapping != "folder" else "listing",
        inventory=inventory(store, lambda name: device_name(name, found)),
        opener=opener(store),
        notes=list(store.notes),
        damage=store.damage,
        oddities=store.oddities,
    )
    evidence.device = from_dump(_facts(evidence, pool))
    return evidence


def opener(store: Store) -> Opener:
    """Opens an entry of such an inventory by its stored name."""

    def open_(row: dict[str, object], stack: ExitStack) -> Source:
        return store.open(str(row["stored"]), stack, row["handle"])

    return open_


def _facts(evidence: Evidence, pool: Pool) -> dict[str, dict[str, Fact]]:
    facts: dict[str, dict[str, Fact]] = {}
    for found in evidence.find(DUMP_FILES):
        # A fact that cannot be read is shown as unknown; the artifact that reads the same file says why.
        with ExitStack() as stack, suppress(CannotOpen):
            facts[found.path] = read_facts(evidence.open(found, stack), found.path, pool)
    return facts


def device_name(name: str, found: Layout) -> str:
    """The device path of one member."""
    if name.startswith(found.prefix):
        path = found.device + name[len(found.prefix) :]
    elif found.prefix.endswith(SYSTEM_BESIDE[0]) and SYSTEM_BESIDE[1] in name:
        path = "/" + name.split(SYSTEM_BESIDE[1], 1)[1]
    else:
        path = f"{OUTSIDE}/{name.lstrip('/')}"
    path = "/" + "/".join(part for part in path.split("/") if part not in ("", "."))
    return "/private" + path if path.startswith("/var/") else path


def inventory(store: Store, place: Callable[[str], str]) -> pa.Table:
    """The entries of a store as an inventory, `place` giving the device path of each name."""
    listing = store.listing
    paths = [place(name or "") for name in listing["name"].to_pylist()]
    wanted = schema(IndexedEntry)
    fields = [field for field in wanted if field.name not in PROVENANCE]
    known = {"path": pa.array(paths, pa.string()), "stored": listing["name"], "kind": listing["kind"]}
    known |= {name: listing[name] for name in ("size", "modified", "mode", "uid", "gid", "target", "handle")}
    known["absent"] = pa.repeat(pa.scalar(False), listing.num_rows)
    columns = [known.get(field.name, pa.nulls(listing.num_rows, field.type)) for field in fields]
    return pa.table(columns, schema=pa.schema(fields)).sort_by(
        [("path", "ascending"), ("stored", "ascending")]
    )
