"""What Safari packs into its tabs: the back and forward list, and dates among the attributes; how it writes times.

Up to iOS 18 Safari writes seconds since 2001-01-01 UTC; on iOS 26.5 BrowserState.db was seen with seconds since 1970
(https://github.com/abrignoni/iLEAPP/issues/1699), so which of the two a number is, its size says, in all its files.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from hoofprint.artifacts.fields import Field, Reading
from hoofprint.formats import plist
from hoofprint.model import times
from hoofprint.model.arrow import Array
from hoofprint.model.arrow import compute as pc
from hoofprint.model.times import moment
from hoofprint.workers.bulk import COCOA, UNIX

HEADER = 64
"""Bytes within which the property list of a session begins; four, as far as is known."""
SINCE_1970 = 1_262_304_000
"""Numbers from this on are seconds since 1970: they begin with 2010 then, and as seconds since 2001 with 2041."""
STORED = "seconds since 2001-01-01 UTC, or since 1970 where that would be after 2040"
KEYS = ("SessionHistoryEntryOriginalURL", "SessionHistoryEntryURL")


def addresses(blob: object) -> list[str] | None:
    """Addresses of a session's back and forward list, each once; None where the session cannot be read."""
    whole = _load(blob)
    if whole is None:
        return None
    session = plist.as_dict(
        plist.as_dict(whole.get("SessionState")).get("SessionHistory") or whole.get("SessionHistory")
    )
    found: dict[str, None] = {}
    for entry in plist.as_list(session.get("SessionHistoryEntries")):
        for key in KEYS:
            if address := plist.as_text(plist.as_dict(entry).get(key)):
                found[address] = None
    return list(found)


def read_time(value: object) -> int | None:
    """A time of Safari in microseconds UTC; None where the number is none."""
    late = isinstance(value, int | float) and SINCE_1970 <= value < times.NANOSECONDS_FROM
    return times.unix(value) if late else times.cocoa(value)


def _bulk(values: Sequence[Any]) -> Array | None:
    """The same of a whole column that is written one way; None leaves it to `read_time`, one by one."""
    for read, offset in ((COCOA, times.COCOA_OFFSET), (UNIX, 0)):
        made = read(values)
        if made is None:
            return None
        span = pc.min_max(made)
        low, high = span["min"].as_py(), span["max"].as_py()
        limit = (SINCE_1970 + offset) * 1_000_000
        if low is None or (low >= limit if read is UNIX else high < limit):
            return made
    return None


def safari_time(column: Field, *, lossy: bool = True) -> Reading:
    """A column in which Safari keeps a time."""
    return Reading(column, read_time, STORED, lossy, bulk=_bulk)


def date_of(column: str, *keys: str) -> Field:
    """The first of these dates in a column's property list; a list without them is ordinary."""

    def read(blob: object) -> int | None:
        held = _load(blob) or {}
        found = (moment(held.get(key)) or read_time(held.get(key)) for key in keys)
        return next((time for time in found if time is not None), None)

    return Reading(column, read, f"date {' or '.join(keys)} in a property list", lossy=False)


def _load(blob: object) -> dict[str, Any] | None:
    """The property list in a blob, which may stand behind a short header; None where there is none."""
    if not isinstance(blob, bytes):
        return None
    start = max(blob.find(b"bplist", 0, HEADER), 0)
    try:
        return plist.as_dict(plist.load(blob[start:], Counter()))
    except plist.DamagedPlist:
        return None
