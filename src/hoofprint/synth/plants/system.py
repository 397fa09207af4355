"""Processes, files, settings, permissions and apps."""

from typing import Any, Literal

from hoofprint.synth.plants.base import Plant


class Process(Plant, frozen=True, kw_only=True, tag="process"):
    """A process row of DataUsage with its traffic. `at` is the first use, `lasts` how long until the latest one."""

    name: str
    bundle: str | None = None
    lasts: str = "0s"
    """From the first use to the latest."""
    wifi_in: int = 0
    wifi_out: int = 0
    wwan_in: int = 0
    wwan_out: int = 0
    usage: Literal["linked", "unlinked", "none"] = "linked"
    """`unlinked` leaves the usage row's reference NULL, `none` leaves no usage row."""

    @property
    def what(self) -> str:
        return self.name


class UsageOrphan(Plant, frozen=True, kw_only=True, tag="usage_orphan"):
    """A DataUsage traffic row whose process row is gone, while its reference still stands."""

    wifi_in: int = 0
    wifi_out: int = 0
    wwan_in: int = 0
    wwan_out: int = 0

    @property
    def what(self) -> str:
        return "usage row without process"


class UsageGap(Plant, frozen=True, kw_only=True, tag="usage_gap"):
    """Row numbers of DataUsage that were given out and are in use no more, as after the counters were reset."""

    rows: int = 1

    @property
    def what(self) -> str:
        return f"{self.rows} row numbers"


class AdDaily(Plant, frozen=True, kw_only=True, tag="addaily"):
    """A process in the daily network baseline of osanalytics."""

    name: str
    wifi_in: int = 0
    wifi_out: int = 0
    wwan_in: int = 0
    wwan_out: int = 0

    @property
    def what(self) -> str:
        return self.name


class Placed(Plant, frozen=True, kw_only=True):
    """Something with a place in the file system; `born` is how long before `at` it was created."""

    domain: str
    path: str
    born: str = "0s"

    @property
    def what(self) -> str:
        return self.path


class PrefFile(Placed, frozen=True, kw_only=True, tag="pref_file"):
    """A property list; `content` is its top dictionary."""

    content: dict[str, Any]


class File(Placed, frozen=True, kw_only=True, tag="file"):
    """A file with `text`, or with `size` bytes of noise."""

    text: str | None = None
    size: int = 200


class Folder(Placed, frozen=True, kw_only=True, tag="folder"):
    """An empty folder."""


class Profile(Plant, frozen=True, kw_only=True, tag="profile"):
    """A configuration profile and the event of its installation."""

    name: str
    identifier: str = "org.example.profile"
    uuid: str = ""
    payload: str = "com.apple.wifi.managed"
    organization: str = "Example Organisation"
    process: str = "profiled"
    operation: str = "install"

    @property
    def what(self) -> str:
        return self.uuid or self.identifier


class Grant(Plant, frozen=True, kw_only=True, tag="tcc"):
    """The last decision about one app's use of one protected service; a client that is a path is no app."""

    service: str
    client: str
    decision: Literal["denied", "unknown", "allowed", "limited"] = "allowed"

    @property
    def what(self) -> str:
        return self.client


class LocationClient(Plant, frozen=True, kw_only=True, tag="location_client"):
    """A program that used location; `at` is when it last stopped."""

    bundle: str
    path: str = ""
    executable: str = ""

    @property
    def what(self) -> str:
        return self.bundle


class App(Plant, frozen=True, kw_only=True, tag="app"):
    """An installed app. `source` is the program that installed it; `Xcode` leaves no store metadata."""

    bundle: str
    name: str
    source: str = "com.apple.AppStore"
    version: str = "1.0"
    executable: str = ""

    @property
    def what(self) -> str:
        return self.bundle
