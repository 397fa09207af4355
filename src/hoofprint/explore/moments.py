"""Times as people type and read them: moments, lengths of time, the phone's own zone, and the time of a finding."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import polars as pl

from hoofprint.explore.timeline import Span
from hoofprint.model.face import AcquisitionFace, FindingFace

FIXED = re.compile(r"(?:GMT|UTC)?([+-])(\d\d):?(\d\d)")
LENGTH = re.compile(r"(\d+)\s*([smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
WRITTEN = "%Y-%m-%d %H:%M:%S"
ZERO = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str, *, end: bool = False) -> int:
    """Microseconds UTC from `2021-07-18`, `2021-07-18 09:30` or RFC 3339; without an offset it is UTC.

    A bare day is its beginning, or with `end` its last moment. Raises `ValueError`.
    """
    found = datetime.fromisoformat(text.strip())
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    micros = (aware - ZERO) // timedelta(microseconds=1)
    return micros + 86_400_000_000 - 1 if end and len(text.strip()) <= 10 else micros


def length(text: str) -> int:
    """Microseconds from `30s`, `10m`, `2h` or `3d`; raises `ValueError`."""
    found = LENGTH.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no length of time: write 30s, 10m, 2h or 3d")
    return int(found[1]) * SECONDS[found[2]] * 1_000_000


def around(finding: FindingFace, window: int) -> tuple[Span, ...]:
    """The time around each dated record of a finding, or around its whole span where none is dated."""
    written = [one.time for one in finding.evidence if one.time] or [
        time for time in (finding.when.start, finding.when.end) if time
    ]
    times = sorted({moment(time) for time in written})
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


def in_zone(times: Sequence[int], zone: str | None) -> list[str]:
    """Times on the phone's own clock, with the offset from UTC; empty texts where its zone is unknown.

    The zone is what the acquisition states, for instance `Europe/Madrid` or `GMT-06:00`; whoever carried the phone
    may have been elsewhere.
    """
    fixed = FIXED.fullmatch(zone or "")
    if fixed:
        minutes = int(fixed[2]) * 60 + int(fixed[3])
        offset = timezone(timedelta(minutes=-minutes if fixed[1] == "-" else minutes))
        return [_written(datetime.fromtimestamp(time // 1_000_000, offset)) for time in times]
    if not zone:
        return [""] * len(times)
    column = pl.Series(times, dtype=pl.Int64).cast(pl.Datetime("us", "UTC"))
    try:
        return column.dt.convert_time_zone(zone).dt.strftime(f"{WRITTEN} %:z").to_list()
    except pl.exceptions.ComputeError:
        return [""] * len(times)


def _written(moment: datetime) -> str:
    offset = moment.strftime("%z")
    return f"{moment:{WRITTEN}} {offset[:3]}:{offset[3:]}"
