"""A traveller's phone: roaming notices, captive portals with their redirects, and life at odd hours."""

from collections.abc import Iterator

from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import Call, Message, Visit
from hoofprint.synth.timing import DAY, HOUR, MINUTE, Event

_NOTICES = {
    "en": "Welcome abroad! Calls cost 0.19 a minute, data 0.05 a MB. Plans: https://roaming.example/{code}",
    "es": "¡Bienvenido! Llamadas 0.19 por minuto, datos 0.05 por MB. Planes: https://roaming.example/{code}",
}
_TRIPS = (-7, 1, 3, 9)
"""Hours ahead of UTC of the places travelled to."""


def live(setting: Setting) -> Iterator[Event]:
    """What a traveller's phone has beside ordinary life."""
    dice = setting.dice.fork("traveller")
    for number, hours in enumerate(_TRIPS):
        landed = setting.awake(dice, hours * HOUR)
        text = _NOTICES[setting.language].format(code=dice.digits(5))
        yield Event(landed, Message(sender=str(dice.whole(1_000, 9_999)), text=text, service="SMS"))
        arrived = min(landed + 2 * HOUR, setting.end - 2 * HOUR)
        yield from _portal(arrived, f"~portal-{number}", dice.whole(8_080, 8_443))
        for _ in range(3):
            night = min(arrived + int(dice.share() * 4 * DAY), setting.end - HOUR)
            number_called = f"+44770090{dice.digits(4)}"
            yield Event(night, Call(number=number_called, answered=dice.chance(0.5)))


def _portal(time: int, id: str, port: int) -> Iterator[Event]:
    """A hotel's network catches the first cleartext page and sends it to its own log-in, on a high port."""
    yield Event(time, Visit(id=id, url="http://captive.apple.com/", typed=False))
    login = f"http://portal.hotel-wifi.example:{port}/login?ap=3"
    yield Event(time + 1_800, Visit(url=login, title="Guest Network", redirect_from=id))
    yield Event(time + 2 * MINUTE, Visit(url="https://www.example.org/", title="Example Domain"))
