"""What shows that programs ran, and what was set up to run: shutdowns, starts, crashes, invitations, shortcuts,
notices."""

import msgspec

from hoofprint.synth.plants.base import Plant


class Shutdown(Plant, frozen=True, kw_only=True, tag="shutdown"):
    """An orderly restart, and the programs that held it up."""

    clients: tuple[str, ...] = ()
    """Full paths."""
    looks: int = 1
    """How often the phone looked before all were gone."""
    dated: bool = True
    """False where the log ends before the line that dates it."""

    @property
    def what(self) -> str:
        return ", ".join(self.clients)


class Start(Plant, frozen=True, kw_only=True, tag="start"):
    """The phone started though nothing had been shut down: the battery was empty, or it was restarted by force.

    Every orderly restart has its start by itself."""

    report: str = ""
    """`reset` or `panic` where the phone wrote about it."""

    @property
    def what(self) -> str:
        return self.report or "start"


class Crash(Plant, frozen=True, kw_only=True, tag="crash"):
    """A crash report; `path` is where the program lay."""

    process: str
    path: str = ""
    parent: str = "launchd"
    launched: str = "3s"
    """How long before `at` the program was started."""
    reason: str = ""
    """What the program said when it ended itself: the report's text about that, since iOS 15."""

    @property
    def what(self) -> str:
        return self.path or self.process


class Invitation(Plant, frozen=True, kw_only=True, tag="invitation"):
    """A calendar item; `at` is when it was made. Without organizer it is the owner's own."""

    title: str
    notes: str = ""
    organizer: str | None = None
    starts: str = "1d"
    """From its making to its start; negative for what was already over."""
    lasts: str = "1h"
    organizer_gone: bool = False
    """The item still refers to who invited, and nothing is left of them."""

    @property
    def what(self) -> str:
        return self.organizer or self.title


class LockdownRequest(Plant, frozen=True, kw_only=True, tag="lockdown_request"):
    """A program on a computer asked the phone's lockdown service to start a service."""

    client: str
    """The name the program gave itself."""
    service: str = "com.apple.mobilebackup2"

    @property
    def what(self) -> str:
        return self.client


class Shortcut(Plant, frozen=True, kw_only=True, tag="shortcut"):
    """A shortcut whose actions hold these addresses."""

    name: str
    urls: tuple[str, ...] = msgspec.field(default=())
    hidden: bool = False

    @property
    def what(self) -> str:
        return ", ".join(self.urls) or self.name


class Notification(Plant, frozen=True, kw_only=True, tag="notification"):
    """A notice that still stands in the notification centre."""

    app: str
    """Bundle id of the app it is shown for."""
    title: str = ""
    message: str = ""

    @property
    def what(self) -> str:
        return f"{self.title} {self.message}".strip()
