"""Programs that were still running while the phone shut down: shutdown.log, written at each orderly restart.

A line `SIGTERM: [unix seconds]` closes each restart and dates what stands above it; lines after the last one stay
undated, and stay evidence. Newer versions put the identifier of the program's image behind its path. iOS 26 keeps
the last restart only. A forced restart, a panic or an empty battery writes nothing.
"""

import re
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import REPORTED, Topic, reads
from hoofprint.artifacts.shutdown import CLIENT, DELAY, END, FILES, ended
from hoofprint.model.record import At, Count, Executable, Id, Process, Record, Seconds, Str, Time
from hoofprint.model.times import unix
from hoofprint.model.words import N_
from hoofprint.workers.file import File

IMAGE = re.compile(r"(.+)/([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})")
PENDING = 100_000
"""Lines without an end that are held back for their date; beyond, they are given out undated."""


class Straggler(Record, frozen=True):
    """A program that had not ended when the phone looked, while it shut down.

    Ordinary programs hold up a shutdown two or three times; what matters is where the program lies.
    """

    restarted: Annotated[Time, "the restart this belongs to; empty where the log ends before it is dated"] = (
        None
    )
    executable: Annotated[Executable, "the program"] = None
    process: Annotated[Process, "its name"] = None
    pid: Annotated[Id, "its process id"] = None
    waited: Annotated[Seconds, "how long the shutdown had lasted when it was still there"] = None
    looks: Annotated[Count, "how often the phone had looked by then, in this restart"] = None
    image: Annotated[Str, "identifier of the program's image, where it is written"] = None


def _straggler(found: re.Match[str], waited: float | None, looks: int) -> Straggler:
    image = IMAGE.fullmatch(found[2])
    path, uuid = (image[1], image[2]) if image else (found[2], None)
    pid = int(found[1]) if len(found[1]) < 10 else None
    name = path.rpartition("/")[2] or None
    return Straggler(executable=path, process=name, pid=pid, waited=waited, looks=looks, image=uuid)


def _dated(held: list[tuple[At, Straggler]], time: int | None) -> Iterator[tuple[At, Straggler]]:
    for at, one in held:
        values = {name: getattr(one, name) for name in one.__struct_fields__}
        yield at, Straggler(**{**values, "restarted": time})


@reads(
    Straggler,
    name=N_("shutdown log"),
    topic=Topic.PROGRAMS,
    says=N_("{executable} held up a shutdown"),
    files=FILES,
    kinds=REPORTED,
    sources=(
        "Kaspersky, A lightweight method to detect potential iOS malware, 2024, and its iShutdown scripts",
        "https://docs.mvt.re/en/latest/ios/records/ (shutdown_log)",
        "logd writes `remaining client pid: <pid> (<path>/<image uuid>)` (public decompilations)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held: list[tuple[At, Straggler]] = []
    waited, looks = None, 0
    for number, line in file.lines():
        if found := CLIENT.search(line):
            held.append((At(number, "line"), _straggler(found, waited, looks)))
            if len(held) >= PENDING:
                file.notes["a restart without end: lines given out undated"] += 1
                yield from _dated(held, None)
                held = []
        elif found := DELAY.search(line):
            waited, looks = float(found[1]), looks + 1
        elif found := END.search(line):
            yield from _dated(held, unix(ended(found)))
            held, waited, looks = [], None, 0
    yield from _dated(held, None)
