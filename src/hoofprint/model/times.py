"""Time, one way: integer microseconds since 1970-01-01 UTC, from every epoch a phone writes.

A reading outside 1980-01-01 .. 2100-01-01 is not a time a phone can have meant; the converters return
`None` for it, and the engine keeps the raw value as an oddity, so that nothing is lost silently.
Sources: Apple's reference date (2001-01-01 UTC) as documented for NSDate; WebKit/Chrome time (1601-01-01).
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

COCOA_OFFSET = 978_307_200
"""Seconds from 1970-01-01 to 2001-01-01, both UTC."""
CHROME_OFFSET = 11_644_473_600
"""Seconds from 1601-01-01 to 1970-01-01, both UTC."""
EARLIEST = 315_532_800_000_000
"""1980-01-01 UTC in microseconds."""
LATEST = 4_102_444_800_000_000
"""2100-01-01 UTC in microseconds."""
NANOSECONDS_FROM = 100_000_000_000
"""A Cocoa reading larger than this (year 5138 in seconds) can only be nanoseconds."""
NEVER = (0, -63_114_076_800, 63_113_904_000)
"""Cocoa readings that mean "no time": nothing, and Foundation's distant past (year 1) and future (year 4001)."""

Reader = Callable[[object], int | None]


def _whole(value: object, scale: int, offset: int) -> int | None:
    """Microseconds from `value * scale + offset` (offset in microseconds), or None where that is no time."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        micros = int(value) * scale if isinstance(value, int) else round(value * scale)
    except (OverflowError, ValueError):
        return None
    micros += offset
    return micros if EARLIEST <= micros <= LATEST else None


def unix(value: object) -> int | None:
    """Seconds since 1970 UTC, whole or with a fraction."""
    return _whole(value, 1_000_000, 0)


def unix_ms(value: object) -> int | None:
    """Milliseconds since 1970 UTC."""
    return _whole(value, 1_000, 0)


def unix_us(value: object) -> int | None:
    """Microseconds since 1970 UTC."""
    return _whole(value, 1, 0)


def cocoa(value: object) -> int | None:
    """Seconds since 2001 UTC; a reading too large for seconds is taken as nanoseconds (iOS 11 and later).

    Readings in `NEVER` are no time.
    """
    if value in NEVER:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= NANOSECONDS_FROM:
        micros = value // 1_000 + COCOA_OFFSET * 1_000_000
        return micros if EARLIEST <= micros <= LATEST else None
    return _whole(value, 1_000_000, COCOA_OFFSET * 1_000_000)


def chrome(value: object) -> int | None:
    """Microseconds since 1601 UTC (Chrome, WebKit)."""
    return _whole(value, 1, -CHROME_OFFSET * 1_000_000)


def moment(value: object) -> int | None:
    """A `datetime` as property lists hold it: naive values are UTC by the format's definition."""
    if not isinstance(value, datetime):
        return None
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    micros = (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    return micros if EARLIEST <= micros <= LATEST else None


def rfc3339(micros: int) -> str:
    """`2021-07-18T09:30:00.000000Z`: the one written form, always UTC, always six digits."""
    whole, rest = divmod(micros, 1_000_000)
    return f"{datetime.fromtimestamp(whole, UTC):%Y-%m-%dT%H:%M:%S}.{rest:06d}Z"
