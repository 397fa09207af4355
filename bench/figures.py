"""Numbers as people can compare them: the middle of several runs with their range, ratios taken in turn, tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Spread:
    """Several measurements of one thing."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Their median."""
        return median(self.values)

    def shown(self, unit: str = "") -> str:
        """`12.3 (11.9 to 14.0) s`; one value alone stands alone."""
        text = number(self.middle)
        if len(self.values) > 1:
            text += f" ({number(min(self.values))} to {number(max(self.values))})"
        return f"{text} {unit}".rstrip()


def spread(values: Sequence[float]) -> Spread:
    """At least one measurement; raises `ValueError` for none."""
    if not values:
        raise ValueError("nothing was measured")
    return Spread(tuple(values))


def ratio(over: Sequence[float], under: Sequence[float]) -> Spread:
    """One ratio for each pair that was measured in turn; what has no partner is left out, a zero below too."""
    return spread([one / other for one, other in zip(over, under, strict=False) if other])


def number(value: float) -> str:
    """Three figures that mean something: 0.042, 1.23, 45.6, 1,234."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"


def megabytes(size: float) -> float:
    """Bytes as millions of bytes."""
    return size / 1e6


def verdict(value: float, budget: float) -> str:
    """Whether a figure keeps a budget that it may not exceed, and by how much it misses."""
    return "met" if value <= budget else f"missed ({number(value / budget)} times the budget)"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table in Markdown, its numbers' columns (all but the first) to the right where they hold numbers only."""
    right = [
        column > 0 and all(row[column][:1].isdigit() or not row[column] for row in rows)
        for column in range(len(head))
    ]
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("--:" if r else "---" for r in right) + " |"]
    return lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
