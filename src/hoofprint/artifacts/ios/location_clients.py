"""Apps and programs that asked for the phone's location: clients.plist of the location service.

Times are seconds since 2001-01-01 UTC. Up to iOS 16 a client's key is its bundle id or a path with a prefix; newer
versions write `i` and a bundle id, or `p` and a path, with a colon. Authorization is what is allowed, not what
was used; the times say when a kind of use last ended.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import plist
from hoofprint.model.record import At, Bundle, Executable, Flag, Int, Path, Process, Record, Str, Time
from hoofprint.model.times import cocoa
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class LocationClient(Record, frozen=True):
    """A client of the location service and when it last stopped each kind of use; it outlives its app."""

    key: Annotated[Str, "key of the entry as stored"] = None
    client: Annotated[Process, "who asked: bundle id or program, taken out of the key"] = None
    bundle: Annotated[Bundle, "bundle id"] = None
    bundle_path: Annotated[Path, "folder of the bundle"] = None
    executable: Annotated[Executable, "the executable"] = None
    registered: Annotated[Executable, "the executable that registered, where it is stored as a path"] = None
    authorization: Annotated[Int, "permission as stored; its codes differ between versions"] = None
    system_service: Annotated[Flag, "a service of the system"] = None
    location_stopped: Annotated[Time, "last end of location updates"] = None
    background_stopped: Annotated[Time, "last end of location updates in the background"] = None
    receiving_stopped: Annotated[Time, "last end of receiving location information"] = None
    consumption_began: Annotated[Time, "start of the last period of use"] = None
    visit_stopped: Annotated[Time, "last end of visit monitoring"] = None
    significant_stopped: Annotated[Time, "last end of watching for large moves"] = None
    fence_stopped: Annotated[Time, "last end of watching an area"] = None
    beacon_stopped: Annotated[Time, "last end of watching beacons"] = None


TIMES = {
    "location_stopped": "LocationTimeStopped",
    "background_stopped": "BackgroundLocationTimeStopped",
    "receiving_stopped": "ReceivingLocationInformationTimeStopped",
    "consumption_began": "ConsumptionPeriodBegin",
    "visit_stopped": "VisitTimeStopped",
    "significant_stopped": "SignificantTimeStopped",
    "fence_stopped": "FenceTimeStopped",
    "beacon_stopped": "BeaconRegionTimeStopped",
}
PREFIXES = ("com.apple.locationd.executable-", "com.apple.locationd.bundle-")


def _name(key: str) -> str:
    """`com.apple.Maps` of `icom.apple.Maps:`, the path of `com.apple.locationd.executable-/usr/libexec/x`."""
    if key[:1] in ("i", "p", "e") and ":" in key:
        return key[1:].partition(":")[0]
    return next((key.removeprefix(prefix) for prefix in PREFIXES if key.startswith(prefix)), key)


def _client(file: File, key: str, held: dict[str, Any]) -> LocationClient:
    name, system = _name(key), held.get("isSystemService")
    return LocationClient(
        key=key,
        client=name,
        bundle=plist.as_text(held.get("BundleId")) or (None if "/" in name else name),
        bundle_path=plist.as_text(held.get("BundlePath")),
        executable=plist.as_text(held.get("Executable")),
        registered=plist.as_text(held.get("Registered")),
        authorization=plist.as_int(held.get("Authorization")),
        system_service=system if isinstance(system, bool) else None,
        **{field: dated(file.notes, field, held.get(stored), cocoa) for field, stored in TIMES.items()},
    )


@reads(
    LocationClient,
    name=N_("programs that asked for location"),
    topic=Topic.PROGRAMS,
    says=N_("{client} asked for the phone's location"),
    files=(
        "/private/var/root/Library/Caches/locationd/clients.plist",
        "/private/var/mobile/Library/Caches/locationd/clients.plist",
    ),
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (locationd_clients)",
        "Keys of iOS 17 and later as seen in simulators: `icom.apple.Maps:` (public test data of MobileCanvas)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    entries = [(key, held) for key, held in plist.as_dict(file.plist()).items() if isinstance(held, dict)]

    def made(item: tuple[int, tuple[str, dict[str, Any]]]) -> tuple[At, LocationClient]:
        row, (key, held) = item
        return At(row, key=key), _client(file, key, held)

    return file.each(enumerate(entries), made)
