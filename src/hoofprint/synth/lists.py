"""The three property lists beside a backup's manifest: what the phone is, how the backup was made, its state."""

from collections.abc import Iterator
from typing import Any

from hoofprint.synth.keybag import Keybag
from hoofprint.synth.stores import apps
from hoofprint.synth.timing import micros, moment
from hoofprint.synth.world import World


def lists(world: World, bag: Keybag | None, wrapped: bytes | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and content of each; `wrapped` is the key of an encrypted Manifest.db."""
    made = moment(micros(world.scenario.phone.backup_time))
    state: dict[str, Any] = {"BackupState": "new", "SnapshotState": "finished", "IsFullBackup": False}
    state |= {"Version": "3.3" if world.version[0] >= 10 else "2.4", "Date": made}
    state["UUID"] = world.dice.fork("status").uuid()
    yield "Info.plist", _info(world) | {"Last Backup Date": made}
    yield "Manifest.plist", _manifest(world, bag, wrapped) | {"Date": made}
    yield "Status.plist", state


def _info(world: World) -> dict[str, Any]:
    phone, owner, every = world.scenario.phone, world.owner, apps.installed(world)
    known = {app.bundle: apps.metadata(world, event, app) for event, app in every}
    return {
        "Build Version": phone.build,
        "Device Name": phone.name,
        "Display Name": phone.name,
        "GUID": owner.guid,
        "ICCID": owner.iccid,
        "IMEI": owner.imei,
        "Installed Applications": [app.bundle for _, app in every],
        "Applications": {bundle: {"iTunesMetadata": data} for bundle, data in known.items() if data},
        "Phone Number": owner.number,
        "Product Type": phone.model,
        "Product Version": phone.ios,
        "Serial Number": owner.serial,
        "Target Identifier": owner.udid,
        "Target Type": "Device",
        "Unique Identifier": owner.udid.upper(),
        "iTunes Files": {},
        "iTunes Settings": {},
        "iTunes Version": "12.12.4.1",
    }


def _manifest(world: World, bag: Keybag | None, wrapped: bytes | None) -> dict[str, Any]:
    phone, owner = world.scenario.phone, world.owner
    manifest: dict[str, Any] = {
        "Version": "10.0" if world.version[0] >= 10 else "9.1",
        "SystemDomainsVersion": "24.0",
        "WasPasscodeSet": True,
        "IsEncrypted": bag is not None,
        "Lockdown": {
            "ProductVersion": phone.ios,
            "ProductType": phone.model,
            "BuildVersion": phone.build,
            "DeviceName": phone.name,
            "SerialNumber": owner.serial,
            "UniqueDeviceID": owner.udid,
        },
        "Applications": {
            app.bundle: {"CFBundleIdentifier": app.bundle, "CFBundleVersion": app.version}
            for _, app in apps.installed(world)
        },
    }
    if bag:
        manifest["BackupKeyBag"] = bag.blob
    if wrapped:
        manifest["ManifestKey"] = wrapped
    return manifest
