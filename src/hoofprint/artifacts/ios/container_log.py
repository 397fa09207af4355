"""What the service for app folders noted: containermanagerd.log, in which each start of the phone leaves a line.

The log's time is the phone's local time without its offset, so a moment is known to half a day either way only. It
reaches back weeks and is kept up to about iOS 18. Starts in it that shutdown.log does not know are a sign that one of
the two was emptied; a phone that was switched off by force, or ran out of power, makes such starts as well.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, reads
from hoofprint.artifacts.service_log import entries
from hoofprint.model.record import At, Id, Record, Str, Text, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File

START = "containermanagerd performing first boot initialization"
"""Noted when the service first runs after the system was started; after an erase as well."""


class ContainerEntry(Record, frozen=True):
    """The service noted a step of its work, or that the phone had been started."""

    time: Annotated[Time, "local time as written, read as if it were UTC: off by the phone's offset then"] = (
        None
    )
    event: Annotated[Str, "`start` where the phone had been started, `other` for the rest"] = None
    level: Annotated[Str, "notice, warn or err"] = None
    pid: Annotated[Id, "process id of the service: it changes with a restart"] = None
    message: Annotated[Text, "the entry without its head"] = None


@reads(
    ContainerEntry,
    name=N_("log of app folders, with starts of the phone"),
    topic=Topic.APPS,
    says=N_("Log of app folders, {event}: {message}"),
    files=("/private/var/**/MobileContainerManager/containermanagerd*.log*",),
    kinds=LOGGED,
    until="18",
    sources=(
        "iVerify, Key IOCs for Pegasus and Predator Spyware Removed With iOS 26 Update, 2025 (starts)",
        "Mattia Epifani, blog.digital-forensics.it, 2023, and public decompilations (the line of a start)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for entry in entries(file):
        yield (
            At(entry.line, "line"),
            ContainerEntry(
                time=entry.time,
                event="start" if START in entry.message else "other",
                level=entry.level,
                pid=entry.pid,
                message=entry.message,
            ),
        )
