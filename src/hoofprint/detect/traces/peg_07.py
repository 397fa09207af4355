"""A message with a direct link to an address published for Pegasus."""

from collections.abc import Iterator

from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.lures import Spoken, lures
from hoofprint.detect.rows import Rows, World
from hoofprint.detect.signs import known_sender as try_contact
from hoofprint.detect.signs import later
from hoofprint.detect.signs import only_named as try_named
from hoofprint.detect.signs import outgoing as try_outgoing
from hoofprint.detect.signs import passed_on as try_list
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

TRACE = Trace(
    title=N_("A message with a link to an address published for Pegasus"),
    stage=Stage.S1,
    grade=Grade.G4,
    cap=Grade.G4,
    family=Family.C,
    attribution=Attribution.A3,
    shows=N_(
        "A message on this phone holds an address that researchers published as Pegasus infrastructure."
    ),
    does_not_show=N_("That the link was opened, or that anything ran. A lure is not an infection."),
    benign=(
        Benign("outgoing", N_("the message was sent from this phone")),
        Benign("list", N_("a colleague or trainer passed on a list of such addresses")),
        Benign("contact", N_("somebody the owner knows quotes a message or a report")),
        Benign("named", N_("somebody talks about the address without sending a link")),
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
        Source("Citizen Lab, reports on NSO links in Mexico, 2017 to 2019"),
        Source("Amnesty International Security Lab, indicators of NSO Group's Pegasus, 2018 to 2024"),
    ),
)
_after = later(less=1)


def find(records: Rows[Spoken]) -> Iterator[Hit]:
    """Text, marked links and link previews of messages and invitations of every kind."""
    yield from lures(records, TRACE, PEGASUS)


def try_later(hit: Hit, world: World) -> Tried:
    """An operator leaves a published address; what comes from it later, and not in the published form, comes from
    whoever has the domain then."""
    tried = _after(hit, world)
    if tried.outcome is Outcome.POSSIBLE and hit.values["form"] == "no":
        why = N_(
            "dated after the value was published, and the link has not the form published for such messages"
        )
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G2)
    return tried


__all__ = ["TRACE", "find", "try_contact", "try_later", "try_list", "try_named", "try_outgoing"]
