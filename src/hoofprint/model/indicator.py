"""A published value with its claim: who published it, for which campaign, valid when, withdrawn or not."""

from enum import StrEnum

import msgspec

from hoofprint.model.record import Observable


class How(StrEnum):
    """How an observable met an indicator."""

    EXACT = "exact"
    """The same value: same host, whole name, whole path, full id."""
    SUBDOMAIN = "subdomain"
    """A host below a listed domain, at a label boundary."""
    BELOW = "below path"
    """A path inside a listed folder, at a component boundary."""
    NAME = "file name"
    """Only the name: the last component of a path, or an app's id, equals a listed file or process name."""
    TRUNCATED = "truncated"
    """A name cut at 15 or 16 characters by the system, equal as far as it goes: a weaker kind."""
    ENCODED = "encoded"
    """Only after percent-decoding, or inside another link's path or query: a weaker kind."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One value of one kind from one set, with every campaign that claims it there."""

    kind: Observable
    value: str
    """Normalised: lower case and punycode for hosts, lower case for mails and hashes, otherwise as published.
    A path without a slash is a file name; one that does not begin with a slash is relative."""
    set: str
    """Name of the file or built-in set it came from."""
    source: str = ""
    """Who published it: author, repository or address."""
    campaigns: tuple[str, ...] = ()
    published: int | None = None
    """Microseconds UTC, as far as the set tells. From then on anybody may have typed or quoted the value."""
    valid_from: int | None = None
    """Microseconds UTC; None where the publisher states none (a day of publication is not a claim of validity)."""
    valid_until: int | None = None
    withdrawn: str | None = None
    """Why and when the publisher took it back; a withdrawn indicator is shown, and supports nothing."""
    platform: str | None = None
    """`ios`, `android`, or None for both."""
    notes: tuple[str, ...] = ()
    """Collision and hygiene notes from lint: `generic`, `short`, `shared host`, `system name`, ..."""

    @property
    def id(self) -> str:
        """`kind:value`: the same published value in two sets has the same id."""
        return f"{self.kind.value}:{self.value}"


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that was read but not understood; it is listed, and never stops a load."""

    where: str
    reason: str
    count: int = 1
    """How many entries this line stands for; past a thousand, entries of a set are counted, not listed."""


class IndicatorSet(msgspec.Struct, frozen=True, kw_only=True):
    """One loaded file or built-in set. Entries read = indicators + repeated + rejected (by their counts)."""

    name: str
    sha256: str
    indicators: tuple[Indicator, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    repeated: tuple[str, ...] = ()
    """Ids of entries that repeat a value of this set; their campaigns were added to the first one."""
