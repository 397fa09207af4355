"""What computers and programs asked the phone's lockdown service: lockdownd.log. No backup holds it.

The log's time is the phone's local time without its offset, so a moment is known to half a day either way only. A
sysdiagnose holds a copy.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import LOGGED, Topic, reads
from hoofprint.artifacts.dates import dated, iso_time
from hoofprint.model.record import At, Id, Process, Record, Str, Text, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class LockdownEntry(Record, frozen=True):
    """The lockdown service noted a request or an answer; the client's name is what the computer's program says."""

    time: Annotated[Time, "local time as written, read as if it were UTC: off by the phone's offset then"] = (
        None
    )
    pid: Annotated[Id, "process id of the service"] = None
    function: Annotated[Str, "part of the service that noted it"] = None
    client: Annotated[Process, "program on the computer that asked"] = None
    asked: Annotated[Str, "what it asked for: domain and key"] = None
    service: Annotated[Str, "service it wanted started"] = None
    message: Annotated[Text, "the entry"] = None


HEAD = re.compile(r"(\d\d)/(\d\d)/(\d\d) (\d\d:\d\d:\d\d\.\d+) pid=(\d{1,9}) (?:(\w+): )?(.*)")
ASKED = re.compile(r"(?<!\S)(\S++) attempting to get (\[.*\])$")
STARTED = re.compile(r"(?<!\S)(\S++) attempting to spawn ([\w.-]++) service")
LONGEST = 4_000
"""Characters of an entry that goes on over several lines which are kept; in a longer line nothing is looked for."""


def _entry(file: File, match: re.Match[str], message: str) -> LockdownEntry:
    month, day, year, clock, pid, function, _ = match.groups()
    said = message if len(message) <= LONGEST else ""
    asked, started = ASKED.search(said), STARTED.search(said)
    found = asked or started
    return LockdownEntry(
        time=dated(file.notes, "time", f"20{year}-{month}-{day}T{clock}", iso_time),
        pid=int(pid),
        function=function,
        client=found[1] if found else None,
        asked=asked[2] if asked else None,
        service=started[2] if started else None,
        message=message,
    )


@reads(
    LockdownEntry,
    name=N_("log of connections to computers"),
    topic=Topic.SETTINGS,
    says=N_("Lockdown service: {message}"),
    files=("/private/var/logs/lockdownd.log*", "/private/var/mobile/Library/Logs/**/lockdownd.log*"),
    kinds=LOGGED,
    sources=("https://plaso.readthedocs.io/ (iOS lockdownd log parser and its test data)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held: tuple[int, re.Match[str], str] | None = None
    for number, line in file.lines():
        if match := HEAD.fullmatch(line):
            if held:
                yield At(held[0], "line"), _entry(file, held[1], held[2])
            held = number, match, match[7]
        elif held:
            held = held[0], held[1], f"{held[2]}\n{line}"[:LONGEST]
        elif line.strip():
            file.notes["line before the first entry"] += 1
    if held:
        yield At(held[0], "line"), _entry(file, held[1], held[2])
