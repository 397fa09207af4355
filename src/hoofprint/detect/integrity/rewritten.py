"""Databases that another program than the phone's wrote last: SQLite notes the version that wrote a file.

A version that came out after the acquisition was made cannot have been on the phone. Opening a copy with a newer tool
that writes is enough to leave this mark, so it need not be malice; what such a file says is no longer the phone's word.
"""

from bisect import bisect_right
from datetime import datetime
from functools import cache

from hoofprint.detect.continuity import DAY
from hoofprint.detect.indicators.known import rows
from hoofprint.detect.integrity.caps import found, passed, untestable
from hoofprint.detect.rows import World
from hoofprint.model import times
from hoofprint.model.finding import Check
from hoofprint.model.words import N_


@cache
def releases() -> tuple[tuple[int, int], ...]:
    """Numbers of SQLite versions, rising, with the day each came out, microseconds UTC."""
    dated = (
        (int(row[0]), datetime.fromisoformat(f"{row[2]}T00:00:00Z")) for row in rows("sqlite_releases.tsv")
    )
    return tuple((number, time) for number, day in sorted(dated) if (time := times.moment(day)) is not None)


def not_before(number: int) -> int | None:
    """A day before which a version cannot have been: that of the newest listed version up to it."""
    at = bisect_right(releases(), number, key=lambda one: one[0])
    return releases()[at - 1][1] if at else None


def writers(world: World) -> Check:
    """TI-04: no database was written last by a version of SQLite that came out after the acquisition was made."""
    made = world.device.backup_time
    if made is None:
        return untestable("TI-04", N_("the acquisition does not say when it was made"))
    numbers = {file.writer for line in world.coverage.values() for file in line.files if file.writer}
    if not numbers:
        return untestable("TI-04", N_("no database says which program wrote it last"))
    if any((since := not_before(number)) is not None and since > made + DAY for number in numbers):
        why = N_("a database was written last by a program that came out after the acquisition was made")
        return found("TI-04", why)
    why = N_("every database was written last by a version of SQLite that a phone of that day can have had")
    return passed("TI-04", why)
