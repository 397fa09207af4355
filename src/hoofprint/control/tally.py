"""Counts: for the whole and for each rule, how often it was right, with the interval the size of the corpus allows.

A hit: an attacked phone on which something moderate or stronger was concluded (for a rule: it is among the findings
where it must be). A miss: one where it was not. A false alarm: a finding on a phone on which nothing happened, counted
by its grade; only those at moderate or above are alarms a reader would act on. A phone with weak signs only, which some
scenario asks for, is neither attacked nor one on which nothing happened: it counts for the rules it asks for. Phones
whose evidence a variation took away can be no miss; they are counted apart. A phone that could not be examined counts
nowhere, and is named.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

import msgspec

from hoofprint.control.outcome import Outcome
from hoofprint.control.plan import CLEAN
from hoofprint.model.grades import Grade

Z = 1.959964
"""Of the normal distribution, for intervals at 95 per cent."""
MODERATE = Grade.G3.name


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A share of trials with its Wilson interval at 95 per cent."""

    n: int
    of: int
    low: float
    high: float


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One rule, or the whole."""

    name: str
    hits: Rate
    """Of the phones on which it must be found."""
    alarms: dict[str, int]
    """Grade to phones on which nothing happened and whose strongest finding has that grade."""
    false: Rate
    """Moderate and above, of all phones on which nothing happened."""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What one run measured."""

    version: str
    phones: int
    scenarios: int
    """Different scenarios among them."""
    attacked: int
    benign: int
    """Phones of benign scenarios, in all variations."""
    clean: int
    """Clean phones by number."""
    weak: int
    """Phones with weak signs that a scenario asks for, and nothing moderate."""
    lost: int
    """Phones whose evidence a variation took away: neither hit nor miss."""
    overall: Row
    clean_false: Rate
    """Moderate and above, of the clean phones alone."""
    names: Row
    """A matcher of names on the same phones: every published value met is an alarm."""
    rules: tuple[Row, ...]
    wrong: dict[str, tuple[str, ...]]
    """Phone and variation to what is not as expected there."""


def wilson(n: int, of: int) -> Rate:
    """The score interval of Wilson (1927); for no trials, everything is possible."""
    if not of:
        return Rate(n=0, of=0, low=0.0, high=1.0)
    share, z2 = n / of, Z * Z
    middle = share + z2 / (2 * of)
    half = Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + z2 / of) for sign in (-1, 1))
    return Rate(n=n, of=of, low=round(max(low, 0.0), 6), high=round(min(high, 1.0), 6))


def tally(outcomes: Sequence[Outcome], rules: Iterable[str], version: str) -> Tally:
    """Everything counted; the order of outcomes does not matter."""
    every = sorted(outcomes, key=lambda one: one.key)
    told = [one for one in every if not one.error]
    whole = [one for one in told if not one.lost]
    attacked = [one for one in whole if one.attacked]
    quiet = [one for one in told if one.quiet]
    clean = [one for one in quiet if one.phone.startswith(CLEAN + " ")]
    return Tally(
        version=version,
        phones=len(told),
        scenarios=len({one.phone for one in told}) - len(clean),
        attacked=len(attacked),
        benign=len(quiet) - len(clean),
        clean=len(clean),
        weak=sum(not one.attacked and not one.quiet for one in whole),
        lost=sum(not one.quiet and one.lost for one in told),
        overall=_row("", [one.grade >= MODERATE for one in attacked], [one.grade for one in quiet]),
        clean_false=wilson(sum(one.grade >= MODERATE for one in clean), len(clean)),
        names=_row("", [bool(one.named) for one in attacked], ["G3" if one.named else "G0" for one in quiet]),
        rules=tuple(_rule(rule, whole, quiet) for rule in rules),
        wrong={one.key: _wrong(one) for one in every if _wrong(one)},
    )


def _rule(rule: str, whole: Sequence[Outcome], quiet: Sequence[Outcome]) -> Row:
    wanted = [_strongest(rule, one) > "G0" for one in whole if rule in one.expected]
    return _row(rule, wanted, [_strongest(rule, one) for one in quiet])


def _row(name: str, hits: Sequence[bool], grades: Sequence[str]) -> Row:
    alarms: Mapping[str, int] = Counter(grade for grade in grades if grade > "G0")
    false = sum(count for grade, count in alarms.items() if grade >= MODERATE)
    return Row(
        name=name,
        hits=wilson(sum(hits), len(hits)),
        alarms=dict(sorted(alarms.items())),
        false=wilson(false, len(grades)),
    )


def _strongest(rule: str, outcome: Outcome) -> str:
    return max((one.grade for one in outcome.findings if one.rule == rule), default="G0")


def _wrong(outcome: Outcome) -> tuple[str, ...]:
    return (*outcome.wrong, *((outcome.error,) if outcome.error else ()))
