"""Wi-Fi networks the phone knows, with when each was added and last joined.

iOS 14 and later keep them in a file no backup holds, older ones in a list in com.apple.wifi.plist. Dates are those of a
property list, UTC. A network may come from another device of the account: then it has no access point here.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import ALWAYS, Kind, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import plist
from hoofprint.model.record import At, Bundle, Bytes, Flag, Record, Str, Time, Url
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
    portal: Annotated[Url, "address of that page"] = None
    access_points: Annotated[list[str] | None, "hardware addresses of its access points"] = None
    usage: Annotated[Bytes, "amount of use as stored; its unit is not published"] = None
    disabled_by: Annotated[Str, "who switched joining off"] = None
    added_by: Annotated[Str, "how it came to be known, as stored"] = None
    bundle: Annotated[Bundle, "the app that added it"] = None


TIMES = {
    "added": "AddedAt",
    "updated": "UpdatedAt",
    "joined_by_person": "JoinedByUserAt",
    "joined_by_system": "JoinedBySystemAt",
    "discovered": "LastDiscoveredAt",
}
LIST = "List of known networks"
OLDER = {"updated": "lastUpdated", "joined_by_person": "lastJoined", "joined_by_system": "lastAutoJoined"}


def _last(file: File, points: list[dict[str, Any]], key: str) -> int | None:
    times = [dated(file.notes, "last_associated", point.get(key)) for point in points]
    return max(filter(None, times), default=None)


def _shared(
    file: File, own: dict[str, Any], held: dict[str, Any], points: list[dict[str, Any]], times: dict[str, str]
) -> dict[str, Any]:
    usage, captive = own.get("networkUsage"), plist.as_dict(held.get("CaptiveProfile"))
    return {
        **{field: dated(file.notes, field, held.get(stored)) for field, stored in times.items()},
        "captive": plist.as_flag(captive.get("CaptiveNetwork")),
        "portal": plist.as_text(captive.get("UserPortalURL")),
        "access_points": [address for one in points or [own] if (address := plist.as_text(one.get("BSSID")))],
        "usage": int(usage) if isinstance(usage, int | float) and abs(usage) < 2**60 else None,
    }


def _network(file: File, key: str, held: dict[str, Any]) -> KnownNetwork:
    own = plist.as_dict(held.get("__OSSpecific__"))
    points = [plist.as_dict(item) for item in plist.as_list(held.get("BSSList"))]
    ssid, named = held.get("SSID"), key.rpartition("ssid.")[2]
    return KnownNetwork(
        ssid=ssid.decode(errors="backslashreplace") if isinstance(ssid, bytes) else named,
        last_associated=_last(file, points, "LastAssociatedAt"),
        security=plist.as_text(held.get("SupportedSecurityTypes")),
        hidden=plist.as_flag(held.get("Hidden")),
        added_by=plist.as_text(held.get("AddReason")),
        bundle=plist.as_text(held.get("BundleID")),
        disabled_by=plist.as_text(own.get("networkDisabledClientName")),
        **_shared(file, own, held, points, TIMES),
    )


def _older(file: File, held: dict[str, Any]) -> KnownNetwork:
    points = [plist.as_dict(item) for item in plist.as_list(held.get("networkKnownBSSListKey"))]
    return KnownNetwork(
        ssid=plist.as_text(held.get("SSID_STR")),
        last_associated=_last(file, points, "lastRoamed"),
        security=plist.as_text(held.get("SecurityMode")),
        hidden=plist.as_flag(held.get("HIDDEN_NETWORK", held.get("Hidden"))),
        **_shared(file, held, held, points, OLDER),
    )


@reads(
    KnownNetwork,
    name=N_("known Wi-Fi networks"),
    topic=Topic.NETWORK,
    says=N_("Wi-Fi network {ssid} is known"),
    files=(
        "/private/var/preferences/com.apple.wifi.known-networks.plist",
        "/private/var/preferences/SystemConfiguration/com.apple.wifi.plist",
    ),
    kinds=ALWAYS,
    until={Kind.BACKUP: "13", Kind.ENCRYPTED_BACKUP: "13"},
    sources=("https://github.com/abrignoni/iLEAPP (appleWifiPlist: both generations)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    whole = plist.as_dict(file.plist())
    listed = [(str(row), one) for row, one in enumerate(plist.as_list(whole.get(LIST)))]
    newer = file.path.endswith(".known-networks.plist")
    networks = [(key, held) for key, held in (whole.items() if newer else listed) if isinstance(held, dict)]

    def made(item: tuple[int, tuple[str, dict[str, Any]]]) -> tuple[At, KnownNetwork]:
        row, (key, held) = item
        return At(row, key=key), _network(file, key, held) if newer else _older(file, held)

    return file.each(enumerate(networks), made)
