"""Innocent causes that several traces share, each as a test that says how it came out and why."""

from typing import Any

import polars as pl

from hoofprint.artifacts.ios.applications import Application
from hoofprint.artifacts.ios.contact_values import ContactValue
from hoofprint.artifacts.ios.crash_reporter_pref import CrashReporterSetting
from hoofprint.artifacts.ios.messages import Message
from hoofprint.artifacts.ios.profiles import Profile
from hoofprint.detect.grade import published
from hoofprint.detect.rows import World
from hoofprint.detect.trace import Hit, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Grade
from hoofprint.model.words import N_

BULK = 3
"""Listed addresses in one message from which on it is read as a list somebody passed on."""
STORES = ("com.apple.AppStore", "com.apple.AppStore.ProductPageExtension", "com.apple.dmd", "dmd")


def own_bundle(hit: Hit, world: World) -> Tried:
    """An app of that name would be accounted for under its bundle id."""
    bundle = hit.values.get("bundle", "")
    if bundle:
        return Tried(
            Outcome.POSSIBLE,
            N_("the record names the app it belongs to: {bundle}"),
            {"bundle": bundle},
            lowers=Grade.G1,
        )
    return Tried(Outcome.EXCLUDED, N_("the record belongs to no app"))


def developer(hit: Hit, world: World) -> Tried:
    """A developer's phone runs programs of any name."""
    apps = world.rows(Application)
    own = apps.where(pl.col("installed"), ~pl.col("store_metadata").fill_null(False)) if apps else []
    submit = world.rows(CrashReporterSetting)
    wants = submit.where(pl.col("key") == "ShouldSubmit", pl.col("enabled")) if submit else []
    if own and wants:
        return Tried(
            Outcome.POSSIBLE,
            N_(
                "{count} apps did not come from the store, and crash reports are set to be sent, as developers do"
            ),
            {"count": str(len(own))},
            lowers=Grade.G1,
        )
    if not apps:
        return Tried(Outcome.NOT_TESTABLE, N_("the list of apps could not be read"))
    return Tried(Outcome.EXCLUDED, N_("no sign that programs were developed or side-loaded on this phone"))


def after_publication(hit: Hit, world: World) -> Tried:
    """From the day a list is public, journalists, researchers and the curious use its values too."""
    since = [day for at in hit.sightings if (day := published(world.sightings[at])) is not None]
    if not since or hit.time is None:
        return Tried(Outcome.NOT_TESTABLE, N_("the record or the publication has no date"))
    if hit.time >= min(since):
        return Tried(Outcome.POSSIBLE, N_("dated after the value was published"), lowers=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("dated before the value was published"))


def outgoing(hit: Hit, world: World) -> Tried:
    """What the phone's owner sent was not sent to the phone."""
    if hit.values.get("direction") == "outgoing":
        return Tried(Outcome.POSSIBLE, N_("the message was sent from this phone"), lowers=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("the message came in"))


def passed_on(hit: Hit, world: World) -> Tried:
    """Trainers and colleagues pass lists of such addresses around."""
    count = int(hit.values.get("addresses", "1"))
    if count >= BULK:
        return Tried(
            Outcome.POSSIBLE,
            N_("one message holds {count} listed addresses"),
            {"count": str(count)},
            lowers=Grade.G1,
        )
    return Tried(Outcome.EXCLUDED, N_("the message holds no list of such addresses"))


def known_sender(hit: Hit, world: World) -> Tried:
    """A colleague in the contacts may quote a message; an operator is rarely a contact."""
    sender = hit.values.get("sender", "")
    if not sender:
        return Tried(Outcome.NOT_TESTABLE, N_("the message states no sender"))
    contacts = world.rows(ContactValue)
    if not contacts:
        return Tried(Outcome.NOT_TESTABLE, N_("the contacts could not be read"))
    if known(sender, world):
        return Tried(Outcome.POSSIBLE, N_("the sender is in the contacts"), lowers=Grade.G2)
    return Tried(Outcome.EXCLUDED, N_("the sender is not in the contacts"))


def known(account: str, world: World) -> bool:
    """In the contacts, or written to from this phone before: then it is a correspondent, not a stranger."""
    wanted = handle(account)
    contacts = world.rows(ContactValue)
    values = contacts.where(pl.col("account").is_not_null()) if contacts else []
    if any(handle(str(row["account"])) == wanted for row in values):
        return True
    messages = world.rows(Message)
    sent = messages.where(pl.col("direction") == "outgoing", pl.col("handle") == account) if messages else []
    return bool(sent)


def handle(account: str) -> str:
    """An address or number as it can be compared: digits only, the last nine of them, for numbers."""
    text = (
        account.casefold().removeprefix("mailto:").removeprefix("tel:").removeprefix("e:").removeprefix("p:")
    )
    if "@" in text:
        return text
    digits = "".join(c for c in text if c.isdigit())
    return digits[-9:] if len(digits) >= 7 else text


def managed(hit: Hit, world: World) -> Tried:
    """Device management sets preferences on purpose."""
    profiles = world.rows(Profile)
    rows: list[dict[str, Any]] = profiles.where() if profiles else []
    if rows:
        return Tried(
            Outcome.POSSIBLE, N_("{count} configuration profiles are installed"), {"count": str(len(rows))}
        )
    if reason := world.observable(Profile):
        return Tried(
            Outcome.NOT_TESTABLE, N_("configuration profiles could not be read: {reason}"), {"reason": reason}
        )
    return Tried(Outcome.EXCLUDED, N_("no configuration profile is installed"))
