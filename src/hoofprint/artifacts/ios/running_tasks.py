"""Tasks the kernel had when a sysdiagnose was taken: taskinfo.txt, with how long each had been running.

A process that hides from `ps` can still be a task here, and the reverse. Only what is published of the format is read:
the line that names a process, and its run time; threads are left out. How long ago counts from the sysdiagnose.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.model.record import At, Id, Process, Record, Seconds
from hoofprint.model.words import N_
from hoofprint.workers.file import File

PROCESS = re.compile(r'\s*process:\s+"(.*)"\s+\[(\d{1,18})\]\s*')
RAN = re.compile(r"\s*run time:\s+(\d{1,15})(?:\s.*)?")


class RunningTask(Record, frozen=True):
    """A process was there when the sysdiagnose was taken; being listed says nothing against it."""

    process: Annotated[Process, "name, as the kernel cuts it"] = None
    pid: Annotated[Id, "process id"] = None
    age: Annotated[Seconds, "how long it had been running"] = None


@reads(
    RunningTask,
    name=N_("tasks that ran when the logs were taken"),
    topic=Topic.PROGRAMS,
    says=N_("{process} was running (process {pid})"),
    files="/@sysdiagnose/taskinfo.txt",
    kinds=(Kind.SYSDIAGNOSE,),
    sources=("https://github.com/EC-DIGIT-CSIRC/sysdiagnose (taskinfo.txt: process, run time)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held: tuple[int, str, str] | None = None
    age: float | None = None
    for number, line in file.lines():
        if found := PROCESS.fullmatch(line):
            if held:
                yield _task(*held, age)
            held, age = (number, found[1], found[2]), None
        elif held and age is None and (ran := RAN.fullmatch(line)):
            age = float(ran[1])
    if held:
        yield _task(*held, age)


def _task(number: int, name: str, pid: str, age: float | None) -> tuple[At, RunningTask]:
    return At(number, "line"), RunningTask(process=name, pid=int(pid), age=age)
