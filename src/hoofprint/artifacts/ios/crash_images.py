"""Programs and libraries that were loaded in a program when it crashed, as its report lists them. No backup has it.

A library from outside the system and the app's own bundle is what injected code looks like; tools of developers and
jailbreaks look the same. Since iOS 15 only those are listed that appear in some thread.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import REPORTED, Topic, reads
from hoofprint.artifacts.dates import dated, zoned_time
from hoofprint.artifacts.places import REPORTS
from hoofprint.formats import ips
from hoofprint.model.record import At, Bundle, Executable, Process, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class CrashImage(Record, frozen=True):
    """A file was loaded as code in a program that crashed; nearly all are the system's or the app's own."""

    time: Annotated[Time, "when the program crashed"] = None
    process: Annotated[Process, "the program that crashed"] = None
    executable: Annotated[Executable, "file that was loaded"] = None
    name: Annotated[Process, "its name"] = None
    bundle: Annotated[Bundle, "its bundle id, where stated"] = None
    image: Annotated[Str, "identifier of its build"] = None
    incident: Annotated[Str, "identifier of the report"] = None


@reads(
    CrashImage,
    name=N_("program files named in crash reports"),
    topic=Topic.PROGRAMS,
    says=N_("{executable} was loaded in {process}"),
    files=REPORTS,
    kinds=REPORTED,
    sources=(
        "Apple, Interpreting the JSON format of a crash report (usedImages); Binary Images in a crash report",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    report = ips.read(file.data)
    told = ips.facts(report)
    time = dated(file.notes, "time", told.captured, zoned_time)
    for row, image in enumerate(report.images):
        yield (
            At(row, "image"),
            CrashImage(
                time=time,
                process=told.process,
                executable=image.path,
                name=image.name,
                bundle=image.bundle,
                image=image.uuid,
                incident=told.incident,
            ),
        )
