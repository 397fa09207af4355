"""Programs by the place they ran from: published places, and what ordinary phones run there. Shared by their traces."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.os_versions import OsVersion
from hoofprint.artifacts.ios.powerlog_sensors import SensorUse
from hoofprint.artifacts.ios.running_processes import RunningProcess
from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.detect.campaigns import PEGASUS, claimed
from hoofprint.detect.describe import moment
from hoofprint.detect.indicators.known import table
from hoofprint.detect.indicators.paths import normal
from hoofprint.detect.rows import ARTIFACT, Rows, World, hit, ref
from hoofprint.detect.trace import Hit, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Grade
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

Ran: TypeAlias = Straggler | CrashReport | SensorUse | RunningProcess
"""Every record that says from where a program ran."""
DAY = 86_400_000_000
UPDATER, JAILBREAK, DEVELOPER = "updater", "jailbreak", "developer"


class Normal(NamedTuple):
    """What ordinary phones run at such a place, and why."""

    cause: str
    pattern: re.Pattern[str]


@cache
def places() -> tuple[tuple[str, str], ...]:
    """Path or folder, and the trace it belongs to; the first that fits counts."""
    return tuple((row["path"], row["rule"]) for row in table("places.toml")["place"])


@cache
def normals() -> tuple[Normal, ...]:
    """Of `places.toml`."""
    return tuple(Normal(row["cause"], re.compile(row["pattern"])) for row in table("places.toml")["normal"])


def rule_of(path: str) -> str:
    """The trace a path belongs to, or nothing."""
    real = normal(path)
    fits = (
        rule for place, rule in places() if real == place or (place[-1] == "/" and real.startswith(place))
    )
    return next(fits, "")


def cause_of(path: str) -> str:
    """Why an ordinary phone runs a program there, or nothing."""
    real = normal(path)
    return next((one.cause for one in normals() if one.pattern.fullmatch(real)), "")


def ran_from(rows: Rows[Ran], rule: str, trace: Trace) -> Iterator[Hit]:
    """One hit for each record of a program that ran from a place of this trace."""
    named = {
        ref(row): (position, sighting)
        for row, position, sighting in rows.sighted(
            Observable.PROCESS, Observable.PATH, columns=("executable",)
        )
    }
    for row in rows.where():
        path = str(row["executable"] or "")
        if not path.startswith("/") or rule_of(path) != rule or cause_of(path) == UPDATER:
            continue  # what the system itself runs there is on every phone that was ever updated
        found = named.get(ref(row))
        pegasus = found is not None and claimed(found[1], PEGASUS)
        yield replace(_plain(row, path, trace), attribution=Attribution.A2 if pegasus else None)


def _plain(row: dict[str, Any], path: str, trace: Trace) -> Hit:
    return hit(
        row,
        moment(row[ARTIFACT], row),
        key=normal(path),
        stage=trace.stage,
        grade=trace.grade,
        process=path.rpartition("/")[2],
        path=path,
    )


def updater(hit: Hit, world: World) -> Tried:
    """Apple's own updater works in the staging folder, under its own name."""
    if cause_of(hit.values["path"]) == UPDATER:
        return Tried(Outcome.POSSIBLE, N_("the system's updater has that name and place"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the system's updater has another name"))


def update_day(hit: Hit, world: World) -> Tried:
    """Around an update the system itself runs programs in unusual places."""
    if hit.time is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the record has no date"))
    if reason := world.observable(OsVersion):
        why = N_("no record of system updates could be read: {reason}")
        return Tried(Outcome.NOT_TESTABLE, why, {"reason": reason})
    if any(abs(time - hit.time) <= DAY for time in world.fact(updates)):
        return Tried(Outcome.POSSIBLE, N_("the system was updated within a day"), less=1)
    return Tried(Outcome.EXCLUDED, N_("no system update within a day"))


def updates(world: World) -> list[int]:
    """When another version of iOS was first seen."""
    rows = world.rows(OsVersion).where(columns=("time", "version"))
    dated = sorted((row["time"], row["version"]) for row in rows if row["time"] is not None)
    return [time for (_, before), (time, now) in pairwise(dated) if now != before]


def jailbreak_tool(hit: Hit, world: World) -> Tried:
    """Jailbreak tools copy programs there under a random name."""
    if cause_of(hit.values["path"]) == JAILBREAK:
        return Tried(Outcome.POSSIBLE, N_("jailbreak tools use such names there"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("jailbreak tools use other names there"))


def developer_image(hit: Hit, world: World) -> Tried:
    """The developer disk image is mounted below a data folder."""
    if cause_of(hit.values["path"]) == DEVELOPER:
        return Tried(Outcome.POSSIBLE, N_("the developer disk image lies there"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("no part of the developer disk image"))
