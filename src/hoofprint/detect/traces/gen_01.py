"""Network traffic by a program that no list of the system has and no app owns."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.crash_reports import CrashReport
from hoofprint.artifacts.ios.shutdown_log import Straggler
from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect import builds
from hoofprint.detect.builds import Cover, Standing
from hoofprint.detect.rows import Rows, World, hit
from hoofprint.detect.signs import developer as try_developer
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.signs import own_bundle as try_bundle
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

MANY = 8
"""Different names from which on it is the lists that do not fit the phone. Attacked phones showed fewer; the edge is
ours."""
UNKNOWN = 1 << 60
"""A name that no list has on any version tells more than any number of bytes."""
SYSTEM = ("/usr/", "/System/", "/Applications/", "/bin/", "/sbin/")
"""Folders of the system image, which only some acquisitions hold."""
APPS = "/private/var/containers/Bundle/Application/"

TRACE = Trace(
    title=N_("Network traffic by a program that no list of the system has"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G3,
    family=Family.A,
    together=True,
    attribution=Attribution.A0,
    shows=N_(
        "Network accounting names a program that belongs to no app, and that no list of the system's programs has."
        " Names of which no more can be said are told together: first those that no list has on any version of iOS,"
        " those that sent most before the others."
    ),
    does_not_show=N_(
        "Which file ran under the name, or what it did. Lists of the system's programs have gaps."
    ),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign("listing", N_("a program of the system that no list shows")),
        Benign("many", N_("a phone that the lists do not fit")),
        Benign("file", N_("a program of the system that lies in the acquisition")),
        Benign("developer", N_("a program the phone's owner develops or side-loaded")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
    ),
    raised_by=(
        N_("an address or account of an attacker shortly before"),
        N_("a record of what ran with the same name, outside the system and apps"),
    ),
    refuted_by=(
        N_("a program of that name in the phone's own iOS build"),
        N_("the same name on unattacked phones of the same build"),
        N_("records older than the phone"),
    ),
    next=N_(
        "Compare with other phones of the same build, and look at what happened before the first traffic."
    ),
    sources=(
        Source("https://docs.mvt.re/en/latest/ios/records/ (datausage: processes without a bundle)"),
        Source("Lists of the system's programs: detect/data/ios_inventories.tsv"),
    ),
)


def find(
    rows: Rows[NetworkUse | NetworkProcess], ran: Rows[CrashReport | Straggler], world: World
) -> Iterator[Hit]:
    """Names without an app; what any list shows as the system's own, whole or cut off, is no finding. Where no list
    comes near the phone's version there is nothing to compare with.

    Alone it is weak, for nobody measured how many programs the lists miss; it is moderate where a list of the very
    build is at hand and another kind of record says that a program of this name ran outside the system and apps.
    """
    cover = builds.cover(world.device)
    if cover is Cover.THIN:
        return
    seen = _ran_elsewhere(ran) if cover is Cover.EXACT else frozenset()
    runs = builds.running(world.device)
    standing: dict[str, Standing] = {}
    alone = (pl.col("process").is_not_null(), pl.col("process") != "", pl.col("bundle").is_null())
    for row in rows.where(*alone):
        name = row["process"]
        if name not in standing:
            standing[name] = builds.stands(name, runs).standing
        if standing[name] in (Standing.HERE, Standing.CUT):
            continue
        used = row.get("last") or row.get("first") or row.get("since")
        grade = TRACE.cap if name in seen else TRACE.grade
        found = hit(row, used, key=name, stage=TRACE.stage, grade=grade, process=name, bundle="")
        sent = (row.get("wifi_out") or 0) + (row.get("wwan_out") or 0)
        found = replace(found, telling=sent + UNKNOWN * (standing[name] is Standing.NONE))
        if standing[name] is Standing.ELSEWHERE:
            found = found.capped(
                Grade.G1, N_("the system has a program of that name on other versions of iOS")
            )
        yield found


def _ran_elsewhere(ran: Rows[CrashReport | Straggler]) -> frozenset[str]:
    """Names of programs that ran, and lay neither where the system keeps programs nor in the folder of an app."""
    known = pl.col("executable").str.starts_with(APPS) | pl.any_horizontal(
        *(pl.col("executable").str.starts_with(folder) for folder in SYSTEM)
    )
    rows = ran.where(pl.col("executable").is_not_null(), ~known, columns=("executable",))
    return frozenset(row["executable"].rpartition("/")[2] for row in rows)


def unlisted(world: World) -> frozenset[str]:
    """Every name without an app that no list has."""
    runs = builds.running(world.device)
    alone = (pl.col("process").is_not_null(), pl.col("process") != "", pl.col("bundle").is_null())
    rows = world.rows(NetworkUse, NetworkProcess).where(*alone, columns=("process",))
    names = {row["process"] for row in rows}
    return frozenset(name for name in names if builds.stands(name, runs).standing is Standing.NONE)


def try_many(hit: Hit, world: World) -> Tried:
    """An attacker brings one program or a few; lists with gaps miss many."""
    count = len(world.fact(unlisted))
    if count >= MANY:
        why = N_("no list has {count} of the names on this phone: the lists do not fit it")
        return Tried(Outcome.POSSIBLE, why, {"count": str(count)}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the lists have nearly all names on this phone"))


def try_listing(hit: Hit, world: World) -> Tried:
    """Weak where no list of this very build says what is ordinary."""
    cover, since = world.fact(covered)
    if hit.time is None or hit.time < since:
        why = N_("the record may be older than the builds that lists are at hand of")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)
    if cover is Cover.AROUND:
        why = N_(
            "lists of builds before and after this one do not have the name; this build's own is not at hand"
        )
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G2)
    why = N_("the list of the programs of this very build ({build}) does not have the name")
    return Tried(Outcome.EXCLUDED, why, {"build": world.device.build or ""})


def covered(world: World) -> tuple[Cover, int]:
    """How well the phone's build is covered, and since when."""
    return builds.cover(world.device), builds.covered_since(world.device)


def try_file(hit: Hit, world: World) -> Tried:
    """A copy of the whole file system holds the system's programs themselves."""
    held = world.fact(system_files)
    if not held:
        return Tried(Outcome.NOT_TESTABLE, N_("the acquisition does not hold the system's own files"))
    if hit.values["process"] in held:
        why = N_("a program of that name lies in the system's folders")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("no program of that name lies in the system's folders"))


def system_files(world: World) -> frozenset[str]:
    """Names of all files in the system's folders."""
    inside = pl.any_horizontal(*(pl.col("path").str.starts_with(folder) for folder in SYSTEM))
    rows = world.rows(FileEntry).where(inside, pl.col("kind") == "file", columns=("path",))
    return frozenset(row["path"].rpartition("/")[2] for row in rows)


__all__ = [
    "TRACE",
    "find",
    "try_bundle",
    "try_developer",
    "try_file",
    "try_jailbreak",
    "try_listing",
    "try_many",
]
