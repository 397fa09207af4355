"""A developer's phone: own builds by cable, developer pages, and the settings a developer leaves behind."""

from collections.abc import Iterator

from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import AdDaily, App, PrefFile, Process, Profile, Tab, Visit
from hoofprint.synth.timing import DAY, Event

_PROJECTS = (("Harbour Test", "harbour"), ("Lantern Beta", "lantern"))
_PAGES = (
    ("https://developer.apple.com/documentation/", "Apple Developer Documentation"),
    ("https://webkit.org/status/", "WebKit Feature Status"),
    ("http://localhost:8080/", "Local"),
    ("https://docs.python.org/3/", "Python Documentation"),
)


def live(setting: Setting) -> Iterator[Event]:
    """What a developer's phone has beside ordinary life."""
    dice = setting.dice.fork("developer")
    for name, word in _PROJECTS:
        built, program = setting.awake(dice), name.replace(" ", "")
        bundle = f"org.example.dev.{word}"
        yield Event(built, App(bundle=bundle, name=name, source="Xcode", version="0.1"))
        traffic = Process(name=f"{program}/{bundle}", bundle=bundle, wifi_in=90_000, wifi_out=4_000)
        yield Event(min(built + DAY // 24, setting.end - DAY // 24), traffic)
        yield Event(setting.end - DAY, AdDaily(name=program, wifi_in=9_000))
    for url, title in _PAGES:
        yield Event(setting.awake(dice), Visit(url=url, title=title))
    yield Event(setting.awake(dice), Tab(url="http://localhost:8080/", title="Local"))
    content = {"ShouldSubmit": True, "SubmitToThirdParties": True}
    path = "Library/Preferences/com.apple.CrashReporter.plist"
    yield Event(setting.awake(dice), PrefFile(domain="RootDomain", path=path, content=content))
    profile = Profile(
        name="Baseband Logging", identifier="org.example.dev.logging", payload="com.apple.defaults.managed"
    )
    yield Event(setting.awake(dice), profile)
