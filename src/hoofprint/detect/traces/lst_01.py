"""A message or invitation with an address published for a tool that has no trace of its own."""

from collections.abc import Iterator

from hoofprint.detect.lures import Spoken, lures
from hoofprint.detect.rows import Rows
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.signs import later, sold
from hoofprint.detect.signs import only_named as try_named
from hoofprint.detect.signs import outgoing as try_outgoing
from hoofprint.detect.signs import passed_on as try_list
from hoofprint.detect.trace import Benign, Hit, Source, Trace
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A message with a link to a published address"),
    stage=Stage.S1,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.C,
    attribution=Attribution.A2,
    shows=N_(
        "A message or invitation on this phone holds an address that a loaded list names as an attacker's."
    ),
    does_not_show=N_("That the link was opened, or that anything ran. A lure is not an infection."),
    benign=(
        Benign("outgoing", N_("the message was sent from this phone")),
        Benign("list", N_("a colleague or trainer passed on a list of such addresses")),
        Benign("contact", N_("somebody the owner knows quotes a message or a report")),
        Benign("named", N_("somebody talks about the address without sending a link")),
        Benign("sold", N_("advertising or account mail of a product that anybody can buy")),
        Benign("later", N_("the message is later than the publication, when others knew the address too")),
    ),
    raised_by=(
        N_("an unknown sender and a text about the person's own life"),
        N_("several such messages within days"),
        N_("the same sender on another person's phone"),
    ),
    refuted_by=(
        N_("the address was withdrawn by its publisher"),
        N_("the domain had an honest owner by then"),
    ),
    next=N_("Do not open the link. Look for the same address in the browser's records."),
    sources=(
        Source("The list that names the address; it stands beside the sighting"),
        Source("Citizen Lab, Pegasus vs. Predator, December 2021 (lures sent over WhatsApp)"),
    ),
)
try_later = later(less=1)
try_sold = sold(at_most=Grade.G2)


def find(records: Rows[Spoken]) -> Iterator[Hit]:
    """Text, marked links and link previews of messages and invitations of every kind."""
    yield from lures(records, TRACE, None)


__all__ = ["TRACE", "find", "try_contact", "try_later", "try_list", "try_named", "try_outgoing", "try_sold"]
