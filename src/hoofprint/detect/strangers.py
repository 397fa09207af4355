"""What came from people nobody knows on this phone: shared by the traces of attacks through messages."""

from collections.abc import Iterable

from hoofprint.detect.people import known
from hoofprint.detect.rows import Row, World
from hoofprint.detect.trace import Hit, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

INCOMING = "incoming"
ADDRESS = "@"


def stranger(account: str | None, when: int | None, world: World) -> bool:
    """Whether the account is stated, is in no contact and was not written to before; False where none can say."""
    return bool(account) and known(str(account), when, world) is False


def mailed(account: str | None) -> bool:
    """Whether an account is a mail address, as the published attackers' are, and not a number."""
    return ADDRESS in (account or "")


def from_strangers(rows: Iterable[Row], time: str, world: World) -> list[Row]:
    """Those of the rows that came in from a stranger."""
    return [row for row in rows if row["direction"] == INCOMING and stranger(row["handle"], row[time], world)]


def conversation(hit: Hit, world: World) -> Tried:
    """A stranger becomes an acquaintance: somebody wrote back, later."""
    found = known(hit.values["sender"], None, world)
    if found is None:
        return Tried(Outcome.NOT_TESTABLE, N_("neither contacts nor messages could be read"))
    if found:
        return Tried(
            Outcome.POSSIBLE, N_("the other side was written to from this phone later"), at_most=Grade.G2
        )
    return Tried(Outcome.EXCLUDED, N_("the other side was never written to from this phone"))
