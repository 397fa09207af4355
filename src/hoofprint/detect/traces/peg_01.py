"""Network traffic by a process called `bh`."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.addaily import DailyUse
from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.network import named_traffic
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import developer as try_developer
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.signs import ordinary_name as try_ordinary
from hoofprint.detect.signs import own_bundle as try_bundle
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

NAME = "bh"
"""The one name this trace is about; every other published name is PEG-02."""

TRACE = Trace(
    title=N_("Network traffic by a process called bh"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.A,
    attribution=Attribution.A2,
    versions="12-14",
    shows=N_("A process called bh moved data over the network. Pegasus used this name from 2016 to 2021."),
    does_not_show=N_(
        "Which program bore the name, or what it did. Two letters are too few to mean anything alone."
    ),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign("ordinary", N_("a program of the system that bears this name")),
        Benign("developer", N_("a program the phone's owner develops or side-loaded")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
    ),
    raised_by=(
        N_("an address of an exploit site in the browser less than a minute before"),
        N_("the crash reporter's preferences written less than a minute after"),
    ),
    refuted_by=(N_("a bundle id that belongs to a known app"), N_("records older than the phone")),
    next=N_("Look at what happened on the phone in the minutes before the first traffic."),
    sources=(
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021"),
        Source("Citizen Lab, reports on Pegasus, 2016 and 2021"),
    ),
)


def find(uses: Rows[NetworkUse], processes: Rows[NetworkProcess], daily: Rows[DailyUse]) -> Iterator[Hit]:
    """Whole name, in any of the three stores of network accounting."""
    yield from named_traffic(uses, processes, daily, TRACE, lambda name: name == NAME, PEGASUS)


__all__ = ["TRACE", "find", "try_bundle", "try_developer", "try_jailbreak", "try_ordinary"]
