"""Installed apps: the store's metadata of each, and the settings each keeps in its container."""

import plistlib
from collections.abc import Iterator

from hoofprint.synth.places import BUNDLE
from hoofprint.synth.plants import App
from hoofprint.synth.stores.plists import encoded
from hoofprint.synth.timing import MINUTE, SECOND, Event, moment
from hoofprint.synth.world import Stored, World

ARTIFACT = "ios.applications"


def write(world: World) -> Iterator[Stored]:
    """Container files of every app, and for dumps its bundle with the store's metadata."""
    for event, app in installed(world):
        settings = encoded({"LaunchCount": world.dice.fork(ARTIFACT, app.bundle).whole(1, 90)})
        path = f"Library/Preferences/{app.bundle}.plist"
        yield Stored(
            ARTIFACT, f"AppDomain-{app.bundle}", path, event.time + MINUTE, settings, born=event.time
        )
        info = {"CFBundleIdentifier": app.bundle, "CFBundleExecutable": executable(app)}
        info |= {"CFBundleShortVersionString": app.version, "CFBundleDisplayName": app.name}
        yield _bundled(event, app, f"{executable(app)}.app/Info.plist", encoded(info))
        known = metadata(world, event, app)
        if known is not None:
            yield _bundled(event, app, "iTunesMetadata.plist", known, event.planted)


def installed(world: World) -> list[tuple[Event, App]]:
    """Every app, one for each bundle id."""
    return world.held(App, lambda app: app.bundle)


def _bundled(event: Event, app: App, path: str, data: bytes, landed: bool = False) -> Stored:
    """A file of the app's bundle, which backups do not hold."""
    return Stored(
        ARTIFACT,
        BUNDLE + app.bundle,
        path,
        event.time,
        data,
        born=event.time,
        landed=((event, "file"),) if landed else (),
        backup=False,
        encrypted=False,
    )


def executable(app: App) -> str:
    """Name of the app's program."""
    return app.executable or app.name.replace(" ", "")


def metadata(world: World, event: Event, app: App) -> bytes | None:
    """The store's metadata as a property list; None for an app that came by cable."""
    if app.source == "Xcode":
        return None
    dice = world.dice.fork(ARTIFACT, app.bundle)
    bought = moment(event.time // SECOND * SECOND).isoformat() + "Z"
    content = {
        "softwareVersionBundleId": app.bundle,
        "itemName": app.name,
        "artistName": "Example Software",
        "itemId": 1_000_000_000 + dice.whole(0, 899_999_999),
        "bundleShortVersionString": app.version,
        "bundleVersion": str(dice.whole(100, 9_999)),
        "genre": "Utilities",
        "kind": "software",
        "sourceApp": app.source,
        "com.apple.iTunesStore.downloadInfo": {
            "purchaseDate": bought,
            "accountInfo": {"AppleID": world.owner.account},
        },
    }
    return plistlib.dumps(content, fmt=plistlib.FMT_BINARY)
