"""Writes a file-system dump: the phone's files at their own paths below a folder, with their own times."""

import os
import plistlib
from collections.abc import Iterable
from pathlib import Path

from hoofprint.synth.places import container, root
from hoofprint.synth.timing import SECOND
from hoofprint.synth.world import Stored, World

_METADATA = ".com.apple.mobile_container_manager.metadata.plist"


def write(world: World, files: Iterable[Stored], folder: Path) -> None:
    """Writes everything; `folder` exists and is empty."""
    times: dict[Path, float] = {}
    for stored in [*_device(world), *files]:
        top = folder / root(stored.domain, world.dice)
        place = top / stored.path
        seconds = stored.modified / SECOND
        if stored.data is None:
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(stored.data)
        times[place] = seconds
        if stored.wal:
            beside = place.with_name(place.name + "-wal")
            beside.write_bytes(stored.wal)
            times[beside] = seconds
        _identify(world, stored.domain, top, times)
    _date(folder, times, world.start / SECOND)


def _identify(world: World, domain: str, top: Path, times: dict[Path, float]) -> None:
    """Beside an app's files iOS keeps whose container it is; the folder's own name is a UUID."""
    found = container(domain)
    beside = top / _METADATA
    if found is None or beside in times:
        return
    name, number = found
    content = {"MCMMetadataIdentifier": name, "MCMMetadataContentClass": number, "MCMMetadataUUID": top.name}
    beside.write_bytes(plistlib.dumps(content, fmt=plistlib.FMT_BINARY))
    times[beside] = world.start / SECOND


def _device(world: World) -> Iterable[Stored]:
    """What says which phone this is: in a backup that stands in its property lists."""
    phone = world.scenario.phone
    build = {"ProductName": "iPhone OS", "ProductVersion": phone.ios, "ProductBuildVersion": phone.build}
    ark = {"-DeviceName": phone.name, "-TimeIntervalSince1970": world.end // SECOND, "-ProtocolVersion": "2"}
    ark |= {"-DarkProductVersion": phone.ios, "-TimeZone": f"GMT{phone.zone}"}
    ark |= {
        "com.apple.international-Language": phone.language,
        "com.apple.purplebuddy-SetupState": "SetupUsingAssistant",
    }
    places = (
        ("InstallDomain", "Library/MobileInstallation/LastBuildInfo.plist", build),
        ("RootDomain", "Library/Lockdown/data_ark.plist", ark),
    )
    for domain, path, content in places:
        data = plistlib.dumps(content, fmt=plistlib.FMT_BINARY)
        yield Stored("device", domain, path, world.end, data, born=world.start)


def _date(folder: Path, times: dict[Path, float], otherwise: float) -> None:
    """Sets every modification time, children before the folders above them."""
    for place in sorted(folder.rglob("*"), reverse=True):
        seconds = times.get(place, otherwise)
        os.utime(place, (seconds, seconds))
    os.utime(folder, (otherwise, otherwise))
