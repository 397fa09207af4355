"""The crash reporter's preferences, and whether they keep reports from leaving the phone."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.crash_reporter_pref import CrashReporterSetting
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.signs import managed as try_managed
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Family, Grade, Stage
from hoofprint.model.words import N_

KEY = "ShouldSubmit"
PLACE = "/private/var/root/"
QUOTED = 20
"""Keys of the file that are named."""
LISTED = 5
"""Keys of the file that are listed as records."""

TRACE = Trace(
    title=N_("Crash reporter preferences in the system account"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G3,
    family=Family.E,
    recalled=True,
    versions="12-14",
    shows=N_(
        "A preference file of the crash reporter exists. Where it holds nothing but the order not to send reports,"
        " it looks like the one Pegasus wrote to keep its crashes from being seen."
    ),
    does_not_show=N_(
        "Who wrote it. The file alone is ordinary: system updates make it, developers have it, and newer systems"
        " keep notes about processes in it. Its mere presence was once published as an indicator and withdrawn."
    ),
    benign=(
        Benign("updates", N_("a system update or a newer iOS, which keeps notes in the same file")),
        Benign("developer", N_("a developer's phone, on which reports are set to be sent")),
        Benign("managed", N_("device management that forbids sending reports")),
        Benign(
            "choice",
            N_("the owner's own choice not to share analytics"),
            untested=N_("the file does not say who set it"),
        ),
    ),
    raised_by=(N_("written within a minute of traffic by a published process name"),),
    refuted_by=(N_("other keys in the file"), N_("a system update on the same day")),
    next=N_("Compare the file's creation time with network traffic and messages of the same minute."),
    sources=(
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021 (its purpose)"),
        Source("the same report (content and minute of the file)", recalled=True, sought="November 2026"),
        Source("Withdrawal of the presence indicator, 2021-07-29: history of the public indicator files"),
        Source("https://github.com/AmnestyTech/investigations/issues/19"),
        Source(
            "https://github.com/AmnestyTech/investigations/issues/8 and https://github.com/mvt-project/mvt/issues/130"
            " (July 2021): a file with nothing but that order stood on ordinary phones since 2013 and 2014, in the"
            " owner's own preferences; the maintainers took the name off their list"
        ),
    ),
)


def find(settings: Rows[CrashReporterSetting], files: Rows[FileEntry]) -> Iterator[Hit]:
    """One hit for each such file: moderate where the order not to send is all it holds, else only noted."""
    by_file: dict[str, list[Row]] = {}
    for row in settings.where(pl.col("_file").str.starts_with(PLACE)):
        by_file.setdefault(row["_file"], []).append(row)
    for path, rows in sorted(by_file.items()):
        others = [str(row["key"]) for row in rows if row["key"] != KEY]
        silent = not others and rows[0]["enabled"] is False
        entry = next(iter(files.where(pl.col("path") == path)), rows[0])
        found = hit(
            entry,
            entry.get("born") or entry.get("modified"),
            key=path,
            stage=TRACE.stage,
            grade=TRACE.cap if silent else TRACE.grade,
            others=", ".join(others[:QUOTED]),
            submit=next((str(row["value"]) for row in rows if row["key"] == KEY), ""),
        )
        records = dict.fromkeys([*found.refs, *(ref(row) for row in rows[:LISTED])])
        yield replace(found, refs=tuple(records))


def try_updates(hit: Hit, world: World) -> Tried:
    """Newer systems keep dates about processes in the file."""
    if others := hit.values["others"]:
        return Tried(Outcome.POSSIBLE, N_("the file also holds: {keys}"), {"keys": others}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the file holds no other key"))


def try_developer(hit: Hit, world: World) -> Tried:
    """Developers let reports be sent."""
    if hit.values["submit"] == "true":
        return Tried(Outcome.POSSIBLE, N_("reports are set to be sent"), at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("reports are not set to be sent"))


__all__ = ["TRACE", "find", "try_developer", "try_managed", "try_updates"]
