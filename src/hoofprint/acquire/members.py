"""The index of an archive, taken by a confined worker: of an acquisition, or of an archive that lies inside one."""

from dataclasses import dataclass, field

import pyarrow as pa

from hoofprint.acquire.errors import DamagedAcquisition
from hoofprint.acquire.index import MEMBERS, StoreMember
from hoofprint.formats.source import Source
from hoofprint.model.arrow import schema
from hoofprint.model.words import reason
from hoofprint.workers.job import FileJob, Job
from hoofprint.workers.pool import Pool, WorkerFailed
from hoofprint.workers.wire import Batch

SUSPICIOUS = (
    "name that occurs twice",
    "member too large to open",
    "zip: member shares its bytes with another",
    "zip: member has another name in its own header",
    "zip: more than one end record",
    "zip: uncompressed member states two sizes",
    "tar: extended header too long, not read",
    "tar: global header that renames or resizes members, not applied",
)
"""Notes on an archive's list that tools for taking archives do not cause."""


@dataclass
class Listed:
    """What the index of an archive says."""

    table: pa.Table | None = None
    """The columns of `StoreMember`, sorted by name; None where no member could be read. A member's handle is a recipe
    over the one descriptor its archive lies in."""
    notes: list[str] = field(default_factory=list)
    oddities: dict[str, int] = field(default_factory=dict)
    """Notes that an honest archive does not give."""
    damage: str = ""
    """Why the list may be incomplete; empty where it is whole."""


def members(source: Source, name: str, pool: Pool) -> Listed:
    """The members of a zip, tar or tar.gz; raises `DamagedAcquisition` where the worker did not end well."""
    fds: list[int] = []
    job = Job(MEMBERS, [FileJob(name, "", source.recipe(fds))])
    listed, batches = Listed(), []
    names = [one.name for one in schema(StoreMember)][:-5]
    try:
        for frame in pool.run(job, fds, StoreMember, source.size):
            if isinstance(frame, Batch):
                batches.append(pa.Table.from_arrays(frame.arrays[:-2], names=names))
            else:
                listed.notes += [f"{what} ({count})" for what, count in sorted(frame.oddities.items())]
                listed.oddities |= {
                    what: frame.oddities[what] for what in SUSPICIOUS if what in frame.oddities
                }
                if frame.reason:
                    listed.damage = reason(f"the archive's list of members is incomplete: {frame.reason}")
                    listed.notes.append(listed.damage)
    except WorkerFailed as error:
        raise DamagedAcquisition("", where=name, because=error) from error
    if batches:
        listed.table = pa.concat_tables(batches).sort_by("name")
    return listed
