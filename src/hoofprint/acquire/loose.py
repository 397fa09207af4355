"""Logs that somebody copied off a phone one by one: crash reports, shutdown logs, an App Privacy Report.

Sync programs and `idevicecrashreport` leave such folders, and owners share single reports from the phone's settings.
Where a log of that name lies on every phone, it gets that device path; everything else stands under `/@logs`.
"""

import re

from hoofprint.acquire.domains import VAR
from hoofprint.acquire.evidence import Evidence
from hoofprint.acquire.filesystem import inventory, opener
from hoofprint.acquire.store import Store
from hoofprint.model.arrow import Column
from hoofprint.model.arrow import compute as pc
from hoofprint.model.entry import Device

KIND = "ios_logs"
ELSEWHERE = "/@logs"
"""Root for what has no known place on a phone."""
PLACES = {
    r"\.ips(?:\.synced|\.beta)?$": f"{VAR}/mobile/Library/Logs/CrashReporter",
    r"(?:^|/)shutdown(?:\.[^/]+)?\.log$": f"{VAR}/db/diagnostics",
    r"(?i:app_privacy_report)[^/]*\.ndjson(?:\.txt)?$": f"{ELSEWHERE}/privacy",
}
"""How a log's name ends, and the folder it came from."""
MARK = "|".join(PLACES)


def holds_logs(names: Column) -> bool:
    """Whether a listing names at least one log that is known by its name."""
    return bool(pc.any(pc.match_substring_regex(names, MARK)).as_py())


def open_logs(store: Store) -> Evidence:
    """The logs in a store. What phone they are from, they only say one by one."""
    return Evidence(
        kind=KIND,
        wrapping=store.wrapping,
        encrypted=False,
        device=Device(),
        sha256=store.sha256(),
        sha256_of="archive" if store.wrapping != "folder" else "listing",
        inventory=inventory(store, device_name),
        opener=opener(store),
        notes=list(store.notes),
        damage=store.damage,
        oddities=store.oddities,
    )


def device_name(name: str) -> str:
    """The device path of one member; folders in between stay, so that no two become one."""
    inner = "/".join(part for part in name.split("/") if part not in ("", "."))
    for ending, folder in PLACES.items():
        if re.search(ending, inner):
            return f"{folder}/{inner}"
    return f"{ELSEWHERE}/{inner}" if inner else ELSEWHERE
