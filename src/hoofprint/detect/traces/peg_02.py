"""Network traffic by a process with another name published for Pegasus."""

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

OTHER = "bh"
"""Has a trace of its own, PEG-01."""

TRACE = Trace(
    title=N_("Network traffic by a process with a name published for Pegasus"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.A,
    attribution=Attribution.A2,
    versions="12-16",
    shows=N_("A process with one of the invented names published for Pegasus moved data over the network."),
    does_not_show=N_("Which program bore the name, or what it did. Some of the names are ordinary words."),
    benign=(
        Benign("bundle", N_("an app of that name")),
        Benign("ordinary", N_("a program of the system that bears this name")),
        Benign("developer", N_("a program the phone's owner develops or side-loaded")),
        Benign("jailbreak", N_("a program of the owner's on a jailbroken phone")),
    ),
    raised_by=(
        N_("several published names within minutes"),
        N_("the same name run from a system staging folder"),
        N_("an address of an exploit site, or a look-up of an attacker's account, shortly before"),
    ),
    refuted_by=(
        N_("a bundle id that belongs to a known app"),
        N_("a program of that name in the phone's own iOS build"),
        N_("records older than the phone"),
    ),
    next=N_("Look at what happened on the phone in the minutes before the first traffic."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report and indicators, July 2021 to 2024"
        ),
        Source("Names and withdrawals: history of the public indicator files"),
    ),
)


def find(uses: Rows[NetworkUse], processes: Rows[NetworkProcess], daily: Rows[DailyUse]) -> Iterator[Hit]:
    """Whole names; the caps for short, common and cut names are the indicators' own."""
    yield from named_traffic(uses, processes, daily, TRACE, lambda name: name != OTHER, PEGASUS)


__all__ = ["TRACE", "find", "try_bundle", "try_developer", "try_jailbreak", "try_ordinary"]
