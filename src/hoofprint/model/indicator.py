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
    """The last component of a path equals a listed file or process name."""
    TRUNCATED = "truncated"
    """A name cut at 15 or 16 characters by the system, equal as far as it goes: a weaker kind."""
    ENCODED = "encoded"
    """Only after percent-decoding, or inside another link's path or query: a weaker kind."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one kind from one set, with every campaign that claims it there."""

    kind: Observable
    value: str
    """Normalised: lower case and punycode for hosts, lower case for mails and hashes, otherwise as published."""
    set: str
    """Name of the file or built-in set it came from."""
    source: str = ""
    """Who published it: author, repository or address."""
    campaigns: tuple[str, ...] = ()
    valid_from: int | None = None
    """Microseconds UTC; None where the publisher states none."""
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


class IndicatorSet(msgspec.Struct, frozen=True, kw_only=True):
    """One loaded file or built-in set."""

    name: str
    sha256: str
    indicators: tuple[Indicator, ...] = ()
    rejected: tuple[Rejected, ...] = ()
