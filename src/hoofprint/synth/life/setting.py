"""What a background life needs to know of its phone, and when its owner is awake."""

from dataclasses import dataclass

from hoofprint.synth.dice import Dice
from hoofprint.synth.life.words import words
from hoofprint.synth.timing import DAY, HOUR, MINUTE, SECOND

_AWAKE = (7, 8, 8, 9, 10, 11, 12, 12, 13, 13, 14, 15, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23)
"""Local hours a phone is used in, the busier ones more than once."""


@dataclass(frozen=True)
class Person:
    """Somebody in the owner's life."""

    first: str
    last: str
    number: str
    email: str
    service: str

    @property
    def name(self) -> str:
        """As the address book shows it."""
        return f"{self.first} {self.last}".strip()

    @property
    def handle(self) -> str:
        """What messages come from: some write from an address."""
        return self.email if self.service == "iMessage" and len(self.first) % 5 == 0 else self.number


@dataclass(frozen=True)
class Setting:
    """The phone as its background life sees it. Times are microseconds UTC by the phone's own clock."""

    dice: Dice
    start: int
    end: int
    ahead: int
    version: tuple[int, ...]
    language: str
    amount: float

    def count(self, usual: int) -> int:
        """How many of something, where a small phone has `usual`."""
        return round(usual * self.amount)

    def any(self, dice: Dice) -> int:
        """A moment between set-up and acquisition."""
        first = self.start + HOUR
        return first + int(dice.share() * max(self.end - MINUTE - first, SECOND))

    def awake(self, dice: Dice, ahead: int | None = None) -> int:
        """A moment at an hour when the owner uses the phone, in the owner's zone or another one."""
        offset = self.ahead if ahead is None else ahead
        day = (self.any(dice) + offset) // DAY * DAY
        inside = dice.pick(_AWAKE) * HOUR + int(dice.share() * HOUR)
        return min(
            max(day + inside - offset, self.start + HOUR), self.end - MINUTE - int(dice.share() * HOUR)
        )

    def people(self) -> list[Person]:
        """Everybody in the address book, the closest first."""
        dice = self.dice.fork("people")
        found: list[Person] = []
        for index in range(max(self.count(14), 1) if self.amount else 0):
            first, last = (
                (dice.pick(words().roles), "")
                if index % 2
                else (dice.pick(words().things), dice.pick(words().places))
            )
            service = "iMessage" if dice.chance(0.65) else "SMS"
            local = f"{first}.{last or index}".lower().replace(" ", ".")
            found.append(Person(first, last, fictional(dice), f"{local}@{_mail(dice)}", service))
        return found


def fictional(dice: Dice) -> str:
    """A number of the range reserved for fiction: 555-0100 to 555-0199 of any area."""
    return f"+1{dice.whole(201, 989)}55501{dice.digits(2)}"


def _mail(dice: Dice) -> str:
    return dice.pick(("example.org", "example.com", "example.net"))
