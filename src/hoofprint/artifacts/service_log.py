"""Text logs of system services: one head a line, entries that go on over several, local time without its offset."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hoofprint.artifacts.dates import dated, iso_time
from hoofprint.workers.file import File

HEAD = re.compile(r"(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}) \[(\d+)\] <(\w+)> \(0x[0-9a-f]+\) (.*)")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LONGEST = 4_000
"""Characters of an entry that goes on over several lines which are kept."""


class Entry(NamedTuple):
    """One entry; `time` is the local time as written, read as if it were UTC."""

    line: int
    time: int | None
    pid: int | None
    level: str
    message: str


def entries(file: File) -> Iterator[Entry]:
    """The entries in the order of the log; what stands before the first is counted."""
    held: tuple[int, re.Match[str], str] | None = None
    for number, line in file.lines():
        if match := HEAD.fullmatch(line):
            if held:
                yield _entry(file, *held)
            held = number, match, match[4]
        elif held:
            held = held[0], held[1], f"{held[2]}\n{line}"[:LONGEST]
        elif line.strip():
            file.notes["line before the first entry"] += 1
    if held:
        yield _entry(file, *held)


def _entry(file: File, line: int, match: re.Match[str], message: str) -> Entry:
    pid = int(match[2]) if len(match[2]) < 10 else None
    return Entry(line, dated(file.notes, "time", match[1], _local), pid, match[3], message)


def _local(text: object) -> int | None:
    """`Sun Dec  2 11:04:17 2018`, whatever language the machine speaks."""
    _, month, day, clock, year = str(text).split()
    try:
        return iso_time(f"{year}-{MONTHS.index(month) + 1:02}-{day:0>2}T{clock}")
    except ValueError:
        return None
