"""Times of records held against the phone's own history: its clock, the phone before it, and its list of files."""

from datetime import UTC, datetime
from functools import cache

import polars as pl

from hoofprint.artifacts.ios.lockdown_log import LockdownEntry
from hoofprint.detect.continuity import DAY, first_use, hardware, spans, taken_over
from hoofprint.detect.indicators.known import table
from hoofprint.detect.integrity.caps import found, passed, untestable
from hoofprint.detect.integrity.order import BLOCK, LENGTH, orderly
from hoofprint.detect.rows import World
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Check
from hoofprint.model.words import N_

EARLIEST = int(datetime(2007, 6, 29, tzinfo=UTC).timestamp()) * 1_000_000
"""First sale of an iPhone: what is older was written by a clock that had been reset."""


def newer_rows(world: World) -> Check:
    """TI-03: no database holds records from after the day it was last changed."""
    if world.kind != "ios_backup":
        why = N_("only a backup's manifest says when a file was last changed")
        return untestable("TI-03", why)
    newest: dict[str, int] = {}
    for (_, file), (_, last) in world.fact(spans).items():
        newest[file] = max(last, newest.get(file, last))
    mine = (pl.col("path").is_in(sorted(newest)), pl.col("modified").is_not_null())
    entries = world.rows(FileEntry).where(*mine, columns=("path", "modified"))
    if not entries:
        return untestable("TI-03", N_("no dated file holds records that could be compared"))
    if any(newest[row["path"]] > row["modified"] + DAY for row in entries):
        why = N_("a database holds records from after the day on which the manifest says it was last changed")
        return found("TI-03", why)
    why = N_("no database holds records from after the day on which it was last changed")
    return passed("TI-03", why)


def clock(world: World) -> Check:
    """TI-08: nothing is dated after the acquisition was made, or before there were such phones."""
    times = world.fact(spans).values()
    if any(first < EARLIEST for first, _ in times):
        why = N_(
            "records are dated before such phones existed: the clock had been reset; they support nothing"
        )
        return found("TI-08", why)
    made = world.device.backup_time
    if made is None:
        return untestable("TI-08", N_("the acquisition does not say when it was made"))
    late = any(last > made + DAY for _, last in times)
    if late or world.rows(FileEntry).where(pl.col("modified") > made + DAY):
        why = N_("something is dated after the acquisition was made; records with such dates support nothing")
        return found("TI-08", why)
    return passed("TI-08", N_("nothing is dated after the acquisition was made"))


def went_back(world: World) -> Check:
    """TI-09: where tables keep the order of time, the clock did not go back for a while."""
    tables = orderly(world)
    if not tables:
        why = N_("no table is long enough, and in order, to tell whether the clock went back")
        return untestable("TI-09", why)
    if any((one.late()[LENGTH] >= BLOCK).any() for one in tables):
        why = N_(
            "records in a row are dated earlier than those before them: the clock may have gone back a while"
        )
        return found("TI-09", why)
    return passed("TI-09", N_("records follow each other in time, as far as they are numbered"))


def another_phone(world: World) -> Check:
    """TI-11: whether records of a phone before this one were taken over."""
    first = world.fact(first_use)
    if world.fact(taken_over):
        why = N_("records of an earlier phone were taken over; they support nothing about this one")
        return found("TI-11", why)
    if first is None and not (world.device.product and world.fact(hardware)):
        why = N_("the acquisition does not say which model it is of, or its first sale is not known")
        return untestable("TI-11", why)
    return passed("TI-11", N_("no record is older than this phone can be"))


@cache
def examiners() -> frozenset[str]:
    """Names under which programs for taking acquisitions ask a phone (`examiners.toml`)."""
    return frozenset(row["client"].casefold() for row in table("examiners.toml")["program"])


def examination(world: World) -> Check:
    """TI-13: traces that the taking of the acquisition itself left; they are no traces of anybody else."""
    if world.observable(LockdownEntry):
        why = N_("the log of what computers asked of the phone is not in this acquisition")
        return untestable("TI-13", why)
    clients = world.rows(LockdownEntry).distinct("client")
    if any(str(client).casefold() in examiners() for client in clients):
        why = N_(
            "a program for taking acquisitions asked the phone; what it left behind is the examination's own"
        )
        return found("TI-13", why)
    return passed("TI-13", N_("no known program for taking acquisitions left traces in the log"))
