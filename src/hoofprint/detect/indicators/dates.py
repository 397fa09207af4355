"""Dates as indicator lists write them, as microseconds since 1970 UTC."""

from datetime import UTC, datetime
from functools import lru_cache

from hoofprint.model import times


@lru_cache(maxsize=65536)
def moment(text: str) -> int | None:
    """`2021-07-18`, `2021-07-18T09:30:00.1Z`, `20210718`, or seconds since 1970; None where it is no date.
    A date without a zone is UTC; a date without a time is its first moment."""
    text = text.strip()
    if text.isdigit():
        return times.unix(int(text)) if len(text) == 10 else _day(text)
    try:
        return times.moment(datetime.fromisoformat(text.replace(" UTC", "+00:00")))
    except ValueError:
        return None


def _day(digits: str) -> int | None:
    try:
        return times.moment(datetime.strptime(digits, "%Y%m%d").replace(tzinfo=UTC))
    except ValueError:
        return None
