"""What Safari packs into its tabs: the back and forward list, and dates among the attributes."""

from collections import Counter
from typing import Any

from hoofprint.artifacts.fields import Field, Reading
from hoofprint.formats import plist
from hoofprint.model.times import cocoa, moment

HEADER = 64
"""Bytes within which the property list of a session begins; four, as far as is known."""
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


def date_of(column: str, *keys: str) -> Field:
    """The first of these dates in a column's property list; a list without them is ordinary."""

    def read(blob: object) -> int | None:
        held = _load(blob) or {}
        found = (moment(held.get(key)) or cocoa(held.get(key)) for key in keys)
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
