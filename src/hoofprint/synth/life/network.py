"""Which processes used the network. Names and bundles are those of clean phones of those versions.

Source: public process inventories of iOS 13.5 to 26.2, and a public image of iOS 15.3 for the form
`process/bundle` and for the accounting bundles (`com.apple.datausage.*`).
"""

from collections.abc import Iterator

from hoofprint.synth.dice import Dice
from hoofprint.synth.life.device import owned
from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import AdDaily, Process
from hoofprint.synth.timing import DAY, MINUTE, SECOND, Event

_USAGE = "com.apple.datausage."
_DAEMONS = (
    ("mDNSResponder", f"{_USAGE}dns", 9, 99),
    ("CommCenter", f"{_USAGE}telephony", 9, 99),
    ("apsd", f"{_USAGE}applepushservice", 9, 99),
    ("locationd", f"{_USAGE}location", 9, 99),
    ("timed", f"{_USAGE}location", 10, 99),
    ("nsurlsessiond", f"{_USAGE}general", 9, 99),
    ("appstored", f"{_USAGE}general", 10, 99),
    ("kbd", f"{_USAGE}general", 10, 99),
    ("mobileassetd", f"{_USAGE}softwareupdate", 9, 99),
    ("identityservicesd", f"{_USAGE}appleid", 9, 99),
    ("akd", f"{_USAGE}appleid", 10, 99),
    ("passd", f"{_USAGE}appleid", 10, 99),
    ("itunesstored", f"{_USAGE}itunesaccount", 9, 99),
    ("itunescloudd", f"{_USAGE}itunesmedia", 9, 99),
    ("IMTransferAgent", f"{_USAGE}messages", 9, 99),
    ("trustd", f"{_USAGE}security", 12, 99),
    ("mobileactivationd", f"{_USAGE}security", 10, 99),
    ("cloudd", f"{_USAGE}icloud", 10, 99),
    ("bird", f"{_USAGE}docsandsync", 10, 99),
    ("geod", f"{_USAGE}maps", 9, 99),
    ("assistantd", f"{_USAGE}siri", 9, 99),
    ("parsecd", f"{_USAGE}siri", 10, 99),
    ("gamed", f"{_USAGE}gamecenter", 9, 99),
    ("findmydeviced", f"{_USAGE}findmyiphone", 12, 99),
    ("fmfd", f"{_USAGE}findmyiphone", 12, 18),
    ("searchpartyd", f"{_USAGE}findmyiphone", 13, 99),
    ("OTACrashCopier", f"{_USAGE}diagnostics", 12, 99),
    ("bluetoothd", f"{_USAGE}bluetooth", 12, 99),
    ("rapportd", "com.apple.rapportd", 12, 99),
    ("duetexpertd", "com.apple.duetexpertd", 10, 99),
    ("coreduetd", "com.apple.coreduetd", 10, 99),
    ("triald", "com.apple.triald", 14, 99),
    ("promotedcontentd", f"{_USAGE}iad", 15, 99),
    ("amsengagementd", f"{_USAGE}media", 15, 99),
    ("amsaccountsd", f"{_USAGE}media", 14, 99),
    ("managedappdistributiond", f"{_USAGE}general", 17, 99),
)
_APPS = (
    ("MobileSafari", "com.apple.mobilesafari"),
    ("MobileSMS", "com.apple.MobileSMS"),
    ("IMTransferAgent", "com.apple.MobileSMS"),
    ("MobileMail", "com.apple.mobilemail"),
    ("mobileslideshow", "com.apple.mobileslideshow"),
    ("Maps", "com.apple.Maps"),
    ("AppStore", "com.apple.AppStore"),
    ("Preferences", "com.apple.Preferences"),
    ("com.apple.WebKit.Networking", "com.apple.mobilesafari"),
    ("Weather", "com.apple.weather"),
)
_SET_UP = (
    "Translate",
    "mobilenotes",
    "mobilecal",
    "tips",
    "Home",
    "reminders",
    "podcasts",
    "stocks",
    "Health",
)


def live(setting: Setting) -> Iterator[Event]:
    """All events of this part."""
    if not setting.amount:
        return
    dice = setting.dice.fork("network")
    yield from _set_up(setting, dice.fork("set-up"))
    names = [(n, b) for n, b, since, until in _DAEMONS if since <= setting.version[0] <= until]
    apps = [(app.executable or app.name.replace(" ", ""), app.bundle) for app in owned(setting)]
    for name, bundle in [*names, *_APPS, *apps]:
        yield from _used(setting, dice.fork(name, bundle), f"{name}/{bundle}", bundle)
        if dice.chance(0.3):
            yield from _used(setting, dice.fork("dns", name, bundle), f"mDNSResponder/{bundle}", bundle)
    yield from _baseline(setting, [name for name, _ in [*names, *_APPS, *apps]])


def _set_up(setting: Setting, dice: Dice) -> Iterator[Event]:
    """Rows of the built-in apps, written together when the phone is set up."""
    group, time = dice.uuid(), setting.start + 12 * MINUTE
    for name in _SET_UP if setting.version[0] >= 14 else ():
        time += dice.whole(400, 1_500)
        bundle = f"com.apple.{name}"
        yield Event(time, Process(name=f"{group}/{bundle}", bundle=bundle, usage="none"))


def _used(setting: Setting, dice: Dice, name: str, bundle: str) -> Iterator[Event]:
    first = setting.start + 15 * MINUTE + int(dice.about(4.0) * DAY)
    if first >= setting.end - MINUTE:
        return
    length = int((setting.end - MINUTE - first) * (1.0 - dice.share() ** 3)) // SECOND
    big = 20_000 + int(dice.about(3_000_000.0))
    process = Process(
        name=name,
        bundle=bundle,
        lasts=f"{length}s",
        wifi_in=int(big * dice.share()),
        wifi_out=int(big * dice.share() * 0.1),
        wwan_in=int(big * dice.share() * 0.4),
        wwan_out=int(big * dice.share() * 0.04),
    )
    yield Event(first, process)


def _baseline(setting: Setting, names: list[str]) -> Iterator[Event]:
    """The daily baseline; its dates lie in the last days."""
    dice = setting.dice.fork("baseline")
    for name in sorted(set(names)):
        if dice.chance(0.6):
            time = max(setting.end - int(dice.share() * 9 * DAY) - MINUTE, setting.start + 30 * MINUTE)
            low = int(dice.about(200_000.0))
            yield Event(time, AdDaily(name=name, wifi_in=low, wifi_out=low // 9, wwan_in=low // 3))
