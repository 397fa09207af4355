"""Sysdiagnose archives: the collection of logs a phone makes of itself, as tar.gz, or unpacked as a folder.

Much in one is a copy of a file of the phone, under another name: those get the device path they were copied from, so
that the artifacts that know them read them. What never was a file (`ps.txt`, `remotectl_dumpstate.txt`) and what has no
known place stands under `/@sysdiagnose`. The archive's name says when it was made, with the offset of local time.
Sources: lists of files in published tools (EC-DIGIT-CSIRC/sysdiagnose, MVT) and public handbooks.
"""

import re
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from msgspec.structs import replace

from hoofprint.acquire.device import from_dump
from hoofprint.acquire.domains import VAR
from hoofprint.acquire.errors import CannotOpen
from hoofprint.acquire.evidence import Evidence
from hoofprint.acquire.facts import read_facts, read_properties
from hoofprint.acquire.filesystem import inventory, opener
from hoofprint.acquire.store import Store
from hoofprint.model.arrow import Column
from hoofprint.model.arrow import compute as pc
from hoofprint.model.entry import Device
from hoofprint.model.times import moment
from hoofprint.workers.pool import Pool

KIND = "ios_sysdiagnose"
ELSEWHERE = "/@sysdiagnose"
"""Root for what was no file of the phone, or none whose place is known."""
MARK = re.compile(r"^((?:[^/]+/)?)(?:sysdiagnose\.log|remotectl_dumpstate\.txt|system_logs\.logarchive/.+)$")
"""What names a sysdiagnose, at the top of an archive or in its one folder: the group is the prefix of all names."""
NAME = re.compile(
    r"sysdiagnose_(\d{4})\.(\d\d)\.(\d\d)_(\d\d)-(\d\d)-(\d\d)([+-])(\d\d)(\d\d)_[^/]*?(?:_([0-9A-Za-z]+))?(?:\.tar\.gz|/|$)"
)
PROFILES = f"{VAR}/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles"
PLACES = (
    ("crashes_and_spins/", f"{VAR}/mobile/Library/Logs/CrashReporter/"),
    ("system_logs.logarchive/Extra/", f"{VAR}/db/diagnostics/"),
    *((f"system_logs.logarchive/{name}/", f"{VAR}/db/diagnostics/{name}/")
      for name in ("Persist", "Special", "Signpost", "HighVolume", "timesync")),
    ("system_logs.logarchive/dsc/", f"{VAR}/db/uuidtext/dsc/"),
    ("logs/MobileInstallation/", f"{VAR}/installd/Library/Logs/MobileInstallation/"),
    ("logs/MobileLockdown/", f"{VAR}/logs/"),
    ("logs/lockdownd.log", f"{VAR}/logs/lockdownd.log"),
    ("logs/MobileContainerManager/", f"{VAR}/root/Library/Logs/MobileContainerManager/"),
    ("logs/MCState/Shared/", f"{PROFILES}/Library/ConfigurationProfiles/"),
    ("logs/MCState/User/", f"{VAR}/mobile/Library/UserConfigurationProfiles/"),
    ("logs/Accessibility/TCC.db", f"{VAR}/mobile/Library/TCC/TCC.db"),
    ("logs/SystemVersion/SystemVersion.plist", "/System/Library/CoreServices/SystemVersion.plist"),
    ("WiFi/com.apple.wifi.known-networks.plist", f"{VAR}/preferences/com.apple.wifi.known-networks.plist"),
    ("WiFi/com.apple.wifi", f"{VAR}/preferences/SystemConfiguration/com.apple.wifi"),
)  # fmt: skip
"""Beginning of a name in the archive, and of the device path it was copied from; the first that fits."""
VERSION, STATE = "/System/Library/CoreServices/SystemVersion.plist", f"{ELSEWHERE}/remotectl_dumpstate.txt"


@dataclass(frozen=True)
class Made:
    """What the archive's name says: when it was made, and the build of iOS."""

    time: int | None = None
    """Microseconds UTC."""
    zone: str | None = None
    build: str | None = None


def root(names: Column) -> str | None:
    """The prefix of a sysdiagnose's names in a listing; None where there is none."""
    fits = names.filter(pc.match_substring_regex(names, MARK.pattern))
    prefixes = {m[1] for name in fits.to_pylist() if (m := MARK.match(str(name)))}
    return min(prefixes, key=len) if prefixes else None


def open_sysdiagnose(store: Store, prefix: str, name: str, pool: Pool) -> Evidence:
    """The sysdiagnose in a store whose file or folder is called `name`; raises `CannotOpen`."""
    evidence = Evidence(
        kind=KIND,
        wrapping=store.wrapping,
        encrypted=False,
        device=Device(),
        sha256=store.sha256(),
        sha256_of="archive" if store.wrapping != "folder" else "listing",
        inventory=inventory(store, lambda one: device_name(one, prefix)),
        opener=opener(store),
        notes=list(store.notes),
        damage=store.damage,
        oddities=store.oddities,
    )
    evidence.device = _device(evidence, made(f"{prefix}{name}"), pool)
    return evidence


def device_name(name: str, prefix: str) -> str:
    """The device path of one member."""
    inner = f"{name}/".removeprefix(prefix).strip("/")
    for begins, place in PLACES:
        if inner.startswith(begins):
            return place + inner.removeprefix(begins)
    if re.match(r"system_logs\.logarchive/[0-9A-F]{2}/", inner):
        return f"{VAR}/db/uuidtext/{inner.partition('/')[2]}"
    return f"{ELSEWHERE}/{inner}" if inner else ELSEWHERE


def made(name: str) -> Made:
    """What a name of the form `sysdiagnose_2024.05.01_10-30-00+0200_iPhone-OS_iPhone_21E219` says."""
    if not (found := NAME.search(name)):
        return Made()
    *date, sign, hours, minutes, build = found.groups()
    year, month, day, hour, minute, second = map(int, date)
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        time = moment(datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset)))
    except ValueError:
        return Made(build=build)
    return Made(time, f"{sign}{hours}:{minutes}", build)


def _device(evidence: Evidence, told: Made, pool: Pool) -> Device:
    facts = {}
    for path, read in ((VERSION, read_facts), (STATE, read_properties)):
        for found in evidence.find([path]):
            # A fact that cannot be read is shown as unknown; the artifact that reads the same file says why.
            with ExitStack() as stack, suppress(CannotOpen):
                facts[path] = read(evidence.open(found, stack), path, pool)
    device = from_dump(facts)
    return replace(
        device, build=device.build or told.build, backup_time=told.time, zone=device.zone or told.zone
    )
