"""Times as people type and read them: moments, lengths of time, the phone's own zone, and the time of a finding."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import polars as pl

from hoofprint.explore.timeline import Span
from hoofprint.model.face import AcquisitionFace, FindingFace

DAY = 24 * 60
"""Minutes: an offset is less."""
FIXED = re.compile(r"(?:GMT|UTC)?([+-])(\d\d):?(\d\d)")
STORED = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z"
)
LENGTH = re.compile(r"(\d+)\s*([smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
QUARTER = 900_000_000
"""Microseconds of a quarter of an hour."""
ZERO = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str, *, end: bool = False) -> int:
    """Microseconds UTC from `2021-07-18`, `2021-07-18 09:30` or RFC 3339; without an offset it is UTC.

    A bare day is its beginning, or with `end` its last moment. Raises `ValueError`.
    """
    found = datetime.fromisoformat(text.strip())
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    micros = (aware - ZERO) // timedelta(microseconds=1)
    return micros + 86_400_000_000 - 1 if end and len(text.strip()) <= 10 else micros


def stored(text: str | None) -> int | None:
    """Microseconds UTC of a time as a case holds it; None for anything else, for somebody else made that case."""
    return moment(text) if text and STORED.fullmatch(text) else None


def length(text: str) -> int:
    """Microseconds from `30s`, `10m`, `2h` or `3d`; raises `ValueError`."""
    found = LENGTH.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no length of time: write 30s, 10m, 2h or 3d")
    return int(found[1]) * SECONDS[found[2]] * 1_000_000


def around(finding: FindingFace, window: int) -> tuple[Span, ...]:
    """The time around each dated record of a finding, or around its whole span where none is dated."""
    written: list[str | None] = [one.time for one in finding.evidence if one.time]
    written = written or [finding.when.start, finding.when.end]
    times = sorted({time for text in written if (time := stored(text)) is not None})
    joined: list[Span] = []
    for time in times:
        first, last = time - window, time + window
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def finding(acquisitions: Sequence[AcquisitionFace], name: str) -> tuple[AcquisitionFace, FindingFace] | None:
    """The finding `f1`, or `f1` of a certain acquisition as `ID/f1`; None where there is none."""
    acquisition, _, id_ = name.rpartition("/")
    for face in acquisitions:
        for one in face.findings:
            if one.id == id_ and acquisition in ("", face.id):
                return face, one
    return None


class Clock:
    """The phone's own clock, as far as the acquisition states its zone (`Europe/Madrid`, or `GMT-06:00`).

    Whoever carried the phone may have been elsewhere. Rules of zones come from Polars, not from this computer, so
    that a case reads the same everywhere.
    """

    def __init__(self, zone: str | None) -> None:
        fixed = FIXED.fullmatch(zone or "")
        self._zone = None if fixed else zone or None
        self._fixed: timezone | None = None
        self._known: dict[int, timezone | None] = {}
        minutes = int(fixed[2]) * 60 + int(fixed[3]) if fixed else 0
        if fixed and minutes < DAY:
            self._fixed = timezone(timedelta(minutes=-minutes if fixed[1] == "-" else minutes))

    def at(self, micros: int) -> str:
        """`2021-07-18 11:30:00 +02:00`; empty where the zone is unknown, is none that can be, or
        leads beyond the years a calendar has: the zone is evidence, and so may be the time."""
        offset = self._fixed or self._offset(micros)
        if offset is None:
            return ""
        try:
            written = datetime.fromtimestamp(micros // 1_000_000, offset).isoformat(" ", "seconds")
        except (ValueError, OverflowError):
            return ""
        return f"{written[:19]} {written[19:]}"

    def _offset(self, micros: int) -> timezone | None:
        """The offset in force; zones change at full quarters of an hour only."""
        if self._zone is None:
            return None
        quarter = micros // QUARTER
        if quarter not in self._known:
            self._known[quarter] = _offset(self._zone, quarter * QUARTER)
        return self._known[quarter]


def _offset(zone: str, micros: int) -> timezone | None:
    moment = pl.Series([micros], dtype=pl.Int64).cast(pl.Datetime("us", "UTC"))
    try:
        local = moment.dt.convert_time_zone(zone)
    except pl.exceptions.ComputeError:
        return None
    return timezone(local.dt.base_utc_offset()[0] + local.dt.dst_offset()[0])
