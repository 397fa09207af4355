"""What is ordinary on a build of iOS: whether a program's name belongs to the system there, as far as lists tell.

A name that is ordinary on the phone's build says little, one that a list of that very build does not have says more.
Neither is proof: spyware borrows names of real daemons, and lists have gaps. What the lists are, and which builds they
cover, is data (`ios_inventories.tsv`, `ios_processes.tsv`, `ios_builds.tsv`).
"""

from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeAlias

from hoofprint.detect.indicators import known
from hoofprint.model import times
from hoofprint.model.entry import Device

Version: TypeAlias = tuple[int, ...]
LENGTHS = (15, 16, 31, 32)
"""Characters to which the system cuts names of programs: the kernel keeps 16 or 32, some stores one less."""


class Standing(StrEnum):
    """How a name stands to the lists of the system's programs."""

    HERE = "here"
    """A list shows it on this version, or the version is unknown and some list shows it."""
    ELSEWHERE = "elsewhere"
    """Lists show it on other versions only."""
    CUT = "cut"
    """It is what remains of a system name that was cut off."""
    NONE = "none"
    """No list has it."""


class Cover(StrEnum):
    """How well lists cover a phone's build."""

    EXACT = "exact"
    """Every program of this very build is listed."""
    AROUND = "around"
    """Whole lists exist of builds before and after it."""
    THIN = "thin"
    """Only parts are known, or the version is not."""


class Name(NamedTuple):
    """A name's standing, with the versions in which lists show it (empty where they say none)."""

    standing: Standing
    first: str = ""
    last: str = ""
    whole: str = ""
    """The system name it was cut from."""


class Inventory(NamedTuple):
    """A whole list of one build's programs."""

    version: Version
    build: str


def version(text: str | None) -> Version:
    """`15.3.1` as numbers to compare; empty where the text is no version."""
    parts = (text or "").split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


@cache
def inventories() -> tuple[Inventory, ...]:
    """The whole lists, by version."""
    rows = known.rows("ios_inventories.tsv")
    return tuple(sorted(Inventory(version(row[1]), row[2]) for row in rows if row[3] == "whole"))


@cache
def released() -> tuple[tuple[Version, int], ...]:
    """Versions with the day of their release, microseconds UTC; builds without a known day are left out."""
    rows = [row for row in known.rows("ios_builds.tsv") if row[3]]
    found = ((version(row[0]), times.moment(datetime.fromisoformat(f"{row[3]}T00:00:00Z"))) for row in rows)
    return tuple((runs, time) for runs, time in found if time is not None)


@cache
def versions() -> dict[str, str]:
    """Build to version."""
    return {row[1]: row[0] for row in known.rows("ios_builds.tsv")}


def running(device: Device) -> Version:
    """The phone's version, from its build where only that is stated."""
    return version(device.os_version) or version(versions().get(device.build or ""))


def cover(device: Device) -> Cover:
    """How well the phone's build is covered."""
    if device.build and any(one.build == device.build for one in inventories()):
        return Cover.EXACT
    runs = running(device)
    if runs and inventories()[0].version <= runs <= inventories()[-1].version:
        return Cover.AROUND
    return Cover.THIN


def covered_since(device: Device) -> int:
    """From when on the lists say what ran on this phone: the release of its version where its build has a list of
    its own, else of the first version with a whole list. Older records may be of a system before."""
    since = running(device) if cover(device) is Cover.EXACT else inventories()[0].version
    return min(time for runs, time in released() if runs >= since)


@cache
def _cut_names() -> dict[str, str]:
    whole = sorted(known.names(), reverse=True)
    return {name[:length]: name for name in whole for length in LENGTHS if len(name) > length}


def stands(name: str, runs: Version) -> Name:
    """How a name stands on a version (empty: unknown)."""
    seen = known.processes().get(name)
    if seen:
        first, last = min((version(one.first), one.first) for one in seen), _last(seen)
        spans = ((version(one.first), version(one.last)) for one in seen)
        here = not runs or any(_between(start, runs, end) for start, end in spans)
        return Name(Standing.HERE if here else Standing.ELSEWHERE, first[1], last)
    if name in known.bundles():
        return Name(Standing.HERE)
    if len(name) in LENGTHS and name in _cut_names():
        return Name(Standing.CUT, whole=_cut_names()[name])
    return Name(Standing.NONE)


def _last(seen: tuple[known.Seen, ...]) -> str:
    return max((version(one.last), one.last) for one in seen)[1]


def _between(first: Version, runs: Version, last: Version) -> bool:
    """Whether a span of listed versions holds this one. Lists show where a name was met, not when it came or went:
    before the first whole list, and after the last, nothing contradicts it."""
    begun = not first or runs >= first or first <= inventories()[0].version
    ended = not last or runs <= last or last >= inventories()[-1].version
    return begun and ended
