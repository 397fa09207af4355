"""Pages, tabs and what WebKit remembers of them."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from hoofprint.synth.dice import Dice
from hoofprint.synth.life.setting import Setting
from hoofprint.synth.life.words import words
from hoofprint.synth.plants import Observed, Tab, Visit, WebStore
from hoofprint.synth.timing import SECOND, Event

_KNOWN = (
    ("https://www.apple.com/", "Apple"),
    ("https://support.apple.com/iphone", "iPhone Support"),
    ("https://www.openstreetmap.org/", "OpenStreetMap"),
    ("https://www.w3.org/", "W3C"),
    ("https://www.example.com/", "Example Domain"),
    ("https://www.example.org/recipes/soup", "Soup"),
    ("https://www.example.net/timetable", "Timetable"),
)


def address(dice: Dice) -> str:
    """A page somebody might open."""
    return _page(dice)[0]


def _page(dice: Dice) -> tuple[str, str]:
    if dice.chance(0.35):
        return dice.pick(_KNOWN)
    if dice.chance(0.4):
        topic = dice.pick(words().topics)
        return f"https://en.wikipedia.org/wiki/{topic}", f"{topic} - Wikipedia"
    trade, place = dice.pick(words().trades), dice.pick(words().places)
    host = dice.pick(("www.", "", "m.")) + f"{place.lower()}-{trade}.example"
    path = dice.pick(("/", "/opening-hours", f"/{trade}/{dice.whole(1, 400)}", f"/?id={dice.digits(7)}"))
    return f"https://{host}{path}", f"{place} {trade.title()}"


def live(setting: Setting) -> Iterator[Event]:
    """All events of this part."""
    dice = setting.dice.fork("web")
    visits = list(_visits(setting, dice))
    yield from visits
    pages = [plant for event in visits if isinstance(plant := event.plant, Visit)]
    if not pages:
        return
    for _ in range(setting.count(5)):
        page, before = dice.pick(pages), dice.pick(pages)
        yield Event(setting.awake(dice), Tab(url=page.url, title=page.title, back=(before.url,)))
    yield from _remembered(visits, dice)


def _visits(setting: Setting, dice: Dice) -> Iterator[Event]:
    """Pages in sittings of a few; some begin with the cleartext address that redirects to the real one."""
    left, number = setting.count(70), 0
    while left > 0:
        time = setting.awake(dice)
        for _ in range(min(left, dice.whole(1, 7))):
            left -= 1
            url, title = _page(dice)
            id, source = "", None
            if dice.chance(0.08):
                number += 1
                source = f"~upgrade-{number}"
                plain = url.replace("https://", "http://", 1)
                yield Event(time, Visit(id=source, url=plain, typed=True))
                time += dice.whole(150, 900)
            yield Event(time, Visit(id=id, url=url, title=title, redirect_from=source))
            time = min(time + SECOND + int(dice.about(40.0) * SECOND), setting.end - SECOND)


def _remembered(visits: list[Event], dice: Dice) -> Iterator[Event]:
    """Domains WebKit observed, once each with the last moment, and sites that stored data."""
    last: dict[str, int] = {}
    for event in visits:
        if isinstance(event.plant, Visit):
            host = urlsplit(event.plant.url).hostname or ""
            last[host] = max(event.time, last.get(host, 0))
    domains: dict[str, int] = {}
    for host, time in last.items():
        domain = ".".join(host.split(".")[-2:])
        domains[domain] = max(time, domains.get(domain, 0))
    for domain, time in domains.items():
        yield Event(time, Observed(domain=domain, interaction=dice.chance(0.3)))
    for host, time in last.items():
        if dice.chance(0.2):
            yield Event(time + SECOND, WebStore(host=host))
