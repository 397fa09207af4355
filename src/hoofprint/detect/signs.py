"""Innocent causes that several traces share, each as a test that says how it came out and why."""

import re

import polars as pl

from hoofprint.artifacts.ios.applications import Application
from hoofprint.artifacts.ios.crash_reporter_pref import CrashReporterSetting
from hoofprint.artifacts.ios.profiles import Profile
from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect import builds, marks
from hoofprint.detect.campaigns import sold_openly
from hoofprint.detect.indicators.overlay import Fact, overlay
from hoofprint.detect.people import known
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Hit, Tried, Try
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

BULK = 3
"""Listed hosts in one message from which on it is read as a list somebody passed on."""
IN_APP = re.compile(r"(?:/private)?/var/containers/Bundle/Application/[^/]+/(?P<app>[^/]+\.app)/")
"""Where installed apps lie, each in a folder of its own."""
APPLE = "com.apple."
MANAGEMENT = ("com.apple.mdm", "com.apple.applicationaccess")
"""Payloads of configuration profiles that manage a device or restrict it."""


def own_bundle(hit: Hit, world: World) -> Tried:
    """An app's program is accounted for under the app's id, here or in another store; one cause, many rows."""
    if bundle := hit.values.get("bundle", ""):
        why = N_("the record names the app it belongs to: {bundle}")
        return Tried(Outcome.POSSIBLE, why, {"bundle": bundle}, at_most=Grade.G1)
    if inside := IN_APP.match(hit.values.get("path", "")):
        why = N_("it lies in the folder of an app: {bundle}")
        return Tried(Outcome.POSSIBLE, why, {"bundle": inside["app"]}, at_most=Grade.G1)
    name = hit.values.get("process", "")
    apps = world.fact(programs_of_apps).get(name)
    if apps:
        why = N_("an app on this phone goes by that name: {bundle}")
        return Tried(Outcome.POSSIBLE, why, {"bundle": apps}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("no record says that an app bears this name"))


def programs_of_apps(world: World) -> dict[str, str]:
    """Names under which apps run, each with the app's id: as network accounting says, or by the id itself."""
    found: dict[str, str] = {}
    owned = (pl.col("bundle").is_not_null(), pl.col("process").is_not_null())
    for row in world.rows(NetworkUse, NetworkProcess).where(*owned, columns=("process", "daemon", "bundle")):
        found.setdefault(row["daemon"] or row["process"], row["bundle"])
    for bundle in sorted(world.rows(Application).distinct("bundle")):
        found.setdefault(bundle, bundle)
    for bundle in own_builds(world):
        found.setdefault(bundle.rpartition(".")[2], bundle)
    return found


def own_builds(world: World) -> list[str]:
    """Installed apps that came from no store: built by the phone's owner, or side-loaded."""
    from_store = pl.col("store_metadata").fill_null(False)
    rows = world.rows(Application).where(pl.col("installed"), ~from_store, pl.col("bundle").is_not_null())
    return sorted(row["bundle"] for row in rows if not row["bundle"].startswith(APPLE))


def ordinary_name(hit: Hit, world: World) -> Tried:
    """Programs of the system bear that name on this version of iOS; a published list may have taken one of them up."""
    name, runs = hit.values.get("process", ""), builds.running(world.device)
    if not name:
        return Tried(Outcome.NOT_TESTABLE, N_("the record names no program"))
    if any(
        overlay().facts.get((Observable.PROCESS, world.sightings[n].indicator.value), Fact()).keep
        for n in hit.sightings
    ):
        return Tried(Outcome.EXCLUDED, N_("the system's own program of that name is not known to do this"))
    found = builds.stands(name, runs)
    values = {"name": name, "first": found.first, "last": found.last, "whole": found.whole}
    if found.standing is builds.Standing.HERE:
        why = N_("the system has a program called {name} on this version of iOS")
        return Tried(Outcome.POSSIBLE, why, values, less=1)
    if found.standing is builds.Standing.CUT:
        why = N_("cut off, the system's {whole} has this name too")
        return Tried(Outcome.POSSIBLE, why, values, less=1)
    if found.standing is builds.Standing.ELSEWHERE:
        why = N_("the system has such a program on other versions of iOS only ({first} to {last})")
        return Tried(Outcome.POSSIBLE, why, values)
    if builds.cover(world.device) is builds.Cover.THIN:
        return Tried(Outcome.NOT_TESTABLE, N_("no list of the programs of this version of iOS is at hand"))
    return Tried(Outcome.EXCLUDED, N_("no list of the system's programs has that name"))


def developer(hit: Hit, world: World) -> Tried:
    """A developer's phone runs programs of any name."""
    if not world.rows(Application):
        return Tried(Outcome.NOT_TESTABLE, N_("the list of apps could not be read"))
    own, sends = world.fact(own_builds), world.fact(sends_reports)
    if own and sends:
        why = N_("{count} apps came from no store, and crash reports are set to be sent, as developers do")
        return Tried(Outcome.POSSIBLE, why, {"count": str(len(own))}, less=1)
    return Tried(Outcome.EXCLUDED, N_("no sign that programs were developed on this phone"))


def sends_reports(world: World) -> bool:
    """Whether crash reports are set to be sent."""
    submit = (pl.col("key") == "ShouldSubmit", pl.col("enabled"))
    return bool(world.rows(CrashReporterSetting).where(*submit))


def jailbreak(hit: Hit, world: World) -> Tried:
    """On a jailbroken phone the owner's own programs run where only the system's do otherwise."""
    if found := world.fact(marks.jailbreak):
        why = N_("the phone bears marks of a jailbreak: {mark}")
        return Tried(Outcome.POSSIBLE, why, {"mark": found[0]}, less=1)
    return Tried(Outcome.EXCLUDED, N_("no known mark of a jailbreak was found"))


def later(*, at_most: Grade | None = None, less: int = 0) -> Try:
    """From the day a list is public, journalists, researchers and the curious use its values too."""

    def try_later(hit: Hit, world: World) -> Tried:
        since = [
            day
            for position in hit.sightings
            if (day := world.sightings[position].indicator.published) is not None
        ]
        if not since or hit.time is None:
            return Tried(Outcome.NOT_TESTABLE, N_("the record or the publication has no date"))
        if hit.time >= min(since):
            why = N_("dated after the value was published")
            return Tried(Outcome.POSSIBLE, why, at_most=at_most, less=less)
        return Tried(Outcome.EXCLUDED, N_("dated before the value was published"))

    return try_later


def sold(at_most: Grade) -> Try:
    """Products for watching others have public sites, customers who log in, and advertising."""

    def try_sold(hit: Hit, world: World) -> Tried:
        if any(sold_openly(world.sightings[position]) for position in hit.sightings):
            why = N_("a list names it for a product that anybody can buy")
            return Tried(Outcome.POSSIBLE, why, at_most=at_most)
        return Tried(Outcome.EXCLUDED, N_("no list names it for a product that anybody can buy"))

    return try_sold


def outgoing(hit: Hit, world: World) -> Tried:
    """What the phone's owner sent was not sent to the phone."""
    direction = hit.values.get("direction", "")
    if direction == "outgoing":
        return Tried(Outcome.POSSIBLE, N_("it was sent from this phone"), at_most=Grade.G1)
    if not direction:
        return Tried(Outcome.NOT_TESTABLE, N_("the record does not say who sent it"))
    return Tried(Outcome.EXCLUDED, N_("it came in"))


def passed_on(hit: Hit, world: World) -> Tried:
    """Trainers and colleagues pass lists of such addresses around."""
    count = int(hit.values.get("addresses", "1"))
    if count >= BULK:
        why = N_("one message holds {count} listed addresses")
        return Tried(Outcome.POSSIBLE, why, {"count": str(count)}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the message holds no list of such addresses"))


def only_named(hit: Hit, world: World) -> Tried:
    """Whoever talks about an address names it; who wants it opened sends a link."""
    if hit.values.get("linked") == "no":
        why = N_("the address stands in the text without a link to open")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G2)
    return Tried(Outcome.EXCLUDED, N_("the message holds a link to open"))


def known_sender(hit: Hit, world: World) -> Tried:
    """A colleague in the contacts may quote a message; an operator is rarely a contact."""
    sender = hit.values.get("sender", "")
    if not sender:
        return Tried(Outcome.NOT_TESTABLE, N_("the record states no sender"))
    found = known(sender, hit.time, world)
    if found is None:
        return Tried(Outcome.NOT_TESTABLE, N_("neither contacts nor messages could be read"))
    if found:
        why = N_("the other side is in the contacts, or was written to from this phone before")
        return Tried(Outcome.POSSIBLE, why, at_most=Grade.G2)
    return Tried(
        Outcome.EXCLUDED, N_("the other side is neither in the contacts nor was it written to before")
    )


def managed(hit: Hit, world: World) -> Tried:
    """Device management sets preferences on purpose."""
    profiles = world.rows(Profile)
    managing = pl.col("payload_types").list.eval(pl.element().is_in(MANAGEMENT)).list.any()
    if rows := profiles.where(managing):
        why = N_("{count} configuration profiles manage the device or restrict it")
        return Tried(Outcome.POSSIBLE, why, {"count": str(len(rows))}, less=1)
    if reason := world.observable(Profile):
        why = N_("configuration profiles could not be read: {reason}")
        return Tried(Outcome.NOT_TESTABLE, why, {"reason": reason})
    return Tried(Outcome.EXCLUDED, N_("no configuration profile manages the device"))
