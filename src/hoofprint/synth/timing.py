"""When things happen: delays as people write them, and plants dated by one another.

Inside the synthetic phone every time is whole microseconds since 1970 UTC, as everywhere in Hoofprint.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hoofprint.model.words import N_, Worded
from hoofprint.synth.plants import Plant

MILLISECOND = 1_000
SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3_600 * SECOND, 86_400 * SECOND
_UNITS = {"ms": MILLISECOND, "s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY}
_DELAY = re.compile(r"(-?)((?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)")
_PART = re.compile(r"(?<!\d)(\d++(?:\.\d++)?)(ms|s|m|h|d)")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


class TimingError(Worded):
    """A time in a scenario that cannot be placed; the message names the plant and the reason."""


@dataclass(frozen=True)
class Event:
    """A plant at its moment. Background life has `planted` False and an id only where others refer to it."""

    time: int
    plant: Plant
    planted: bool = False

    @property
    def id(self) -> str:
        """The plant's own id."""
        return self.plant.id


def micros(moment: datetime) -> int:
    """Microseconds since 1970 UTC; raises `TimingError` for a time without an offset."""
    if moment.tzinfo is None:
        told = N_("{time} has no offset: write Z or, for example, -06:00")
        raise TimingError(told, time=moment.isoformat())
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def moment(time: int) -> datetime:
    """The naive UTC datetime that property lists hold."""
    return datetime(1970, 1, 1) + timedelta(microseconds=time)


def delay(text: str) -> int:
    """Microseconds of `45s`, `3ms`, `1h30m` or `-2d`; raises `TimingError` otherwise."""
    found = _DELAY.fullmatch(text)
    if not found:
        raise TimingError(N_("'{delay}' is no delay: write for example 45s, 3ms, 1h30m or -2d"), delay=text)
    total = sum(round(float(number) * _UNITS[unit]) for number, unit in _PART.findall(found[2]))
    return -total if found[1] else total


def offset(text: str) -> int:
    """Microseconds a local clock is ahead of UTC, from `+02:00`."""
    found = _OFFSET.fullmatch(text)
    if not found:
        raise TimingError(N_("zone '{zone}': write the offset from UTC, for example -06:00"), zone=text)
    ahead = int(found[2]) * HOUR + int(found[3]) * MINUTE
    return -ahead if found[1] == "-" else ahead


def dated(plants: Iterable[Plant], undated: Mapping[str, int]) -> list[Event]:
    """Every plant at its time, in the order given.

    `undated` maps the ids of plants that state no time to the one chosen for them. Raises `TimingError` for an
    unknown or circular reference and for a plant that states its time twice.
    """
    by_id = {plant.id: plant for plant in plants}
    return [Event(_time(plant, by_id, undated, ()), plant, True) for plant in by_id.values()]


def _time(plant: Plant, by_id: Mapping[str, Plant], undated: Mapping[str, int], seen: tuple[str, ...]) -> int:
    if plant.at is not None and plant.after is not None:
        raise TimingError(N_("plant '{plant}' states both 'at' and 'after'"), plant=plant.id)
    if plant.at is not None:
        return micros(plant.at) + delay(plant.delay)
    if plant.after is None:
        return undated[plant.id]
    if plant.after not in by_id:
        told = N_("plant '{plant}' comes after '{other}', which is not there")
        raise TimingError(told, plant=plant.id, other=plant.after)
    if plant.after in seen:
        told = N_("plant '{plant}' comes after itself, by way of {others}")
        raise TimingError(told, plant=plant.id, others=", ".join(seen))
    return _time(by_id[plant.after], by_id, undated, (*seen, plant.id)) + delay(plant.delay)
