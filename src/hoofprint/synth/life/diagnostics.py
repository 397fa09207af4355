"""Restarts, crashes, appointments and shortcuts of an ordinary phone, some of them tempting."""

from collections.abc import Iterator

from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import Crash, Invitation, Shortcut, Shutdown, Start
from hoofprint.synth.timing import DAY, Event

_CLIENTS = (
    "/usr/libexec/UserEventAgent",
    "/usr/sbin/mediaserverd",
    "/usr/libexec/backboardd",
    "/System/Library/Frameworks/WebKit.framework/XPCServices/com.apple.WebKit.Networking.xpc"
    "/com.apple.WebKit.Networking",
    "/System/Library/PrivateFrameworks/SoftwareUpdateBridge.framework/Support/subridged",
    "/usr/libexec/locationd",
)
_UPDATER = (
    "/private/var/db/com.apple.xpc.roleaccountd.staging/com.apple.MobileSoftwareUpdate.UpdateBrainService"
    ".{number}.xpc/com.apple.MobileSoftwareUpdate.UpdateBrainService"
)
"""What holds up the restart of an update; the name ends in a number."""
_CRASHES = (
    ("MessagesBlastDoorService", "/System/Library/PrivateFrameworks/MessagesBlastDoorSupport.framework"),
    ("IMTranscoderAgent", "/System/Library/PrivateFrameworks/IMTranscoding.framework"),
    ("homed", "/System/Library/PrivateFrameworks/HomeKitDaemon.framework/Support"),
    ("imagent", "/System/Library/PrivateFrameworks/IMCore.framework"),
    ("com.apple.WebKit.WebContent", "/System/Library/Frameworks/WebKit.framework/XPCServices"),
    ("diagnosticd", "/usr/libexec"),
)
_TITLES = ("Dentist", "Parents' evening", "Rehearsal", "Meeting", "Lunch", "Rent", "Call the bank")


def live(setting: Setting) -> Iterator[Event]:
    """All events of this part."""
    if not setting.amount:
        return
    dice = setting.dice.fork("diagnostics")
    for _ in range(dice.whole(1, 5)):
        yield Event(
            setting.awake(dice), Shutdown(clients=tuple(dice.some(_CLIENTS, 2)), looks=dice.whole(1, 3))
        )
    yield from _unplanned(setting)
    if dice.chance(0.3):
        updater = _UPDATER.format(number=dice.whole(100_000_000, 999_999_999))
        yield Event(setting.awake(dice), Shutdown(clients=(updater,), looks=dice.whole(2, 6)))
    for _ in range(setting.count(6)):
        process, folder = dice.pick(_CRASHES)
        yield Event(setting.awake(dice), Crash(process=process, path=f"{folder}/{process}"))
    people = setting.people()
    for _ in range(setting.count(8)):
        other = dice.pick(people).email if people and dice.chance(0.4) else None
        days = dice.pick((1, 2, 7, 30, -1, -3))
        yield Event(
            setting.awake(dice),
            Invitation(
                title=dice.pick(_TITLES),
                organizer=other,
                starts=f"{days}d",
                notes="Notes" if dice.chance(0.2) else "",
            ),
        )
    if dice.chance(0.15):  # an archive of old appointments, imported at once
        imported = setting.awake(dice)
        for number in range(12):
            event = Invitation(
                title=dice.pick(_TITLES), organizer="archive@example.net", starts=f"-{300 + number}d"
            )
            yield Event(imported + number * 1_000, event)
    if dice.chance(0.3):
        yield Event(
            min(setting.awake(dice), setting.end - DAY // 24),
            Shortcut(name="Weather at home", urls=("https://www.example.com/weather",)),
        )


def _unplanned(setting: Setting) -> Iterator[Event]:
    """Buttons held down, breakdowns, and now and then an empty battery, of which no report tells."""
    dice = setting.dice.fork("unplanned starts")
    for _ in range(dice.pick((0, 0, 0, 1, 1, 2, 3))):
        yield Event(setting.awake(dice), Start(report=dice.pick(("reset", "reset", "panic", ""))))
