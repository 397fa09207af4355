"""A site's icon that was kept for a page of an exploit host."""

from collections.abc import Iterator
from typing import TypeAlias

from hoofprint.artifacts.chromium import ChromeIcon
from hoofprint.artifacts.ios.chrome_history import ChromeVisit
from hoofprint.artifacts.ios.firefox_favicons import FirefoxIcon
from hoofprint.artifacts.ios.firefox_history import FirefoxVisit
from hoofprint.artifacts.ios.safari_favicons import Favicon
from hoofprint.artifacts.ios.safari_favicons_rejected import RejectedFavicon
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.detect.addresses import listed_host
from hoofprint.detect.browsing import HOSTS, loaded
from hoofprint.detect.campaigns import PEGASUS
from hoofprint.detect.rows import Rows, World
from hoofprint.detect.signs import later
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

Icon: TypeAlias = Favicon | RejectedFavicon | ChromeIcon | FirefoxIcon
VISITS = (HistoryVisit, ChromeVisit, FirefoxVisit)

TRACE = Trace(
    title=N_("The icon of a page of a host published for Pegasus, whose entry in the history is gone"),
    stage=Stage.S2,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.D,
    attribution=Attribution.A2,
    versions="11-14",
    shows=N_(
        "A browser kept the icon of a page of a host published for Pegasus, and its history, which could be"
        " read, does not"
        " have the page. Icons often outlive what was removed from the history."
    ),
    does_not_show=N_(
        "Who removed the page: people clear their history, and histories grow old. Nor that anything ran."
    ),
    benign=(
        Benign("later", N_("curiosity after the publication: people try such addresses")),
        Benign("cleared", N_("a history that was cleared, or that ends after that day")),
    ),
    raised_by=(
        N_("a history that has other pages of the same minutes"),
        N_("a port and a path as in the published cases"),
    ),
    refuted_by=(N_("the page in the history of another device of the account"),),
    next=N_("Compare the icon's time with messages, stored data and network accounting of the same minutes."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (icons that outlive the"
            " history)"
        ),
        Source("The rows of its example", recalled=True, sought="November 2026"),
    ),
)
try_later = later(at_most=Grade.G1)
DAY = 86_400_000_000


def find(icons: Rows[Icon], world: World) -> Iterator[Hit]:
    """One hit for each such icon; one whose page is in the history is an echo of it (PEG-12)."""
    if world.observable(*VISITS):
        return
    seen = {
        listed_host(sighting)
        for _, _, sighting in world.rows(*VISITS).sighted(*HOSTS, columns=("url", "redirect_source"))
    }
    for found in loaded(icons, TRACE, PEGASUS):
        if found.values["host"] not in seen:
            yield found


def try_cleared(hit: Hit, world: World) -> Tried:
    """A page that vanished alone was chosen; where its whole day is gone, nobody chose."""
    if hit.time is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the record has no date"))
    if any(abs(time - hit.time) <= DAY for time in world.fact(visits)):
        return Tried(Outcome.EXCLUDED, N_("the history has other pages of that day"))
    return Tried(Outcome.POSSIBLE, N_("the history has nothing of that day"), less=1)


def visits(world: World) -> list[int]:
    """When pages were loaded."""
    rows = world.rows(*VISITS).where(columns=("time",))
    return [row["time"] for row in rows if row["time"] is not None]


__all__ = ["TRACE", "find", "try_cleared", "try_later"]
