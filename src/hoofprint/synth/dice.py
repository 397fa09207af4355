"""Chance that repeats itself: every drawn value follows from the seed and a label, on every machine.

Only the two calls of Python's generator that its documentation promises to keep stable are used (`seed` from text and
`random`), so a phone built by another Python is the same phone. Nothing here is fit for real secrets.
"""

import hashlib
import math
import random
import uuid
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance named by its labels; `fork` gives a stream that does not disturb this one."""

    def __init__(self, *labels: object) -> None:
        self.name = "/".join(str(label) for label in labels)
        self._draw = random.Random(self.name).random
        self._count = 0

    def fork(self, *labels: object) -> "Dice":
        """An independent stream: what is added to one part of a phone leaves the other parts as they were."""
        return Dice(self.name, *labels)

    def share(self) -> float:
        """Evenly in [0, 1)."""
        return self._draw()

    def chance(self, share: float) -> bool:
        """True in that share of the cases."""
        return self._draw() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._draw() * (high - low + 1))

    def about(self, mean: float) -> float:
        """A waiting time or size: many small ones, few large ones, with that mean."""
        return -mean * math.log(1.0 - self._draw())

    def pick(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[int(self._draw() * len(options))]

    def often(self, options: Sequence[T]) -> T:
        """One of them, the earlier ones more often: a person's few favourites."""
        return options[int(self._draw() ** 2 * len(options))]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Up to `count` different ones, in their own order."""
        left = list(range(len(options)))
        chosen = [left.pop(int(self._draw() * len(left))) for _ in range(min(count, len(left)))]
        return [options[index] for index in sorted(chosen)]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of them in another order."""
        left = list(options)
        return [left.pop(int(self._draw() * len(left))) for _ in range(len(left))]

    def bytes(self, length: int) -> bytes:
        """Bytes that look like noise."""
        self._count += 1
        return hashlib.shake_256(f"{self.name}#{self._count}".encode()).digest(length)

    def uuid(self) -> str:
        """A version 4 UUID in capitals, as iOS writes them."""
        return str(uuid.UUID(bytes=self.bytes(16), version=4)).upper()

    def digits(self, count: int) -> str:
        """Decimal digits."""
        return "".join(str(int(self._draw() * 10)) for _ in range(count))
