"""The same program in a data folder held up several restarts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.detect.indicators.paths import normal
from hoofprint.detect.places import cause_of, rule_of
from hoofprint.detect.places import jailbreak_tool as try_tool
from hoofprint.detect.places import update_day as try_update
from hoofprint.detect.places import updater as try_updater
from hoofprint.detect.rows import Row, Rows, hit, ref
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

WITHIN = 90 * 86_400_000_000
"""Microseconds between the first and the last of them; the order is published, this length is ours."""
RESTARTS = 2
LISTED = 10

TRACE = Trace(
    title=N_("The same program outside the system held up several restarts"),
    stage=Stage.S3,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.B,
    shows=N_(
        "A program in a folder that holds no programs was still running at two restarts or more: it did not"
        " run once"
        " by chance."
    ),
    does_not_show=N_(
        "What the program was or did. It is one kind of record, so alone it is never conclusive."
    ),
    benign=(
        Benign("updater", N_("the updater of the system, which works in such a folder")),
        Benign("update", N_("a system update on that day")),
        Benign("tool", N_("a jailbreak tool, which copies programs there under random names")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
    ),
    raised_by=(N_("traffic by a program of the same name"),),
    refuted_by=(N_("system updates at each of those restarts"), N_("a jailbreak of the owner's")),
    next=N_("Take a sysdiagnose before any restart; look at network accounting for the program's name."),
    sources=(
        Source("Kaspersky, A lightweight method to detect potential iOS malware, 2024"),
        Source("https://github.com/KasperskyLab/iShutdown"),
    ),
)


def find(rows: Rows[Straggler]) -> Iterator[Hit]:
    """One hit for each place that is dated at two restarts or more; the updater and known tools are left"
    " out."""
    by_path: dict[str, list[Row]] = defaultdict(list)
    for row in rows.where():
        path = normal(str(row["executable"] or ""))
        if row["restarted"] is not None and rule_of(path) and not cause_of(path):
            by_path[path].append(row)
    for path, found in sorted(by_path.items()):
        times = sorted({row["restarted"] for row in found})
        near = [time for time in times if time - times[0] <= WITHIN]
        if len(near) >= RESTARTS:
            first = min(found, key=lambda row: (row["restarted"], row["_n"]))
            made = hit(first, near[0], key=path, stage=TRACE.stage, grade=TRACE.grade, path=path)
            yield replace(made, refs=tuple(ref(row) for row in found[:LISTED]), until=near[-1])


__all__ = ["TRACE", "find", "try_jailbreak", "try_tool", "try_update", "try_updater"]
