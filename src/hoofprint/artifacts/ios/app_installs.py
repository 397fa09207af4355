"""Apps put on the phone, updated and removed: the log of the installation service. No backup holds it.

The log's time is the phone's local time without its offset, so a moment is known to half a day either way only. Two
files of some hundred kilobytes reach back weeks to months; restarts and the version that ran are in it too.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, reads
from hoofprint.artifacts.service_log import Entry, entries
from hoofprint.model.record import At, Bundle, Id, Path, Process, Record, Str, Text, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class InstallEntry(Record, frozen=True):
    """The installation service noted a step of its work; an update notes much the same as a first installation."""

    time: Annotated[Time, "local time as written, read as if it were UTC: off by the phone's offset then"] = (
        None
    )
    event: Annotated[Str, "installed, uninstalling, container removed and others; `other` for the rest"] = (
        None
    )
    bundle: Annotated[Bundle, "the app"] = None
    path: Annotated[Path, "container or bundle it is about, or what was to be installed"] = None
    client: Annotated[Process, "program that asked for an installation or a removal"] = None
    level: Annotated[Str, "notice, warn or err"] = None
    pid: Annotated[Id, "process id of the service: it changes with a restart"] = None
    message: Annotated[Text, "the entry without its head"] = None


ID, PLACE = r"(?P<bundle>[\w.-]+)", r"(?P<path>/.*)"
EVENTS = tuple(
    (event, re.compile(pattern))
    for event, pattern in (
        ("installed", rf"Install [Ss]uccessful for \((?:\w+:)?{ID}\)"),
        ("install asked for", r'Install of "(?P<path>[^"]+)".* requested by (?P<client>\S+)'),
        ("installing", r"Installing <MI\w+ (?::? ?)ID=(?P<bundle>[^;>]+);"),
        ("uninstall asked for", rf"Uninstall requested by (?P<client>\S+) .*for identi(?:fier |ty \[){ID}"),
        ("uninstalling", rf"Uninstalling identifier {ID}"),
        (
            "container removed",
            rf"Destroying container (?:with identifier )?{ID}(?: with persona \S+)? at {PLACE}",
        ),
        ("container", rf"Made container live for {ID} at {PLACE}"),
        ("data container", rf"Data container for {ID} is now at {PLACE}"),
        ("update", rf"Attempting \w+ patch update of {ID} "),
        ("signature refused", r"Failed to verify code signature of (?P<path>/.*?) : "),
        ("restart", r"main: Reboot detected"),
        ("version", r"Current build version"),
    )
)


def _entry(entry: Entry) -> InstallEntry:
    event, found = next(((e, m) for e, p in EVENTS if (m := p.search(entry.message))), ("other", None))
    held = found.groupdict() if found else {}
    return InstallEntry(
        time=entry.time,
        event=event,
        bundle=held.get("bundle"),
        path=held.get("path"),
        client=held.get("client"),
        level=entry.level,
        pid=entry.pid,
        message=entry.message,
    )


@reads(
    InstallEntry,
    name=N_("steps of app installation"),
    topic=Topic.APPS,
    says=N_("App installation, {event}: {bundle}"),
    files=("/private/var/**/MobileInstallation/mobile_installation.log*",),
    kinds=LOGGED,
    sources=(
        "Alexis Brignoni, iOS Mobile Installation Logs, abrignoni.com, 2019, and iLEAPP (mobileInstall)",
        "https://plaso.readthedocs.io/ (test data of MobileInstallation logs)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    for entry in entries(file):
        yield At(entry.line, "line"), _entry(entry)
