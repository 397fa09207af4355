"""Files and folders at published places, which are data (published.toml): shared by the traces of single tools."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.detect import published
from hoofprint.detect.rows import Row, Rows, hit
from hoofprint.detect.trace import Hit, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Grade


def placed(files: Rows[FileEntry], rule: str, trace: Trace) -> Iterator[Hit]:
    """One hit for each file or folder at a listed place, or below a listed folder; whole components only.

    A name that others use too is only noted, a long and invented one weighs at most what the trace may; everything
    else weighs what the trace says.
    """
    entries = published.rows("file", rule)
    whole = [entry["path"] for entry in entries]
    below = [pl.col("path").str.starts_with(f"{entry['path']}/") for entry in entries if entry.get("folder")]
    for row in files.where(pl.any_horizontal(pl.col("path").is_in(whole), *below)):
        entry = next(one for one in entries if _fits(str(row["path"]), one["path"]))
        weak, invented = entry.get("weak", False), entry.get("invented", False)
        found = hit(
            row,
            changed(row),
            key=entry["path"],
            stage=trace.stage,
            grade=Grade.G1 if weak else trace.cap if invented else trace.grade,
            path=str(row["path"]),
        )
        yield replace(found, invented=invented)


def _fits(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place}/")


def changed(row: Row) -> int | None:
    """When an entry came to be, as far as its container says; else its last change."""
    when: int | None = row["born"] or row["modified"] or row["changed"]
    return when
