"""Whether the phone holds records of one before it, and since when it can have made its own."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

import polars as pl

from hoofprint.artifacts.declare import Kind
from hoofprint.artifacts.ios.backup_events import BackupEvent
from hoofprint.artifacts.ios.calls import Call
from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.ios.whatsapp_messages import WhatsappMessage
from hoofprint.artifacts.registry import artifacts
from hoofprint.artifacts.shapes import NetworkProcess
from hoofprint.detect.indicators.known import rows
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Hit
from hoofprint.model import times
from hoofprint.model.record import Record

DAY = 86_400_000_000
"""Microseconds by which clocks and zones may differ before a time is out of bounds."""
DATED: Mapping[type[Record], str] = {
    Call: "date",
    HistoryVisit: "time",
    Message: "date",
    NetworkProcess: "last",
    WhatsappMessage: "date",
}
"""Records that are written when they say; appointments and the like may lie in the future."""


def first_use(world: World) -> int | None:
    """The earliest moment this very phone can have recorded anything: the first sale of its model.

    No acquisition says when a phone was first used: activation leaves no date behind that is read, the set-up
    assistant runs again after updates, and a restored backup brings its files' dates of birth along.
    """
    return releases().get(world.device.product or "")


@cache
def releases() -> dict[str, int]:
    """Product type to the first day of sale."""
    found = ((product, times.moment(datetime.fromisoformat(f"{day}T00:00:00Z"))) for product, day in _sales())
    return {product: sold for product, sold in found if sold is not None}


def _sales() -> list[tuple[str, str]]:
    return [(product, day) for product, day, _ in rows("iphone_releases.tsv")]


def spans(world: World) -> dict[tuple[str, str], tuple[int, int]]:
    """First and last time of such records, by record type's column and file, as they stand in the file itself."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for record, column in DATED.items():
        dated = (pl.col(column).is_not_null(), pl.col("_origin") == "live")
        for _, frame in world.rows(record).frames(*dated, columns=("_file", column)):
            ends = frame.group_by("_file").agg(pl.col(column).min().alias("low"), pl.col(column).max())
            for file, low, high in ends.select("_file", "low", column).iter_rows():
                before = found.get((column, file), (low, high))
                found[column, file] = min(low, before[0]), max(high, before[1])
    return found


def restored(world: World) -> int | None:
    """When a backup was last restored onto this phone, by its own note: a backup of this phone, or of another."""
    noted = (pl.col("event") == "restored", pl.col("time").is_not_null())
    return max((row["time"] for row in world.rows(BackupEvent).where(*noted)), default=None)


def hardware(world: World) -> set[str]:
    """Models that crash reports name."""
    return {row["hardware"] for row in world.rows(CrashReport).where(pl.col("hardware").is_not_null())}


def taken_over(world: World) -> bool:
    """Whether anything is of another phone: records older than this model, or crash reports of another one."""
    first, product = world.fact(first_use), world.device.product
    older = first is not None and any(begin < first - DAY for begin, _ in world.fact(spans).values())
    return older or bool(product and world.fact(hardware) - {product})


def carried(hit: Hit) -> bool:
    """Whether any of its records is of a kind that backups hold, and that a restored one brings along."""
    held = {Kind.BACKUP, Kind.ENCRYPTED_BACKUP}
    return any(held & {*artifacts()[one.artifact].kinds} for one in hit.refs)
