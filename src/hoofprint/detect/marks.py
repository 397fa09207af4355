"""Marks that a phone is jailbroken, or that its owner develops software: the marks are data (`marks.toml`)."""

from collections.abc import Iterator
from functools import cache

import polars as pl

from hoofprint.artifacts.ios.applications import Application
from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.artifacts.shapes import NetworkProcess
from hoofprint.detect import places
from hoofprint.detect.indicators.known import table
from hoofprint.detect.rows import Row, Rows, World
from hoofprint.model.entry import FileEntry

JAILBREAK, DEVELOPER = "jailbreak", "developer"


@cache
def listed(kind: str, what: str) -> frozenset[str]:
    """Paths, apps or processes that mark such a phone."""
    return frozenset(row[what] for row in table("marks.toml")[kind] if what in row)


def below(paths: frozenset[str]) -> pl.Expr:
    """True for entries at one of these paths or below it."""
    fits = (pl.col("path").eq(path) | pl.col("path").str.starts_with(f"{path}/") for path in sorted(paths))
    return pl.any_horizontal(*fits)


def app_rows(apps: Rows[Application], kind: str) -> list[Row]:
    """Apps by their id."""
    return apps.where(pl.col("bundle").is_in(sorted(listed(kind, "app"))))


def process_rows(processes: Rows[NetworkProcess], kind: str) -> list[Row]:
    """Programs that used the network under such a name, and belong to no app."""
    named = pl.col("process").is_in(sorted(listed(kind, "process")))
    return processes.where(named, pl.col("bundle").is_null())


def copied(stragglers: Rows[Straggler]) -> Iterator[tuple[Row, str]]:
    """Programs that jailbreak tools copied into the system's staging folder, with their paths."""
    for row in stragglers.where(pl.col("executable").is_not_null()):
        if places.cause_of(row["executable"]) == places.JAILBREAK:
            yield row, row["executable"]


def jailbreak(world: World) -> list[str]:
    """Every mark of a jailbreak, one of each kind of file."""
    files: list[Row] = world.rows(FileEntry).where(below(listed(JAILBREAK, "path")), columns=("path",))
    return [
        *sorted({row["bundle"] for row in app_rows(world.rows(Application), JAILBREAK)}),
        *(row["path"] for row in files[:1]),
        *sorted({row["process"] for row in process_rows(world.rows(NetworkProcess), JAILBREAK)}),
        *sorted({path for _, path in copied(world.rows(Straggler))}),
    ]
