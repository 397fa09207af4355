"""Processes that ran when a sysdiagnose was taken: ps.txt, the output of `ps`.

Which columns there are is said by the first line and differs between versions (`PRSNA` and `F` since iOS 16). The time
of start is local and as coarse as its age (`7:22PM`, `Tue09PM`, `14Jan19`), so it stays text. The moment itself is that
of the sysdiagnose. A program with a space in its path cannot be told from one with an argument, but for apps.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.model.record import At, Bytes, Executable, Id, Process, Record, Str, Text
from hoofprint.model.words import N_
from hoofprint.workers.file import File

NEEDED = {"PID", "COMMAND"}
IN_BUNDLE = re.compile(r"/.*?/([^/]+)\.(?:app|appex|xpc)/\1(?= |$)")
"""The program of a bundle is called like the bundle, with or without spaces."""
KIB = 1024


class RunningProcess(Record, frozen=True):
    """A program was running when the sysdiagnose was taken; being listed says nothing against it."""

    executable: Annotated[Executable, "the program, as far as it can be told from its arguments"] = None
    process: Annotated[Process, "its name"] = None
    command: Annotated[Text, "program and arguments as listed; a program can change this text"] = None
    pid: Annotated[Id, "process id"] = None
    parent: Annotated[Id, "process id of its parent; 1 is launchd, which starts nearly all"] = None
    user: Annotated[Str, "user it ran as"] = None
    uid: Annotated[Id, "that user's number"] = None
    persona: Annotated[Str, "persona it ran under, as stored"] = None
    state: Annotated[Str, "state as `ps` codes it"] = None
    started: Annotated[Str, "when it was started, in local time, as listed"] = None
    used: Annotated[Str, "processor time it had used, as listed"] = None
    memory: Annotated[Bytes, "memory it held (resident)"] = None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _process(cells: dict[str, str]) -> RunningProcess:
    command, memory = cells["COMMAND"], _number(cells.get("RSS"))
    program = IN_BUNDLE.match(command)
    path = program[0] if program else command.split(" ", 1)[0]
    return RunningProcess(
        executable=path if path.startswith("/") else None,
        process=path.rpartition("/")[2] or None,
        command=command,
        pid=_number(cells["PID"]),
        parent=_number(cells.get("PPID")),
        user=cells.get("USER"),
        uid=_number(cells.get("UID")),
        persona=cells.get("PRSNA"),
        state=cells.get("STAT"),
        started=cells.get("STARTED"),
        used=cells.get("TIME"),
        memory=None if memory is None else min(memory * KIB, 2**63 - 1),
    )


@reads(
    RunningProcess,
    name=N_("programs that ran when the logs were taken"),
    topic=Topic.PROGRAMS,
    says=N_("{process} was running (process {pid})"),
    files="/@sysdiagnose/ps.txt",
    kinds=(Kind.SYSDIAGNOSE,),
    sources=(
        "ps(1) of Apple's open-source releases (columns)",
        "https://github.com/EC-DIGIT-CSIRC/sysdiagnose (ps.txt before and since iOS 16)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    heads: list[str] = []
    for number, line in file.lines():
        if not heads:
            heads = line.split()
            if not set(heads) >= NEEDED or heads[-1] != "COMMAND":
                raise ValueError("the first line names no PID and COMMAND")
            continue
        cells = line.split(None, len(heads) - 1)
        if len(cells) == len(heads):
            yield At(number, "line"), _process(dict(zip(heads, cells, strict=True)))
        elif line.strip():
            file.notes["item not understood: a line with fewer columns"] += 1
