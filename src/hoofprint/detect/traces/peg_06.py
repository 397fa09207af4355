"""A file called roleaccountd.plist."""

from collections.abc import Iterator

from hoofprint.detect import published
from hoofprint.detect.campaigns import PEGASUS, claimed_for
from hoofprint.detect.listed_files import changed
from hoofprint.detect.rows import Rows, hit
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.entry import FileEntry
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A file with a name published for Pegasus"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.E,
    attribution=Attribution.A2,
    versions="13-14",
    shows=N_(
        "The acquisition lists a file with the last file name that the public Pegasus indicators still hold."
    ),
    does_not_show=N_("What the file holds. com.apple.xpc.roleaccountd.plist is another file, and Apple's."),
    benign=(
        Benign("jailbreak", N_("a file of the owner's on a jailbroken phone")),
        Benign(
            "name",
            N_("another file of that name"),
            untested=N_("what the file holds is not compared with anything"),
        ),
    ),
    raised_by=(N_("created in the minute of another trace"), N_("its content")),
    refuted_by=(N_("content that is something else"),),
    next=N_("Have the file's content looked at; note its times before anything on the phone changes."),
    sources=(Source("Amnesty International Security Lab, indicators of July 2021 and their history"),),
)


def find(files: Rows[FileEntry]) -> Iterator[Hit]:
    """The whole name, wherever it lies; one finding for each folder that starts programs (published.toml)."""
    places = published.names("place", "PEG-06", "path")
    for row, position, sighting in files.sighted(Observable.PATH, which=claimed_for(PEGASUS)):
        path, name = str(row["path"]), sighting.indicator.value.rpartition("/")[2]
        placed = path.rpartition("/")[2] == name and any(path.startswith(place) for place in places)
        yield hit(
            row,
            changed(row),
            key=path if placed else name,
            stage=TRACE.stage,
            grade=TRACE.grade,
            sightings=(position,),
            path=path,
        )


__all__ = ["TRACE", "find", "try_jailbreak"]
