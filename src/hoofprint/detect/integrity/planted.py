"""Records with published values that look written in: many stores at one moment, or rows put in out of order.

Whoever edits a backup to make a case has one evening. Real traces of one attack lie minutes and days apart, in stores
that different programs write.
"""

from collections import defaultdict
from collections.abc import Mapping

from hoofprint.detect.integrity.caps import found, passed, untestable
from hoofprint.detect.integrity.order import orderly
from hoofprint.detect.rows import N, World
from hoofprint.model.finding import Check
from hoofprint.model.grades import Family
from hoofprint.model.words import N_

SECOND = 1_000_000
TOGETHER = 3
"""Independent kinds of store that name published values in one second: real ones follow each other."""
KINDS: Mapping[str, Family] = {
    "ios.addaily": Family.A,
    "ios.calendar": Family.C,
    "ios.calls": Family.C,
    "ios.crash_reporter_pref": Family.F,
    "ios.crash_reports": Family.B,
    "ios.data_usage": Family.A,
    "ios.data_usage_processes": Family.A,
    "ios.files": Family.E,
    "ios.id_status": Family.C,
    "ios.interactions": Family.C,
    "ios.location_clients": Family.F,
    "ios.messages": Family.C,
    "ios.net_usage": Family.A,
    "ios.net_usage_processes": Family.A,
    "ios.profile_events": Family.F,
    "ios.profiles": Family.F,
    "ios.resource_loads": Family.D,
    "ios.safari_favicons": Family.D,
    "ios.safari_history": Family.D,
    "ios.safari_tabs": Family.D,
    "ios.session_resources": Family.D,
    "ios.shortcuts": Family.F,
    "ios.shutdown_log": Family.B,
    "ios.tcc": Family.F,
    "ios.web_storage": Family.D,
    "ios.whatsapp_messages": Family.C,
}
"""Which independent kind of store an artifact is; others are not counted here."""


def in_order(world: World) -> Check:
    """TI-05: no record with a published value was numbered long after the time it bears."""
    tables = orderly(world)
    if not tables:
        why = N_("no table is long enough, and in order, to tell rows that were put in later")
        return untestable("TI-05", why)
    told = {(seen.artifact, seen.n) for seen in world.seen}
    if any((table.artifact, position) in told for table in tables for position in table.late()[N]):
        why = N_(
            "a record with a published value has a number far later than its time; it may have been put in"
        )
        return found("TI-05", why)
    why = N_("records with published values stand where their times say they were written")
    return passed("TI-05", why)


def one_moment(world: World) -> Check:
    """TI-06: published values do not stand in independent stores at one and the same second."""
    seconds: dict[int, set[Family]] = defaultdict(set)
    for sighting in world.sightings:
        kind = KINDS.get(sighting.artifact)
        if sighting.time is not None and kind is not None and not sighting.indicator.withdrawn:
            seconds[sighting.time // SECOND].add(kind)
    if not seconds:
        return untestable("TI-06", N_("no dated record holds a published value"))
    if any(len(kinds) >= TOGETHER for kinds in seconds.values()):
        why = N_(
            "published values stand in independent stores at the same second, as if written there together"
        )
        return found("TI-06", why)
    why = N_("published values stand at different moments in different stores")
    return passed("TI-06", why)
