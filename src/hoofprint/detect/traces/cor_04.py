"""Files whose places and contents were published for Coruna by their form, not by a name."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from hoofprint.artifacts.ios.device_caches import DeviceCache
from hoofprint.detect import published
from hoofprint.detect.listed_files import changed
from hoofprint.detect.rows import Row, Rows, World, hit, ref
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.entry import FileEntry
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

IDENTIFIERS = 3

TRACE = Trace(
    title=N_("A file of the form published for Coruna"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G4,
    family=Family.E,
    attribution=Attribution.A1,
    versions="13-17.2",
    shows=N_(
        "The acquisition lists a file where the kit called Coruna keeps how far it came with the photos, or, hidden"
        " among the documents of an app, what the device is called. Where the second was read and has the published"
        " content, that is said."
    ),
    does_not_show=N_(
        "Which program wrote it. The place alone is weak: the first has a name made of digits and letters, the"
        " second a word that developers use."
    ),
    benign=(
        Benign("content", N_("a file of an app with the same name and something else in it")),
        Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),
        Benign(
            "preference",
            N_("preferences of an ordinary program that is called so"),
            untested=N_("what stands in a preference file of that form is not read"),
        ),
    ),
    raised_by=(
        N_("the same identifiers in the folders of several apps"),
        N_("a page of a published delivery host before it"),
    ),
    refuted_by=(N_("content that is something else"),),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(
        Source(
            "https://github.com/mvt-project/mvt (docs/ios/coruna-darksword.md and ios/coruna.py), after iVerify, The"
            " proliferation of Coruna and DarkSword, 15 September 2026 (places, keys and values)"
        ),
        Source("Google Threat Intelligence Group and iVerify, Coruna, 2026 (the kit)"),
    ),
)


def find(files: Rows[FileEntry], caches: Rows[DeviceCache]) -> Iterator[Hit]:
    """One hit for each such file; strong where it was read and has the published content."""
    held: dict[str, Row] = {row["_file"]: row for row in caches.where()}
    for entry in published.rows("pattern", "COR-04"):
        fits = pl.col("path").str.contains(f"^{entry['path']}$")
        for row in files.where(fits, pl.col("kind").fill_null("file") == "file"):
            path = str(row["path"])
            read = held.get(path)
            whole = read is not None and _published(read, entry.get("experiment"))
            found = hit(
                row,
                changed(row),
                key=entry["path"],
                stage=TRACE.stage,
                grade=TRACE.cap if whole else TRACE.grade,
                path=path,
                read="" if read is None else "as published" if whole else "other",
            )
            yield replace(found, refs=(*found.refs, ref(read))) if read is not None else found


def _published(read: Row, experiment: str | None) -> bool:
    return bool(read["experiment"] == experiment and read["identifiers"] == IDENTIFIERS)


def try_content(hit: Hit, world: World) -> Tried:
    """What was read tells; a preference file of that form is not read."""
    if hit.values["read"] == "other":
        return Tried(Outcome.POSSIBLE, N_("the file holds something else"), at_most=Grade.G1)
    if hit.values["read"]:
        return Tried(Outcome.EXCLUDED, N_("the file holds the published keys and value"))
    return Tried(Outcome.NOT_TESTABLE, N_("the content was not read"))


__all__ = ["TRACE", "find", "try_content", "try_jailbreak"]
