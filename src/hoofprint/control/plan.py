"""Which phones are examined: every shipped scenario in every variation, and clean phones by number."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hoofprint.model.grades import Grade
from hoofprint.synth import Scenario, clean, held, load, shipped

CLEAN = "clean"
PLAIN = ""
SHUFFLED = "shuffled"
VARIATIONS = (PLAIN, SHUFFLED, "zone+5h", "no-wal")
CORRUPT = "corrupt:"
SPARE = (
    "ios.calls",
    "ios.contacts",
    "ios.tcc",
    "ios.safari_tabs",
    "ios.interactions",
    "ios.whatsapp_messages",
)
"""Kinds of files one of which is damaged although nothing planted lies there."""


class Job(NamedTuple):
    """One phone to build and examine; as text it is the key under which its outcome is kept."""

    phone: str
    """A shipped scenario's name, or `clean 17`."""
    variation: str = PLAIN

    def __str__(self) -> str:
        return f"{self.phone} {self.variation}".strip()

    def scenario(self) -> Scenario:
        """The phone as it is to be built."""
        kind, _, number = self.phone.partition(" ")
        return clean(int(number)) if kind == CLEAN else named()[self.phone]


@cache
def named() -> dict[str, Scenario]:
    """The shipped scenarios that say what must be found, by name."""
    found = (load(path) for path in shipped())
    return {one.name: one for one in found if one.expect is not None}


def attacked(scenario: Scenario) -> bool:
    """Whether something moderate or stronger is to be found on it."""
    expect = scenario.expect
    return expect is not None and expect.stage is not None and Grade[expect.grade_min] >= Grade.G3


def scenarios() -> Iterator[Job]:
    """Every scenario as it is, in every variation, and with one kind of file damaged: each that holds something
    planted, and one that does not."""
    for name, scenario in named().items():
        yield from (Job(name, variation) for variation in VARIATIONS)
        yield from (Job(name, f"{CORRUPT}{artifact}") for artifact in _damaged(scenario))


def _damaged(scenario: Scenario) -> list[str]:
    there = held(scenario)
    spare = [artifact for artifact in SPARE if there.get(artifact) is False]
    return sorted(artifact for artifact, planted in there.items() if planted) + spare[:1]


def cleans(count: int) -> Iterator[Job]:
    """So many clean phones, each another one."""
    return (Job(f"{CLEAN} {number}") for number in range(count))
