"""The phone while it is being built: its fixed facts, everything that happens on it, and the files that come out."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hoofprint.synth.dice import Dice
from hoofprint.synth.plants import Plant
from hoofprint.synth.scenario import Scenario
from hoofprint.synth.timing import DAY, Event, micros

P = TypeVar("P", bound=Plant)
T = TypeVar("T")
UNCHECKED = 14 * DAY
"""How long before the acquisition rows may still stand in a write-ahead log, where the scenario asks for that."""
_EARLY = ("RootDomain", "WirelessDomain", "SysSharedContainerDomain-")
SAFARI = "AppDomain-com.apple.mobilesafari"


@dataclass(frozen=True)
class Owner:
    """Numbers and names of the phone and its owner; all invented, in ranges reserved for that."""

    number: str
    account: str
    serial: str
    imei: str
    iccid: str
    udid: str
    guid: str


@dataclass(frozen=True)
class Stored:
    """A file or folder as it lies on the phone: domain and path as a backup names them."""

    artifact: str
    """The artifact that reads it, `ios.messages`; names the file in variations and in the truth."""
    domain: str
    path: str
    modified: int
    data: bytes | None = None
    """None for a folder."""
    wal: bytes = b""
    """Content of the write-ahead log that lies beside it, if any."""
    born: int | None = None
    landed: tuple[tuple[Event, str], ...] = ()
    """Which events went where: `message row 17`."""
    backup: bool = True
    """In every backup."""
    encrypted: bool = True
    """In encrypted backups."""

    @property
    def protection(self) -> int:
        """Data-protection class: 4, readable at any time, for daemons that run before the first unlock, else 3."""
        return 4 if self.domain.startswith(_EARLY) else 3


@dataclass(frozen=True)
class World:
    """What every store writes from. Times are the phone's own, microseconds UTC."""

    scenario: Scenario
    dice: Dice
    owner: Owner
    events: dict[type[Plant], list[Event]] = field(default_factory=dict)
    shift: int = 0
    """How far the phone's clock is off, in all times it wrote itself."""
    wal: bool = False
    shuffled: bool = False

    @property
    def version(self) -> tuple[int, ...]:
        """The iOS version as numbers: (12, 3, 1)."""
        return self.scenario.phone.version

    @property
    def start(self) -> int:
        """First boot."""
        return micros(self.scenario.phone.first_boot) + self.shift

    @property
    def end(self) -> int:
        """The last moment before the acquisition."""
        return micros(self.scenario.phone.backup_time) + self.shift

    def of(self, kind: type[P]) -> list[tuple[Event, P]]:
        """All events of a kind with their plants, in the order of time."""
        return [(event, event.plant) for event in self.events.get(kind, []) if isinstance(event.plant, kind)]

    def held(self, kind: type[P], key: Callable[[P], Hashable]) -> list[tuple[Event, P]]:
        """The same for stores that hold one entry for each key: the latest, and a planted one before others."""
        kept: dict[Hashable, tuple[Event, P]] = {}
        for event, plant in sorted(self.of(kind), key=lambda pair: (pair[0].planted, pair[0].time)):
            kept[key(plant)] = (event, plant)
        return sorted(kept.values(), key=lambda pair: pair[0].time)

    def late(self, event: Event, time: int | None = None) -> bool:
        """True where a row of this event, written at `time`, stands only in the write-ahead log."""
        written = event.time if time is None else time
        return event.plant.wal or (self.wal and written > self.end - UNCHECKED)

    def numbered(self, items: Sequence[T], label: str, gaps: float = 0.0) -> list[tuple[int, T]]:
        """Row ids for items in the order of time: rising, with a share of gaps where rows were deleted.

        In the variation `shuffled` the same ids are dealt in another order. Sorted by id.
        """
        dice, ids, last = self.dice.fork("ids", label), [], 0
        for _ in items:
            last += 2 if dice.chance(gaps) else 1
            ids.append(last)
        if self.shuffled:
            ids = dice.shuffled(ids)
        return sorted(zip(ids, items, strict=True), key=lambda pair: pair[0])


def by_kind(events: Iterable[Event]) -> dict[type[Plant], list[Event]]:
    """Events grouped by the kind of their plant, each group in the order of time."""
    groups: dict[type[Plant], list[Event]] = {}
    for event in sorted(events, key=lambda event: event.time):
        groups.setdefault(type(event.plant), []).append(event)
    return groups


def owner(scenario: Scenario, dice: Dice) -> Owner:
    """The phone's numbers. Phone numbers come from the range reserved for fiction, IMEIs from a test range."""
    hexadecimal = dice.bytes(20).hex()
    generation = scenario.phone.model.lstrip("aehinoPd").partition(",")[0]
    modern = generation.isdecimal() and int(generation) >= 11
    udid = f"0000{dice.whole(8101, 8150)}-{hexadecimal[:16].upper()}" if modern else hexadecimal
    return Owner(
        number=f"+1{dice.whole(201, 989)}55501{dice.digits(2)}",
        account="owner@example.org",
        serial="F" + "".join(dice.pick("CDFGHJKLMNPQRTVWXY0123456789") for _ in range(11)),
        imei="3500000" + dice.digits(8),
        iccid="89010000" + dice.digits(12),
        udid=udid,
        guid=dice.bytes(16).hex().upper(),
    )
