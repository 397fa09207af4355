"""A published account: looked up, or on the other side of a message, a call or an invitation."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.id_status import IdStatus
from hoofprint.detect.accounts import Met, looked_up, met
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.signs import later
from hoofprint.detect.signs import outgoing as try_outgoing
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A published account was in touch with this phone"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.C,
    attribution=Attribution.A2,
    shows=N_(
        "An account that a loaded list names as an attacker's was looked up by this phone, or stands on the other"
        " side of a message, a call, an invitation or a contact card."
    ),
    does_not_show=N_(
        "What the account sent, or that anything ran. A typed address makes a look-up as well, and a contact card"
        " alone says nothing."
    ),
    benign=(
        Benign("outgoing", N_("the owner wrote or called first")),
        Benign("contact", N_("the address is in the contacts, or was written to from this phone")),
        Benign("later", N_("later than the publication; an examiner or reader typed the address")),
    ),
    raised_by=(
        N_("a process with a published name within two minutes"),
        N_("the same account on another person's phone"),
        N_("no message and no contact that explains it"),
    ),
    refuted_by=(N_("the address belongs to somebody the owner knows"),),
    next=N_("Look at network accounting and crash reports of the minutes after it."),
    sources=(
        Source("The list that names the account; it stands beside the sighting"),
        Source("Amnesty International Security Lab, Forensic Methodology Report, July 2021 (look-ups)"),
        Source("Kaspersky, Operation Triangulation, 2023 (accounts of senders)"),
    ),
)
try_later = later(at_most=Grade.G2)


def find(lookups: Rows[IdStatus], records: Rows[Met]) -> Iterator[Hit]:
    """Exactly a listed account. Look-ups of Pegasus accounts have a trace of their own."""
    yield from looked_up(lookups, TRACE, None)
    yield from met(records, TRACE)


__all__ = ["TRACE", "find", "try_contact", "try_later", "try_outgoing"]
