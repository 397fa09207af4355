"""A look-up of an account published as an attacker's."""

from collections.abc import Iterator

from hoofprint.artifacts.ios.id_status import IdStatus
from hoofprint.detect.accounts import looked_up
from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("The phone looked up an account published as a Pegasus attacker's"),
    stage=Stage.S2,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.C,
    attribution=Attribution.A3,
    versions="12-14",
    shows=N_(
        "The phone asked Apple about an account that researchers saw attacking other phones with Pegasus."
    ),
    does_not_show=N_("What the account sent, or that anything ran. A typed address makes a look-up as well."),
    benign=(
        Benign("contact", N_("the address is in the contacts, or was written to from this phone")),
        Benign(
            "later", N_("the look-up is later than the publication; an examiner or reader typed the address")
        ),
    ),
    raised_by=(
        N_("a process with a published name within two minutes"),
        N_("the same account on another person's phone"),
        N_("no message and no contact that explains it"),
    ),
    refuted_by=(N_("the address belongs to somebody the owner knows"),),
    next=N_("Look at network accounting and crash reports of the two minutes after the look-up."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report and indicators, July 2021 to 2024"
        ),
        Source("iOS keeps this cache in backups up to 14.6 only (records documentation of MVT)"),
    ),
)
try_later = later(at_most=Grade.G2)


def find(lookups: Rows[IdStatus]) -> Iterator[Hit]:
    """Exactly a listed account, whatever the service."""
    yield from looked_up(lookups, TRACE, PEGASUS)


__all__ = ["TRACE", "find", "try_contact", "try_later"]
