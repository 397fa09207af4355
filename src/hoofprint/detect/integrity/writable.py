"""Published values that lie nowhere but where a public tool can write them (`writable.toml`).

Such a tool was made to show that a backup can be forged. Most real findings of a backup lie in the same files, so
this caps nothing; it says that a sysdiagnose or a second acquisition would tell more than this one can.
"""

from functools import cache

from hoofprint.detect.indicators.known import table
from hoofprint.detect.integrity.caps import found, passed, untestable
from hoofprint.detect.rows import World
from hoofprint.model.finding import Check
from hoofprint.model.words import N_


@cache
def stores() -> frozenset[str]:
    """Artifacts that read what such a tool writes."""
    return frozenset(artifact for row in table("writable.toml")["store"] for artifact in row["artifacts"])


def elsewhere(world: World) -> Check:
    """TI-07: some published value lies where tools that forge backups do not write."""
    holding = {seen.artifact for seen in world.sightings if not seen.indicator.withdrawn}
    if not holding:
        return untestable("TI-07", N_("no record holds a published value"))
    if holding <= stores():
        why = N_(
            "published values lie only where public tools can write them into a backup; a sysdiagnose or a second"
            " acquisition would tell more"
        )
        return found("TI-07", why)
    return passed("TI-07", N_("published values also lie where no public tool is known to write them"))
