"""Which version of iOS ran when, as far as records say, and whether a flaw was closed by then."""

import re

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.os_versions import OsVersion
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Hit, Tried, Try
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

Version = tuple[int, ...]
NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}")


def version(text: str | None) -> Version:
    """`(17, 4)` of `iPhone OS 17.4 (21E219)`; empty where the text holds none. Zeros at the end are left out."""
    found = NUMBER.search(text or "")
    parts = [int(part) for part in found[0].split(".")] if found else []
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def ran(world: World) -> list[tuple[int, Version]]:
    """Every moment at which a record names the version that ran, in order."""
    dated = pl.col("time").is_not_null()
    rows = [
        (row["time"], row["version"])
        for row in world.rows(OsVersion).where(dated, columns=("time", "version"))
    ]
    reports = world.rows(CrashReport).where(dated, columns=("time", "os_version"))
    rows += [(row["time"], row["os_version"]) for row in reports]
    return sorted((time, found) for time, text in rows if (found := version(text)))


def fixed(release: str, *, at_most: Grade | None = None, less: int = 0) -> Try:
    """On a version in which the flaw was closed, the same thing is an attempt that failed, or an accident."""
    closed = version(release)

    def try_fixed(hit: Hit, world: World) -> Tried:
        now = version(world.device.os_version)
        if now and now < closed:
            return Tried(
                Outcome.EXCLUDED, N_("no version in which the flaw was closed ever ran on this phone")
            )
        if hit.time is None:
            return Tried(Outcome.NOT_TESTABLE, N_("the record has no date"))
        known = world.fact(ran)
        if any(time <= hit.time and found >= closed for time, found in known):
            why = N_("by then the phone ran a version in which the flaw was closed ({release})")
            return Tried(Outcome.POSSIBLE, why, {"release": release}, at_most=at_most, less=less)
        if any(time >= hit.time and found < closed for time, found in known):
            return Tried(
                Outcome.EXCLUDED, N_("a version in which the flaw was open ran on this phone after that")
            )
        return Tried(Outcome.NOT_TESTABLE, N_("no record says which version of iOS ran then"))

    return try_fixed
