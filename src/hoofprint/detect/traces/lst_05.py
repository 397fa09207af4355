"""A file that is published as an attacker's: by its place, its name or its content."""

from collections.abc import Iterator

from hoofprint.artifacts.chromium import ChromeDownload
from hoofprint.artifacts.ios.attachment_kinds import AttachmentKind
from hoofprint.artifacts.ios.file_hashes import HashedFile
from hoofprint.detect.describe import moment
from hoofprint.detect.listed_files import changed
from hoofprint.detect.rows import ARTIFACT, Rows, hit
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.signs import own_bundle as try_bundle
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A published file"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G4,
    family=Family.E,
    attribution=Attribution.A1,
    shows=N_(
        "The acquisition lists a file at a place, with a name or with content that a loaded list gives as an"
        " attacker's."
    ),
    does_not_show=N_("That the file was ever run, or, where only place or name are the same, what it holds."),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),
        Benign(
            "extraction",
            N_("left by a tool with which the phone was examined before"),
            untested=N_("the phone keeps no record of examinations"),
        ),
    ),
    raised_by=(
        N_("created in the minute of another trace"),
        N_("several files of one list"),
        N_("its content"),
    ),
    refuted_by=(N_("content that is something else"), N_("the same file on phones of the same iOS version")),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(
        Source("The list that gives the file; it stands beside the sighting"),
        Source("https://github.com/mvt-project/mvt (paths were once compared by their beginning only)"),
    ),
)
KINDS = (Observable.PATH, Observable.PROCESS)


def find(files: Rows[FileEntry], hashed: Rows[HashedFile | AttachmentKind | ChromeDownload]) -> Iterator[Hit]:
    """The same content is strong; a place, a name or a part of a path are weak, for what lies there is not known."""
    yield from _placed(files)
    for row, position, sighting in hashed.sighted(Observable.FILE_HASH):
        yield hit(
            row,
            moment(row[ARTIFACT], row),
            key=sighting.indicator.value,
            stage=TRACE.stage,
            grade=TRACE.cap,
            sightings=(position,),
        )


def _placed(files: Rows[FileEntry]) -> Iterator[Hit]:
    for row, position, sighting in files.sighted(*KINDS):
        indicator = sighting.indicator
        program = indicator.kind is Observable.PROCESS
        if program and row["kind"] != "file":
            continue
        yield hit(
            row,
            changed(row),
            key=indicator.value,
            stage=TRACE.stage,
            grade=TRACE.grade,
            sightings=(position,),
            process=indicator.value if program else "",
            path=str(row["path"]),
        )


__all__ = ["TRACE", "find", "try_bundle", "try_jailbreak"]
