"""Facts about published values that their lists do not tell: withdrawals, validity, platforms, vendors' sites. They
are data (`detect/data/overlay.toml`), each entry with its source."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from hoofprint.detect.indicators.gather import ON_ONE_SYSTEM
from hoofprint.detect.indicators.known import table
from hoofprint.detect.indicators.notes import VENDOR_SITE
from hoofprint.model import times
from hoofprint.model.indicator import Indicator, IndicatorSet
from hoofprint.model.record import Observable


class Fact(NamedTuple):
    """What is known about one value, whoever publishes it."""

    withdrawn: str | None = None
    valid_until: int | None = None
    note: str | None = None
    reject: str | None = None
    """Why no list can claim it."""
    keep: bool = False
    """Loaded although it equals a system name."""


class Overlay(NamedTuple):
    """The overlay as it is applied."""

    facts: dict[tuple[Observable, str], Fact]
    values: frozenset[str]
    """All values with a fact: most indicators are passed over by this alone."""
    words: frozenset[str]
    programs: frozenset[str]
    platforms: dict[str, str]


def micros(day: date) -> int | None:
    """The first moment of a day, UTC, in microseconds."""
    return times.moment(datetime(day.year, day.month, day.day))


@cache
def overlay() -> Overlay:
    """Read once; the data is ours, so a mistake in it is a defect and raises."""
    found = table("overlay.toml")
    facts = {}
    for entry in found["claim"]:
        until = entry.get("valid_until")
        facts[Observable(entry["kind"]), entry["value"]] = Fact(
            withdrawn=entry.get("withdrawn"),
            valid_until=micros(until + timedelta(days=1)) if until else None,
            note=entry.get("note"),
            reject=entry["why"] if entry.get("reject") else None,
            keep=entry.get("keep", False),
        )
    for domain in found["vendor"]["domains"]:
        facts[Observable.DOMAIN, domain] = Fact(note=VENDOR_SITE)
    platforms = {name: system for system in ("android", "ios") for name in found["platforms"][system]}
    names = found["names"]
    values = frozenset(value for _, value in facts)
    return Overlay(facts, values, frozenset(names["words"]), frozenset(names["programs"]), platforms)


def adjusted(one: IndicatorSet) -> IndicatorSet:
    """A set with everything the overlay knows about its values."""
    known = overlay()
    kept: list[Indicator] = []
    for indicator in one.indicators:
        if indicator.value in known.values:
            indicator = _with(indicator, known.facts.get((indicator.kind, indicator.value), Fact()))
        if indicator.kind in ON_ONE_SYSTEM and indicator.platform is None:
            platform = _platform(indicator, known.platforms)
            indicator = replace(indicator, platform=platform) if platform else indicator
        kept.append(indicator)
    return replace(one, indicators=tuple(kept))


def _with(indicator: Indicator, fact: Fact) -> Indicator:
    ends = [end for end in (indicator.valid_until, fact.valid_until) if end is not None]
    notes = (*indicator.notes, fact.note) if fact.note else indicator.notes
    return replace(
        indicator,
        withdrawn=indicator.withdrawn or fact.withdrawn,
        valid_until=min(ends, default=None),
        notes=tuple(dict.fromkeys(notes)),
    )


def _platform(indicator: Indicator, platforms: dict[str, str]) -> str | None:
    """The one platform of all campaigns that claim the value, if they agree."""
    found = {platforms.get(name) for name in indicator.campaigns}
    return found.pop() if len(found) == 1 else None
