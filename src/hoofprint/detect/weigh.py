"""From the records of one acquisition to its face: sightings, integrity, findings, verdict.

An examination calls this once; a stored case can be weighed again with newer knowledge, without the evidence.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from hoofprint.artifacts.registry import artifacts
from hoofprint.detect.conclude import conclude
from hoofprint.detect.face import acquisition_face
from hoofprint.detect.indicators.match import Matcher
from hoofprint.detect.integrity.checks import provenance
from hoofprint.detect.rows import World
from hoofprint.detect.sightings import sight
from hoofprint.detect.stored import Stored
from hoofprint.model.examined import Examined
from hoofprint.model.face import AcquisitionFace
from hoofprint.model.words import N_

CONTAINER = ("kind", "wrapping", "encrypted", "sha256", "sha256_of", "notes")
ID = 12
"""Characters of the acquisition's digest that name it in a case."""


class Follower(Protocol):
    """Somebody who follows the work."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A new part of the work begins; `name` is marked for translation."""
        ...

    def advance(self, what: str, count: int) -> None:
        """`count` more of it is done."""
        ...


def tables(folder: Path) -> dict[str, Stored]:
    """Artifact id to its table, for a folder of records."""
    return {file.name.removesuffix(".parquet"): Stored(file) for file in sorted(folder.glob("*.parquet"))}


def weigh(
    examined: Examined, records: Mapping[str, Stored], matcher: Matcher, watch: Follower
) -> AcquisitionFace:
    """Compare with indicators, try every rule, and say what follows."""
    watch.stage(N_("Comparing with indicators"), sum(line.rows for line in examined.coverage))
    sightings, seen, short = sight(records, matcher, watch.advance)
    watch.stage(N_("Weighing the evidence"))
    world = World(
        device=examined.device,
        kind=examined.kind,
        encrypted=examined.encrypted,
        coverage={line.artifact: line for line in examined.coverage},
        types={name: artifact.record for name, artifact in artifacts().items()},
        files=records,
        sightings=sightings,
        seen=seen,
    )
    trust = provenance(world)
    findings, skipped = conclude(world, trust)
    container = {name: getattr(examined, name) for name in CONTAINER}
    return acquisition_face(examined.sha256[:ID], container, world, findings, skipped, trust, short)
