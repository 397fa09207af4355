"""What the acquisition itself says about the phone: model, iOS version and build, dates, serial number."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from hoofprint.acquire.index import Fact
from hoofprint.model.entry import Device

DUMP_FILES = (
    "/System/Library/CoreServices/SystemVersion.plist",
    "/private/var/installd/Library/MobileInstallation/LastBuildInfo.plist",
    "/private/var/root/Library/Lockdown/data_ark.plist",
    "/private/var/mobile/Library/Preferences/com.apple.MobileBackup.plist",
)
"""Where a file-system dump keeps facts about the device; any of them may be missing."""


@cache
def _models() -> dict[str, str]:
    text = resources.files("hoofprint.acquire").joinpath("data/devices.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines()[1:])


def model(product: str | None) -> str | None:
    """Marketing name of a product type, None where it is not in the list."""
    return _models().get(product or "")


def from_backup(facts: Mapping[str, Mapping[str, Fact]]) -> Device:
    """From Info.plist, and where it is silent from Manifest.plist and Status.plist."""
    info, manifest, status = (
        facts.get(name, {}) for name in ("Info.plist", "Manifest.plist", "Status.plist")
    )

    def text(*keys: str) -> str | None:
        found = (source[key].text for source in (info, manifest) for key in keys if key in source)
        return next((value for value in found if value), None)

    product = text("Product Type", "Lockdown/ProductType")
    dates = [info.get("Last Backup Date"), manifest.get("Date"), status.get("Date")]
    return Device(
        product=product,
        model=model(product),
        os_version=text("Product Version", "Lockdown/ProductVersion"),
        build=text("Build Version", "Lockdown/BuildVersion"),
        name=text("Device Name", "Lockdown/DeviceName"),
        serial=text("Serial Number", "Lockdown/SerialNumber"),
        phone_number=text("Phone Number"),
        backup_time=next((date.time for date in dates if date and date.time), None),
    )


def from_dump(facts: Mapping[str, Mapping[str, Fact]]) -> Device:
    """From the few property lists of a dump, and the texts of a sysdiagnose, that state such facts."""

    def text(*keys: str) -> str | None:
        found = (source[key].text for source in facts.values() for key in keys if key in source)
        return next((value for value in found if value), None)

    product = text("-ProductType", "ProductType")
    return Device(
        product=product,
        model=model(product),
        os_version=text("ProductVersion", "-ProductVersion", "OSVersion"),
        build=text("ProductBuildVersion", "-BuildVersion", "BuildVersion"),
        name=text("-DeviceName"),
        serial=text("-SerialNumber", "SerialNumber"),
        zone=text("-TimeZone"),
    )
