"""Times in files that are no databases: read the one way their format defines, and counted where they are none."""

from collections import Counter
from datetime import UTC, datetime

from hoofprint.model.times import Reader, moment, rfc3339


def iso_time(value: object) -> int | None:
    """Microseconds UTC of a date, or of ISO 8601 text; text without a zone is UTC, as the files here define it."""
    if isinstance(value, datetime):
        return moment(value)
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        return moment(read if read.tzinfo else read.replace(tzinfo=UTC))
    except (OverflowError, ValueError):
        return None


def zoned_time(value: object) -> int | None:
    """Microseconds UTC of `2023-01-02 03:04:05.00 +0100`; without its offset a local time is no moment."""
    day, clock, offset, *_ = [*(value.split() if isinstance(value, str) else []), "", "", ""]
    return iso_time(f"{day}T{clock}{offset}") if offset else None


def written(time: int | None) -> str | None:
    """A time that is no event, such as an expiry, as text: it must not stand on the timeline."""
    return None if time is None else rfc3339(time)


def dated(notes: Counter[str], field: str, value: object, read: Reader = moment) -> int | None:
    """The time a value stands for, a property list's date unless said otherwise.

    Nothing, 0 and an empty text mean that there is no time; any other value that is none is counted under `field`.
    """
    time = read(value)
    if time is None and value is not None and value != 0 and value != "":
        notes[f"{field}: no time"] += 1
    return time
