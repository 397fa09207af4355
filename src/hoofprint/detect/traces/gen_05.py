"""An app that came neither from the App Store nor through management."""

from collections.abc import Iterator
from functools import cache

import polars as pl

from hoofprint.artifacts.ios.applications import Application
from hoofprint.artifacts.ios.provisioning_profiles import ProvisioningProfile
from hoofprint.artifacts.ios.tcc import Grant
from hoofprint.detect.indicators.known import table
from hoofprint.detect.rows import Row, Rows, World, hit
from hoofprint.detect.signs import APPLE
from hoofprint.detect.signs import developer as try_developer
from hoofprint.detect.signs import jailbreak as try_jailbreak
from hoofprint.detect.signs import managed as try_managed
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.words import N_

WATCHING = ("kTCCServiceMicrophone", "kTCCServiceCamera")

TRACE = Trace(
    title=N_("An app that did not come from the App Store"),
    stage=Stage.S3,
    grade=Grade.G1,
    cap=Grade.G2,
    family=Family.F,
    attribution=Attribution.A0,
    shows=N_("An installed app has no metadata of the App Store, or was fetched by something else."),
    does_not_show=N_(
        "Who built or installed the app, or what it does. Developers and testers have such apps."
    ),
    benign=(
        Benign("channel", N_("a test version, or another lawful channel")),
        Benign("developer", N_("an app the phone's owner develops")),
        Benign("managed", N_("an organisation's own app")),
        Benign("jailbreak", N_("an app from a package manager")),
        Benign("signer", N_("an app that a company signs for its people, or that is under test")),
    ),
    raised_by=(N_("permission to use the microphone or the camera"), N_("a signer nobody knows")),
    refuted_by=(N_("an owner or employer who installed it"),),
    next=N_("Ask the owner where the app came from, and look at the profile that signed it."),
    sources=(
        Source("https://docs.mvt.re/en/latest/ios/records/ (applications: sourceApp)"),
        Source("mvt-project/mvt, issue 495 (new values of sourceApp with iOS 17)"),
        Source("Apple, TN3125: Inside code signing, provisioning profiles"),
    ),
)


def find(apps: Rows[Application], grants: Rows[Grant]) -> Iterator[Hit]:
    """Installed apps without store metadata, where others have it, and apps another program fetched."""
    listed = apps.where(pl.col("bundle").is_not_null(), ~pl.col("bundle").str.starts_with(APPLE))
    told = any(row["store_metadata"] for row in listed)
    watching = _watching(grants)
    for row in listed:
        source = str(row["source_app"] or "")
        missing = told and row["installed"] and not row["store_metadata"]
        if not missing and (not source or source in _channels("store")):
            continue
        watches = row["bundle"] in watching
        yield hit(
            row,
            row["purchased"],
            key=row["bundle"],
            stage=TRACE.stage,
            grade=Grade.G2 if watches else TRACE.grade,
            bundle=row["bundle"],
            source=source,
        )


def _watching(grants: Rows[Grant]) -> set[str]:
    allowed = (pl.col("service").is_in(WATCHING), pl.col("decision") == "allowed")
    rows: list[Row] = grants.where(*allowed, columns=("bundle",))
    return {row["bundle"] for row in rows if row["bundle"]}


@cache
def _channels(kind: str) -> frozenset[str]:
    return frozenset(row["app"] for row in table("app_sources.toml")["source"] if row["kind"] == kind)


def try_channel(hit: Hit, world: World) -> Tried:
    """The list of apps names what fetched it."""
    source = hit.values["source"]
    if not source:
        return Tried(Outcome.NOT_TESTABLE, N_("the acquisition does not say what fetched the app"))
    if source in _channels("other"):
        why = N_("it was fetched by {source}")
        return Tried(Outcome.POSSIBLE, why, {"source": source}, at_most=Grade.G1)
    return Tried(Outcome.EXCLUDED, N_("it was fetched by something that is no known channel"))


def try_signer(hit: Hit, world: World) -> Tried:
    """What comes from no store runs by a profile, which names its signer. Companies need one, and so does spyware."""
    if reason := world.observable(ProvisioningProfile):
        why = N_("profiles that let apps run could not be read: {reason}")
        return Tried(Outcome.NOT_TESTABLE, why, {"reason": reason})
    for app, team, every in world.rows(ProvisioningProfile).each("app", "team_name", "all_devices"):
        if not _lets(app, hit.values["bundle"]):
            continue
        if every:
            why = N_("a profile of {team} lets it run on every device, as those of companies do")
        else:
            why = N_("a profile of {team} lets it run on listed devices, as those of developers do")
        return Tried(Outcome.POSSIBLE, why, {"team": team or "?"})
    return Tried(Outcome.EXCLUDED, N_("no profile on this phone lets it run"))


def _lets(app: str | None, bundle: str) -> bool:
    """Whether a profile is for the app; its id has the team before it and may end in `*`."""
    named = (app or "").partition(".")[2]
    return bundle.startswith(named[:-1]) if named.endswith("*") else named == bundle


__all__ = ["TRACE", "find", "try_channel", "try_developer", "try_jailbreak", "try_managed", "try_signer"]
