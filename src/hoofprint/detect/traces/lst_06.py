"""An app that is published as spyware, in the list of apps or in the records apps leave."""

from collections.abc import Iterator
from typing import TypeAlias

from hoofprint.artifacts.duet import UseEvent
from hoofprint.artifacts.ios.addaily import DailyUse
from hoofprint.artifacts.ios.app_installs import InstallEntry
from hoofprint.artifacts.ios.application_state import AppState
from hoofprint.artifacts.ios.applications import Application
from hoofprint.artifacts.ios.biome_focus import Focus
from hoofprint.artifacts.ios.biome_notifications import NotificationEvent
from hoofprint.artifacts.ios.containers import Container
from hoofprint.artifacts.ios.delivered_notifications import DeliveredNotification
from hoofprint.artifacts.ios.keyboard_use import KeyboardUse
from hoofprint.artifacts.ios.location_clients import LocationClient
from hoofprint.artifacts.ios.notification_settings import NotificationSetting
from hoofprint.artifacts.ios.powerlog_apps import PowerApp
from hoofprint.artifacts.ios.powerlog_sensors import SensorUse
from hoofprint.artifacts.ios.powerlog_use import PowerUse
from hoofprint.artifacts.ios.privacy_report import PrivacyEvent
from hoofprint.artifacts.ios.screen_time import ScreenTime
from hoofprint.artifacts.ios.tcc import Grant
from hoofprint.artifacts.ios.uninstalled_apps import UninstalledApp
from hoofprint.artifacts.shapes import NetworkProcess, NetworkUse
from hoofprint.detect.describe import moment
from hoofprint.detect.rows import ARTIFACT, Rows, World, hit
from hoofprint.detect.trace import Benign, Hit, Source, Trace, Tried
from hoofprint.model.finding import Outcome
from hoofprint.model.grades import Attribution, Family, Grade, Stage
from hoofprint.model.record import Observable
from hoofprint.model.words import N_

AppRecord: TypeAlias = (
    Application
    | AppState
    | Container
    | DailyUse
    | DeliveredNotification
    | Focus
    | Grant
    | InstallEntry
    | KeyboardUse
    | LocationClient
    | NetworkProcess
    | NetworkUse
    | NotificationEvent
    | NotificationSetting
    | PowerApp
    | PowerUse
    | PrivacyEvent
    | ScreenTime
    | SensorUse
    | UninstalledApp
    | UseEvent
)
"""Every record that says to which app it belongs."""
STORE = "com.apple.AppStore"

TRACE = Trace(
    title=N_("An app published as spyware"),
    stage=Stage.S3,
    grade=Grade.G3,
    cap=Grade.G3,
    family=Family.F,
    attribution=Attribution.A1,
    shows=N_("An app with an id that a loaded list names is or was on this phone."),
    does_not_show=N_(
        "That it is the same program: anybody can give an app any id. Some such apps are installed openly, by"
        " families or employers."
    ),
    benign=(
        Benign("store", N_("an app of the App Store that has the same id")),
        Benign(
            "consent",
            N_("installed with the knowledge of the one who carries the phone"),
            untested=N_("only the owner can say"),
        ),
    ),
    raised_by=(
        N_("allowed to use microphone, camera or location"),
        N_("signed by an organisation nobody knows"),
    ),
    refuted_by=(N_("the owner knows the app and wants it"),),
    next=N_("Ask the owner, in a safe place, whether they know the app, before anything is removed."),
    sources=(
        Source("The list that names the app; it stands beside the sighting"),
        Source("Coalition Against Stalkerware, advice to survivors (removal may be noticed)"),
    ),
)


def find(records: Rows[AppRecord]) -> Iterator[Hit]:
    """Exactly a listed id, in whatever record names the app it belongs to."""
    for row, position, sighting in records.sighted(Observable.BUNDLE):
        yield hit(
            row,
            moment(row[ARTIFACT], row),
            key=sighting.indicator.value,
            stage=TRACE.stage,
            grade=TRACE.grade,
            sightings=(position,),
            source=str(row.get("source_app") or ""),
        )


def try_store(hit: Hit, world: World) -> Tried:
    """Where the App Store brought it, its reviewers saw it; parents' and employers' apps come from there."""
    source = hit.values.get("source", "")
    if source.startswith(STORE):
        return Tried(Outcome.POSSIBLE, N_("the App Store brought it"), less=1)
    if not source:
        return Tried(Outcome.NOT_TESTABLE, N_("the record does not say what brought it"))
    return Tried(Outcome.EXCLUDED, N_("it came from {source}"), {"source": source})


__all__ = ["TRACE", "find", "try_store"]
