"""Apps and what they were allowed, places they asked for, accounts looked up, photos and settings."""

from collections.abc import Iterator
from typing import Literal

from hoofprint.synth.dice import Dice
from hoofprint.synth.life.setting import Setting
from hoofprint.synth.life.words import words
from hoofprint.synth.plants import App, File, Grant, LocationClient, Lookup, PrefFile, WebStore
from hoofprint.synth.timing import DAY, HOUR, Event

_SERVICES = (
    "kTCCServiceCamera",
    "kTCCServiceMicrophone",
    "kTCCServicePhotos",
    "kTCCServiceAddressBook",
    "kTCCServiceCalendar",
)
_PLACES = (
    ("com.apple.Maps", "/Applications/Maps.app", "/Applications/Maps.app/Maps"),
    ("com.apple.weather", "/Applications/Weather.app", "/Applications/Weather.app/Weather"),
    ("com.apple.camera", "/Applications/Camera.app", "/Applications/Camera.app/Camera"),
    (
        "com.apple.locationd.bundle-/System/Library/LocationBundles/Routine.bundle",
        "/System/Library/LocationBundles/Routine.bundle",
        "/usr/libexec/routined",
    ),
)
_DECISIONS: tuple[Literal["allowed", "denied"], ...] = ("allowed", "allowed", "allowed", "denied")


def live(setting: Setting) -> Iterator[Event]:
    """All events of this part."""
    if not setting.amount:
        return
    yield from _apps(setting)
    yield from _places(setting)
    yield from _lookups(setting)
    yield from _photos(setting)
    yield from _preferences(setting)


def owned(setting: Setting) -> list[App]:
    """The apps of this phone: WhatsApp and some small ones that nobody sells."""
    dice = setting.dice.fork("owned apps")
    some = [
        App(bundle=f"com.example.{word}", name=name, version=f"{dice.whole(1, 9)}.{dice.whole(0, 9)}")
        for name, word in dice.some(words().apps, 7)
    ]
    return [App(bundle="net.whatsapp.WhatsApp", name="WhatsApp", version="2.19.71"), *some]


def _apps(setting: Setting) -> Iterator[Event]:
    dice = setting.dice.fork("apps")
    for app in owned(setting):
        installed = setting.awake(dice)
        yield Event(installed, app)
        for service in dice.some(_SERVICES, dice.whole(0, 3)):
            decided = min(installed + int(dice.about(2.0) * HOUR), setting.end - HOUR)
            yield Event(decided, Grant(service=service, client=app.bundle, decision=dice.pick(_DECISIONS)))
        if dice.chance(0.2):
            yield Event(setting.awake(dice), WebStore(host="www.example.com", app=app.bundle))


def _places(setting: Setting) -> Iterator[Event]:
    dice = setting.dice.fork("places")
    for bundle, path, executable in _PLACES:
        yield Event(setting.awake(dice), LocationClient(bundle=bundle, path=path, executable=executable))
    for app in owned(setting):
        if dice.chance(0.4):
            name = app.name.replace(" ", "")
            path = f"/private/var/containers/Bundle/Application/{dice.uuid()}/{name}.app"
            client = LocationClient(bundle=app.bundle, path=path, executable=f"{path}/{name}")
            yield Event(setting.awake(dice), client)


def _lookups(setting: Setting) -> Iterator[Event]:
    dice = setting.dice.fork("lookups")
    for person in setting.people():
        status = 1 if person.service == "iMessage" else 2
        yield Event(setting.awake(dice), Lookup(account=person.handle, status=status))
        if dice.chance(0.25):
            service = "com.apple.private.alloy.facetime.multi"
            yield Event(setting.awake(dice), Lookup(account=person.handle, service=service, status=status))


def _photos(setting: Setting) -> Iterator[Event]:
    dice = setting.dice.fork("photos")
    times = sorted(setting.awake(dice) for _ in range(setting.count(12)))
    ending = "HEIC" if setting.version[0] >= 11 else "JPG"
    for number, time in enumerate(times, 1):
        path = f"Media/DCIM/100APPLE/IMG_{number:04d}.{ending}"
        yield Event(time, File(domain="CameraRollDomain", path=path, size=dice.whole(200, 900)))


def _preferences(setting: Setting) -> Iterator[Event]:
    """Settings files of system programs, changed at odd moments of the phone's life."""
    dice = setting.dice.fork("preferences")
    for name in ("com.apple.Maps", "com.apple.weather", "com.apple.mobilecal", "com.apple.camera"):
        yield _setting(setting, dice, "HomeDomain", name)
    for name in ("com.apple.MobileBackup", "com.apple.locationd"):
        yield _setting(setting, dice, "RootDomain", name)


def _setting(setting: Setting, dice: Dice, domain: str, name: str) -> Event:
    time = setting.awake(dice)
    born = max(time - setting.start - int(dice.share() * DAY), 0) // 1_000_000
    content = {"LastUsedVersion": setting.version[0], "Count": dice.whole(1, 400)}
    path = f"Library/Preferences/{name}.plist"
    return Event(time, PrefFile(domain=domain, path=path, content=content, born=f"{born}s"))
