"""A phone an organisation manages: profiles, its own apps, settings that were set for it, a proxy on a high port."""

from collections.abc import Iterator

from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import App, Grant, PrefFile, Process, Profile, Visit
from hoofprint.synth.timing import HOUR, MINUTE, SECOND, Event

_PROFILES = (
    ("Management", "com.apple.mdm"),
    ("Restrictions", "com.apple.applicationaccess"),
    ("Notifications", "com.apple.notificationsettings"),
    ("Office Wi-Fi", "com.apple.wifi.managed"),
    ("Office certificate", "com.apple.security.root"),
    ("Office VPN", "com.apple.vpn.managed"),
)
_APPS = (("Office Portal", "portal", "com.apple.dmd"), ("Time Sheet", "times", "Xcode"))


def live(setting: Setting) -> Iterator[Event]:
    """What a managed phone has beside ordinary life."""
    dice = setting.dice.fork("managed")
    enrolled = setting.start + 40 * MINUTE
    for number, (name, payload) in enumerate(_PROFILES):
        profile = Profile(
            name=name,
            identifier=f"org.example.work.{number}",
            payload=payload,
            process="mdmd",
            uuid=dice.uuid(),
        )
        yield Event(enrolled + number * 3 * SECOND, profile)
    for name, word, source in _APPS:
        bundle, program = f"org.example.work.{word}", name.replace(" ", "")
        yield Event(enrolled + 5 * MINUTE, App(bundle=bundle, name=name, source=source))
        yield Event(setting.awake(dice), Grant(service="kTCCServiceCamera", client=bundle))
        traffic = Process(name=f"{program}/{bundle}", bundle=bundle, wifi_in=dice.whole(9_000, 900_000))
        yield Event(enrolled + HOUR, traffic)
    submit = PrefFile(
        domain="RootDomain",
        path="Library/Preferences/com.apple.CrashReporter.plist",
        content={"ShouldSubmit": False},
    )
    yield Event(enrolled + 6 * MINUTE, submit)
    for number in range(3):
        time, start = setting.awake(dice), f"~intranet-{number}"
        yield Event(time, Visit(id=start, url="http://intranet.example.org/"))
        signed = "https://login.sso.office.example.com:8443/start"
        yield Event(time + 400_000, Visit(url=signed, title="Sign in", redirect_from=start))
