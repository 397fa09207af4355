"""Restarts and switchings-off that the phone carried out in order: the closing lines of shutdown.log.

`ios.shutdown_log` tells the programs that held one up; a restart that nothing held up leaves only its closing line.
iOS 26 keeps the last one only. A forced restart, a panic or an empty battery writes nothing.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import REPORTED, Topic, reads
from hoofprint.artifacts.shutdown import CLIENT, DELAY, END, FILES, ended
from hoofprint.model.record import At, Count, Record, Time
from hoofprint.model.times import unix
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class Restart(Record, frozen=True):
    """The phone was restarted or switched off in order; by whom, or by what, the log does not say."""

    time: Annotated[Time, "when it told its programs to end"] = None
    looks: Annotated[Count, "how often it looked whether they had ended, where any had not"] = None
    clients: Annotated[Count, "programs that were still there at those looks, each as often as it was"] = None


@reads(
    Restart,
    name=N_("restarts in the shutdown log"),
    topic=Topic.PROGRAMS,
    says=N_("Orderly restart or switching off, after {looks} looks at what still ran"),
    files=FILES,
    kinds=REPORTED,
    sources=(
        "Kaspersky, A lightweight method to detect potential iOS malware, 2024, and its iShutdown scripts",
        "https://docs.mvt.re/en/latest/ios/records/ (shutdown_log)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    looks = clients = 0
    for number, line in file.lines():
        if CLIENT.search(line):
            clients += 1
        elif DELAY.search(line):
            looks += 1
        elif found := END.search(line):
            yield At(number, "line"), Restart(time=unix(ended(found)), looks=looks, clients=clients)
            looks = clients = 0
