"""A page that Safari's icons and stored data remember, and its history alone has lost."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from hoofprint.artifacts.ios.safari_favicons import Favicon
from hoofprint.artifacts.ios.safari_history import HistoryVisit
from hoofprint.artifacts.ios.safari_history_deletions import HistoryDeletion
from hoofprint.artifacts.ios.web_storage import StoredOrigin
from hoofprint.detect.addresses import host_port
from hoofprint.detect.rows import N, Rows, World
from hoofprint.detect.trace import Benign, Hit, Ref, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

HOUR = 60 * 60_000_000
"""How near, before and after, the history must have other pages (ours)."""
SEVERAL = 3
"""Hosts from which on private browsing or views inside apps explain it better (ours)."""

TRACE = Trace(
    title=N_("A page is missing from the history, though its icon and its stored data are there"),
    stage=Stage.S3,
    grade=Grade.G2,
    cap=Grade.G2,
    family=Family.D,
    attribution=Attribution.A0,
    shows=N_(
        "Safari kept the icon of a page, and script of the same site stored data, while the history has pages from"
        " within an hour before and after, and none of that site. Spyware has removed single pages from the history."
    ),
    does_not_show=N_(
        "Who removed it, or that there was a page in the history: private browsing and views inside apps write none."
    ),
    benign=(
        Benign("several", N_("views inside apps, or private browsing: several sites are like that")),
        Benign("removed", N_("somebody removed the page from the history")),
        Benign(
            "inside",
            N_("one view inside an app"),
            untested=N_("icons and stored data do not say for which app they were kept"),
        ),
    ),
    raised_by=(N_("a published address"), N_("an unknown program in the minutes after")),
    refuted_by=(N_("the owner removed the page"),),
    next=N_("Look at what the phone recorded in the minutes after the icon was kept."),
    sources=(
        Source(
            "Amnesty International Security Lab, Forensic Methodology Report, July 2021 (icons outlive it)"
        ),
        Source("Amnesty International, Moroccan Journalist Targeted, 2020", recalled=True),
    ),
)


def find(icons: Rows[Favicon], world: World) -> Iterator[Hit]:
    """One hit for each such site; without a history to compare with, nothing."""
    stored = _stored(world)
    candidates = [one for one in _icons(icons) if one[0] in stored]
    visits = world.rows(HistoryVisit)
    times = sorted(visits.distinct("time")) if candidates else []
    seen = {_site(url) for url in visits.distinct("url")} if times else set()
    kept: dict[str, tuple[int, Ref]] = {}
    for site, time, ref in candidates:
        if site not in seen and _amid(times, time):
            kept[site] = min((time, ref), kept.get(site, (time, ref)))
    for site, (time, ref) in sorted(kept.items()):
        yield Hit(
            time=time,
            refs=(ref, stored[site]),
            key=site,
            stage=TRACE.stage,
            grade=TRACE.grade,
            values={"host": site, "sites": str(len(kept))},
        )


def _icons(icons: Rows[Favicon]) -> Iterator[tuple[str, int, Ref]]:
    """The site of each dated icon's page, and when the icon was kept."""
    for artifact, frame in icons.frames(columns=("page", "time")):
        for n, page, time in frame.select(N, "page", "time").iter_rows():
            if time is not None:
                yield _site(page), time, Ref(artifact, n)


def _site(url: str | None) -> str:
    """The host of an address, without the `www.` that sites add by themselves."""
    return host_port(url)[0].removeprefix("www.")


def _stored(world: World) -> dict[str, Ref]:
    """Sites whose own script stored data, not as a frame in another's page."""
    found: dict[str, Ref] = {}
    for artifact, frame in world.rows(StoredOrigin).frames(columns=("origin", "page")):
        for n, origin, page in frame.select(N, "origin", "page").iter_rows():
            if origin is not None and page is None:
                found.setdefault(_site(origin), Ref(artifact, n))
    return found


def _amid(times: Sequence[int], time: int) -> bool:
    """Whether the history has pages from shortly before and from shortly after."""
    at = bisect_left(times, time)
    return 0 < at < len(times) and time - times[at - 1] <= HOUR and times[at] - time <= HOUR


def try_several(hit: Hit, world: World) -> Tried:
    """Who removes a trace removes one; what the phone does by itself, it does often."""
    sites = hit.values["sites"]
    if int(sites) >= SEVERAL:
        why = N_("{sites} sites are in the same state")
        return Tried(Outcome.POSSIBLE, why, {"sites": sites}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("hardly another site is in that state"))


def try_removed(hit: Hit, world: World) -> Tried:
    """Safari notes what people remove, so that other devices remove it too."""
    if reason := world.observable(HistoryDeletion):
        why = N_("notes of removals could not be read: {reason}")
        return Tried(Outcome.NOT_TESTABLE, why, {"reason": reason})
    for url, start, end in world.rows(HistoryDeletion).each("url", "start", "end"):
        covers = hit.time is not None and (start or 0) <= hit.time <= (end or hit.time)
        if _site(url) == hit.values["host"] or (url is None and covers):
            return Tried(Outcome.POSSIBLE, N_("Safari noted a removal that covers it"), at_most=Grade.G1)
    why = N_("no removal is noted, but Safari drops such notes")
    return Tried(Outcome.NOT_TESTABLE, why)


__all__ = ["TRACE", "find", "try_removed", "try_several"]
