"""Ordinary things that published sequences contain: the names are data, and shared by their traces."""

from collections.abc import Iterator
from functools import cache

import polars as pl

from hoofprint.artifacts.ios.location_clients import LocationClient
from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.indicators.known import table
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.entry import FileEntry


@cache
def listed(kind: str, rule: str) -> frozenset[str]:
    """Names or paths of one trace, from `ordinary.toml`."""
    key = "path" if kind == "file" else "name"
    return frozenset(row[key] for row in table("ordinary.toml")[kind] if row["rule"] == rule)


def used_network(
    uses: Rows[NetworkUse], processes: Rows[NetworkProcess], rule: str, trace: Trace
) -> Iterator[Hit]:
    """One hit for each moment at which such a process is dated: its first use, its last, a counter's start."""
    names = sorted(listed("process", rule))
    for rows, times in ((processes, ("first", "last")), (uses, ("since",))):
        for row in rows.where(pl.col("process").is_in(names)):
            for when in dict.fromkeys(row[time] for time in times if row[time] is not None):
                yield hit(
                    row,
                    when,
                    key=row["process"],
                    stage=trace.stage,
                    grade=trace.grade,
                    process=row["process"],
                    bundle=str(row["bundle"] or ""),
                )


def changed(files: Rows[FileEntry], rule: str, trace: Trace) -> Iterator[Hit]:
    """One hit for each such file, at its last change."""
    for row in files.where(pl.col("path").is_in(sorted(listed("file", rule))), pl.col("kind") == "file"):
        yield hit(row, row["modified"], key=row["path"], stage=trace.stage, grade=trace.grade)


def stopped(clients: Rows[LocationClient], rule: str, trace: Trace) -> Iterator[Hit]:
    """One hit for each such client, at the moment it stopped asking for the location."""
    names = sorted(listed("bundle", rule))
    fits = pl.any_horizontal(pl.col("client").is_in(names), pl.col("bundle").is_in(names))
    for row in clients.where(fits):
        if row["location_stopped"] is not None:
            key = str(row["client"] or row["bundle"])
            yield hit(row, row["location_stopped"], key=key, stage=trace.stage, grade=trace.grade)
