"""Wi-Fi networks the phone knows, with when each was added and last joined (iOS 14 and later). Not in backups.

Dates are those of a property list, UTC. A network may come from another device of the account: then the phone has
no access point of it.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import LOGGED, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import plist
from hoofprint.model.record import At, Bytes, Flag, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class KnownNetwork(Record, frozen=True):
    """A Wi-Fi network the phone may join by itself; knowing it is not having joined it."""

    ssid: Annotated[Str, "name of the network"] = None
    added: Annotated[Time, "when it was added"] = None
    updated: Annotated[Time, "last change of the entry"] = None
    joined_by_person: Annotated[Time, "last join somebody asked for"] = None
    joined_by_system: Annotated[Time, "last join the phone made by itself"] = None
    discovered: Annotated[Time, "last time it was seen"] = None
    last_associated: Annotated[Time, "last connection to any of its access points"] = None
    security: Annotated[Str, "kind of protection"] = None
    hidden: Annotated[Flag, "does not announce its name"] = None
    captive: Annotated[Flag, "asks for a sign-in on a page of its own"] = None
    access_points: Annotated[list[str] | None, "hardware addresses of its access points"] = None
    usage: Annotated[Bytes, "amount of use as stored; its unit is not published"] = None
    disabled_by: Annotated[Str, "who switched joining off"] = None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _network(file: File, key: str, held: dict[str, Any]) -> KnownNetwork:
    own = plist.as_dict(held.get("__OSSpecific__"))
    points = [plist.as_dict(item) for item in plist.as_list(held.get("BSSList"))]
    times = [
        time
        for point in points
        if (time := dated(file.notes, "last_associated", point.get("LastAssociatedAt"))) is not None
    ]
    ssid, usage = held.get("SSID"), own.get("networkUsage")
    return KnownNetwork(
        ssid=ssid.decode(errors="backslashreplace")
        if isinstance(ssid, bytes)
        else key.rpartition("ssid.")[2],
        added=dated(file.notes, "added", held.get("AddedAt")),
        updated=dated(file.notes, "updated", held.get("UpdatedAt")),
        joined_by_person=dated(file.notes, "joined_by_person", held.get("JoinedByUserAt")),
        joined_by_system=dated(file.notes, "joined_by_system", held.get("JoinedBySystemAt")),
        discovered=dated(file.notes, "discovered", held.get("LastDiscoveredAt")),
        last_associated=max(times, default=None),
        security=plist.as_text(held.get("SupportedSecurityTypes")),
        hidden=_flag(held.get("Hidden")),
        captive=_flag(plist.as_dict(held.get("CaptiveProfile")).get("CaptiveNetwork")),
        access_points=[address for point in points if (address := plist.as_text(point.get("BSSID")))],
        usage=int(usage) if isinstance(usage, int | float) and abs(usage) < 2**60 else None,
        disabled_by=plist.as_text(own.get("networkDisabledClientName")),
    )


@reads(
    KnownNetwork,
    says=N_("Wi-Fi network {ssid} is known"),
    files="/private/var/preferences/com.apple.wifi.known-networks.plist",
    kinds=LOGGED,
    sources=("https://github.com/abrignoni/iLEAPP (appleWifiPlist: known networks)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    networks = [(key, held) for key, held in plist.as_dict(file.plist()).items() if isinstance(held, dict)]

    def made(item: tuple[int, tuple[str, dict[str, Any]]]) -> tuple[At, KnownNetwork]:
        row, (key, held) = item
        return At(row, key=key), _network(file, key, held)

    return file.each(enumerate(networks), made)
