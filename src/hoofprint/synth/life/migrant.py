"""A phone that took over the records of the one before: rows older than itself, of programs that are long gone.

Names of retired programs: public process inventories of iOS 10 to 13. BackupAgent2 is ordinary; BackupAgent
is not planted here, for nobody published that it was ordinary on the phones of these years.
"""

from collections.abc import Iterator

from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import Call, Grant, LocationClient, Message, Process, Visit
from hoofprint.synth.timing import DAY, Event

_RETIRED = (
    "BackupAgent2",
    "fmfd",
    "itunesstored",
    "profiled",
    "softwareupdateservicesd",
    "mobile_installation_proxy",
)
_SAID = {"en": ("Got the new phone", "See you there"), "es": ("Ya tengo el nuevo", "Nos vemos")}
_YEARS = 5 * 365 * DAY
"""How far the records of the phone before reach back."""


def live(setting: Setting) -> Iterator[Event]:
    """What such a phone has beside ordinary life: everything here is older than its set-up."""
    dice = setting.dice.fork("migrant")

    def before() -> int:
        return setting.start - DAY - int(dice.share() * _YEARS)

    for name in _RETIRED:
        traffic = Process(
            name=name,
            lasts=f"{dice.whole(0, 300)}m",
            wwan_in=dice.whole(100, 90_000),
            wwan_out=dice.whole(100, 9_000),
        )
        yield Event(before(), traffic)
    for person in setting.people():
        text = dice.pick(_SAID[setting.language])
        yield Event(
            before(),
            Message(
                sender=person.handle, text=text, service="iMessage" if person.service == "iMessage" else "SMS"
            ),
        )
        yield Event(before(), Call(number=person.number, duration=dice.about(90.0)))
    for number in range(setting.count(10)):
        yield Event(before(), Visit(url=f"https://www.example.net/old/{number}", title="Old page"))
    yield Event(before(), Grant(service="kTCCServiceMicrophone", client="com.example.retired"))
    yield Event(before(), LocationClient(bundle="com.example.retired"))
