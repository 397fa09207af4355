"""A hobbyist's jailbroken phone: package manager, servers, copied programs, and what they leave in logs.

Marks of jailbreaks: public lists of what jailbreak detection looks for.
"""

from collections.abc import Iterator

from hoofprint.synth.life.setting import Setting
from hoofprint.synth.plants import App, Crash, File, PrefFile, Process, Shutdown, Visit
from hoofprint.synth.timing import DAY, HOUR, Event

_STAGED = "/private/var/db/com.apple.xpc.roleaccountd.staging/exec-{uuid}"
_SERVERS = ("dropbear", "apt", "curl", "wget", "python3.9")
_PAGES = (
    ("https://www.example.org/jailbreak/guide", "Jailbreak guide"),
    ("https://repo.example.net/", "Repository"),
)


def live(setting: Setting) -> Iterator[Event]:
    """What a jailbroken phone has beside ordinary life."""
    dice = setting.dice.fork("jailbreaker")
    done = setting.awake(dice)
    later = min(done + DAY, setting.end - 2 * HOUR)
    yield Event(done, App(bundle="org.coolstar.SileoStore", name="Sileo", source="Xcode"))
    yield Event(done, App(bundle="com.opa334.TrollStore", name="TrollStore", source="Xcode"))
    for url, title in _PAGES:
        yield Event(setting.awake(dice), Visit(url=url, title=title))
    for name in dice.some(_SERVERS, 3):
        yield Event(
            later, Process(name=name, wifi_in=dice.whole(1_000, 900_000), wifi_out=dice.whole(1_000, 90_000))
        )
    yield Event(later, Process(name="substrated", wifi_in=400, wifi_out=100))
    staged = _STAGED.format(uuid=dice.uuid())
    yield Event(later, Shutdown(clients=(staged, "/private/var/jb/usr/sbin/sshd"), looks=dice.whole(2, 6)))
    if dice.chance(0.5):
        yield Event(later + HOUR, Shutdown(clients=("/private/var/tmp/helper",), looks=2))
    yield Event(later, Crash(process="tweakd", path="/private/var/jb/usr/libexec/tweakd"))
    yield Event(later, File(domain="TmpDomain", path="cydia.log", text="resolving\n"))
    path = "Library/Preferences/org.coolstar.SileoStore.plist"
    yield Event(later, PrefFile(domain="HomeDomain", path=path, content={"autoRefresh": True}))
