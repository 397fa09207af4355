"""A child's tablet: games, a family's rules, an app that watches with everybody's knowledge, no telephone."""

from collections.abc import Iterator

from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import App, Grant, LocationClient, Process, Profile, Visit, WebStore
from hoofprint.synth.timing import HOUR, Event

_GAMES = (
    ("Block World", "blocks"),
    ("Marble Run", "marbles"),
    ("Animal Farm", "farm"),
    ("Word Safari", "words"),
)
_PAGES = (
    ("https://www.example.com/cartoons", "Cartoons"),
    ("http://games.example.net/free", "Free games"),
    ("https://school.example.org/homework", "Homework"),
)


def live(setting: Setting) -> Iterator[Event]:
    """What a child's tablet has beside what every device has."""
    dice = setting.dice.fork("tablet")
    for name, word in _GAMES:
        played, bundle = setting.awake(dice), f"com.example.games.{word}"
        program = name.replace(" ", "")
        yield Event(played, App(bundle=bundle, name=name))
        yield Event(played, WebStore(host="ads.example.net", app=bundle))
        traffic = Process(name=f"{program}/{bundle}", bundle=bundle, wifi_in=dice.whole(10_000, 9_000_000))
        yield Event(min(played + HOUR, setting.end - HOUR), traffic)
    for url, title in _PAGES:
        for _ in range(setting.count(6)):
            yield Event(setting.awake(dice), Visit(url=url, title=title))
    rules = Profile(
        name="Family rules", identifier="org.example.family", payload="com.apple.applicationaccess"
    )
    yield Event(setting.awake(dice), rules)
    watch, agreed = "com.example.familywatch", setting.awake(dice)
    yield Event(agreed, App(bundle=watch, name="Family Watch"))
    yield Event(agreed, Grant(service="kTCCServiceMicrophone", client=watch))
    yield Event(min(agreed + HOUR, setting.end - HOUR), LocationClient(bundle=watch))
