"""Collects the entries of one list into an `IndicatorSet`: normal values once, repeated ones counted, the rest
listed with the reason. Every reader ends here, so every format keeps the same promises."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from hoofprint.detect.indicators import normalise
from hoofprint.detect.indicators.notes import LOWERING
from hoofprint.model.indicator import Indicator, IndicatorSet, Rejected
from hoofprint.model.record import Observable

LISTED = 1000
"""So many rejected entries of a list are named; further ones are counted by reason."""
ON_ONE_SYSTEM = frozenset((Observable.PROCESS, Observable.PATH, Observable.BUNDLE, Observable.PROFILE))
"""Kinds whose values mean something on one platform only; hosts, accounts and hashes (of files and of certificates)
mean the same everywhere."""
ONLY_ON = {Observable.PROFILE: "ios"}
ANDROID_PATHS = ("/data/", "/sdcard", "/storage/", "/system/", "/vendor/", "/apex/")
IOS_PATHS = ("/private/", "/System/", "/Applications/", "/Library/", "/usr/", "/Developer/")


class Claim(NamedTuple):
    """What a publisher says about a value, shared by many entries."""

    source: str = ""
    campaigns: tuple[str, ...] = ()
    published: int | None = None
    valid_from: int | None = None
    valid_until: int | None = None
    withdrawn: str | None = None
    platform: str | None = None
    notes: tuple[str, ...] = ()


class Gatherer:
    """One list being read."""

    def __init__(self, name: str, sha256: str) -> None:
        self.name, self.sha256 = name, sha256
        self._found: dict[Observable, dict[str, Indicator]] = {kind: {} for kind in Observable}
        self._rejected: list[Rejected] = []
        self._more: dict[str, int] = {}
        self._repeated: list[str] = []
        self.read = 0

    def add(self, kind: Observable, text: str, claim: Claim, where: str) -> bool:
        """One published value; False where it is no value of that kind (then it is listed as rejected)."""
        normal = normalise.value(kind, text)
        if normal is None:
            self.reject(where, f"not a {kind.value.replace('_', ' ')} that can be compared: {text[:80]!r}")
            return False
        self.keep(normal[0], (normal[1],), claim)
        return True

    def keep(self, kind: Observable, values: Iterable[str], claim: Claim) -> None:
        """Values already in normal form, all with the same claim."""
        known, like = self._found[kind], self._like(kind, claim)
        before, count = len(known), 0
        for count, value in enumerate(values, 1):  # noqa: B007  # a loop that a million values pass
            if value not in known:
                known[value] = replace(like, value=value)
            else:
                known[value] = _merged(known[value], claim)
                self._repeated.append(f"{kind.value}:{value}")
        self.read += count
        if kind is Observable.PATH and like.platform is None:
            for value in list(known)[before:]:
                known[value] = replace(known[value], platform=on_platform(value))

    def _like(self, kind: Observable, claim: Claim) -> Indicator:
        """What all values of this kind with this claim share; copying it is much faster than building each."""
        platform = claim.platform or ONLY_ON.get(kind)
        return Indicator(
            kind=kind,
            value="",
            set=self.name,
            source=claim.source,
            campaigns=claim.campaigns,
            published=claim.published,
            valid_from=claim.valid_from,
            valid_until=claim.valid_until,
            withdrawn=claim.withdrawn,
            platform=platform if kind in ON_ONE_SYSTEM else None,
            notes=claim.notes,
        )

    def reject(self, where: str, reason: str, count: int = 1) -> None:
        """Entries that were read and cannot be compared with anything on a phone."""
        self.read += count
        if len(self._rejected) < LISTED:
            self._rejected.append(Rejected(where=where, reason=reason, count=count))
        else:
            head = reason.partition(":")[0]
            self._more[head] = self._more.get(head, 0) + count

    def finish(self) -> IndicatorSet:
        """The set, in the order of the list within each kind."""
        more = tuple(Rejected(where="further entries", reason=r, count=n) for r, n in self._more.items())
        return IndicatorSet(
            name=self.name,
            sha256=self.sha256,
            indicators=tuple(one for known in self._found.values() for one in known.values()),
            rejected=(*self._rejected, *more),
            repeated=tuple(self._repeated),
        )


def not_a_list(name: str, sha256: str, what: str) -> IndicatorSet:
    """A file that holds no indicators: it is named with what it is, so that nobody believes it was loaded."""
    reason = f"not an indicator file: {what}"
    return IndicatorSet(name=name, sha256=sha256, rejected=(Rejected(where=name, reason=reason),))


def on_platform(path: str) -> str | None:
    """`android` or `ios` where a path can be of no other phone; None where both are possible."""
    if path.startswith(ANDROID_PATHS):
        return "android"
    return "ios" if path.startswith(IOS_PATHS) else None


def _merged(one: Indicator, claim: Claim) -> Indicator:
    """A repeated entry: campaigns and notes add up, validity becomes the widest that is claimed."""
    campaigns = tuple(dict.fromkeys((*one.campaigns, *claim.campaigns)))
    starts, ends = (one.valid_from, claim.valid_from), (one.valid_until, claim.valid_until)
    days = [day for day in (one.published, claim.published) if day is not None]
    return replace(
        one,
        campaigns=campaigns,
        published=min(days, default=None),
        valid_from=None if None in starts else min(x for x in starts if x is not None),
        valid_until=None if None in ends else max(x for x in ends if x is not None),
        withdrawn=one.withdrawn if claim.withdrawn else None,
        notes=_notes(one.notes, claim.notes),
    )


def _notes(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """A note that lowers a hit holds only if every entry has it: the strongest claim counts."""
    both = dict.fromkeys((*first, *second))
    return tuple(note for note in both if note not in LOWERING or (note in first and note in second))
