"""How each kind of published fact is compared with what an examination recorded of its file."""

import tomllib
from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from hoofprint.artifacts.fields import partners
from hoofprint.artifacts.registry import artifacts
from hoofprint.model.record import IN_TABLE
from hoofprint.model.times import rfc3339, unix
from tests.real.phones import Examined

Fact = dict[str, Any]
Row = dict[str, Any]
Check = Callable[[Examined, str, Fact], None]
"""Gets the examination, the device path of the fact's file and the fact; raises where the fact does not hold."""
LEDGER = tomllib.loads((Path(__file__).parent / "facts.toml").read_text())


def rows(examined: Examined, artifact: str, device: str) -> list[Row]:
    """The records of one file that SQLite still finds in it."""
    return [row for row in examined.rows(artifact) if row["_file"] == device and row["_origin"] in IN_TABLE]


def row_counts(run: Examined, device: str, fact: Fact) -> None:
    """Every table of the file: as many records as rows, or joined, or with its reason."""
    found: Counter[str] = Counter()
    joined = {t for pattern, ts in LEDGER["joined"].items() if fnmatchcase(device, f"*{pattern}") for t in ts}
    for line in run.face.coverage:
        if any(file.file == device for file in line.files):
            plan = artifacts()[line.artifact].plan
            joined |= {p.table for source in (plan.fields.values() if plan else ()) for p in partners(source)}
            per = Counter(str(row["_table"]) for row in rows(run, line.artifact, device))
            found |= per
            joined |= {plan.table} if plan else set()
    for table, count in fact["value"].items():
        count = count[1] if isinstance(count, list) else count
        if found[table]:
            assert found[table] == count, f"{device}: {table}"
        elif not any(fnmatchcase(table, pattern) for pattern in joined):
            assert any(fnmatchcase(table, pattern) for pattern in LEDGER["tables"]), (
                f"{device}: {table}: {count}"
            )


def first_and_last(run: Examined, device: str, fact: Fact) -> None:
    artifact, field = LEDGER["times"][fact["fact"].split()[0]]
    times = [row[field] for row in rows(run, artifact, device) if row[field]]
    assert [rfc3339(min(times)), rfc3339(max(times))] == fact["value"], fact


def top_level_keys(run: Examined, device: str, fact: Fact) -> None:
    """Each key of a preferences file is the beginning of a record's, unless what it holds is empty throughout."""
    (line,) = (one for one in run.face.coverage if any(file.file == device for file in one.files))
    told = {str(row.get("key") or row["_key"]) for row in rows(run, line.artifact, device)}
    assert {
        key for key in fact["value"] if not any(one == key or one.startswith(f"{key}.") for one in told)
    } == set()


def apps_of_the_keyboard(run: Examined, device: str, fact: Fact) -> None:
    assert {row["bundle"] for row in rows(run, "ios.keyboard_use", device)} <= set(fact["value"])
    assert len(rows(run, "ios.keyboard_use", device)) == 158  # as a peer published


def networks_joined(run: Examined, device: str, fact: Fact) -> None:
    assert rows(run, "ios.joined_networks", device)


def lease(run: Examined, device: str, fact: Fact) -> None:
    (row,) = rows(run, "ios.dhcp_leases", device)
    assert row["ssid"] and row["start"] and row["length"]


def crash(run: Examined, device: str, fact: Fact) -> None:
    (row,) = rows(run, "ios.crash_reports", device)
    told, header = fact["value"], fact["value"]["header"]
    assert (row["bug_type"], row["incident"]) == (header["bug_type"], header["incident_id"])
    assert (row["os_version"], row["bundle"]) == (header["os_version"], header["bundleID"])
    assert row["executable"] == told.get("procPath", told.get("Path"))
    assert row["process"] == told.get("procName", told.get("Process", "").partition("[")[0].strip())
    assert row["exception"] == crash_exception(told)
    images = rows(run, "ios.crash_images", device)
    assert len(images) == told.get("n_usedImages", told.get("n_binary_images"))
    captured = told.get("captureTime", told.get("Date/Time"))
    assert rfc3339(row["time"])[14:23] == captured[14:23], (
        "the minute and its fraction are the same in any zone"
    )


def crash_exception(told: dict[str, Any]) -> str:
    held = told.get("exception")
    return f"{held['type']} {held['signal']}" if held else told["Exception Type"]


def cookies(run: Examined, device: str, fact: Fact) -> None:
    made = [
        [row["host"], row["name"], row["path"], row["expires"], row["created"] and rfc3339(row["created"])]
        for row in rows(run, "ios.cookies", device)
    ]
    assert made == fact["value"]


def cookie_of_the_source(run: Examined, device: str, fact: Fact) -> None:
    found = [
        row
        for row in rows(run, "ios.cookies", device)
        if (row["host"], row["name"]) == (".www.yahoo.com", "fpc")
    ]
    assert [(rfc3339(row["created"])[:19], row["expires"][:19]) for row in found] == [
        ("2013-07-08T17:24:30", "2014-07-08T05:24:29")
    ]


def privacy(run: Examined, device: str, fact: Fact) -> None:
    made = rows(run, "ios.privacy_report", device)
    assert Counter(row["type"] for row in made) == fact["value"]["types"]
    assert Counter(row["host"] for row in made if row["host"]) == fact["value"]["domains"]


def privacy_of_the_source(run: Examined, device: str, fact: Fact) -> None:
    made = rows(run, "ios.privacy_report", device)
    assert len(made) == 72
    assert (made[8]["bundle"], made[8]["host"], rfc3339(made[8]["time"])) == (
        "com.apple.mobilecal",
        "calendars.icloud.com",
        "2022-04-27T14:59:33.170000Z",
    )


def knowledge(run: Examined, device: str, fact: Fact) -> None:
    made = rows(run, "ios.knowledge", device)
    in_front = [row for row in made if row["stream"] == "/app/inFocus"]
    assert len(in_front) == 17, "the source counts these"
    first = in_front[0]
    assert (first["bundle"], rfc3339(first["start"])[:19]) == (
        "com.apple.Installer-Progress",
        "2019-02-10T16:59:57",
    )


def installs(run: Examined, device: str, fact: Fact) -> None:
    made, told = rows(run, "ios.app_installs", device), fact["value"]
    assert len(made) == told["entries"]
    by = {
        event: {row["bundle"] for row in made if row["event"] == event}
        for event in ("installed", "uninstalling")
    }
    assert sorted(by["installed"]) == told["installed"]
    assert sorted(by["uninstalling"]) == told["uninstalled"]


def lockdown(run: Examined, device: str, fact: Fact) -> None:
    made = rows(run, "ios.lockdown_log", device)
    assert len(made) == 153
    if isinstance(fact["value"], list):
        times = [rfc3339(row["time"])[11:26] for row in (made[0], made[-1])]
        assert times == [written.split()[1] for written in fact["value"][1:]]
    else:
        assert rfc3339(made[6]["time"]) == "2021-10-13T07:57:42.869324Z"


def power_spans(run: Examined, device: str, fact: Fact) -> None:
    """Times of the log's own clock, as stored: the fact does not correct them."""
    table, (count, first, last) = fact["fact"].partition(":")[0], fact["value"]
    stored = [
        row["stored"]
        for artifact in ("ios.powerlog_use", "ios.powerlog_processes", "ios.powerlog_apps")
        for row in rows(run, artifact, device)
        if row["_table"].removesuffix("_Dynamic") == table
    ]
    assert len(stored) == count or table.endswith("ProcessMonitorInterval")
    ends = [unix(round(value, 6)) for value in (min(stored), max(stored))]
    assert [rfc3339(end or 0) for end in ends] == [first, last]


def power_of_the_source(run: Examined, device: str, fact: Fact) -> None:
    made = [row for row in rows(run, "ios.powerlog_use", device) if row["screen"] is not None]
    assert len(made) == 102
    assert (made[0]["bundle"], made[0]["screen"]) == ("com.apple.springboard.home-screen", 30.339694)


def power_offsets(run: Examined, device: str, fact: Fact) -> None:
    """The second offset holds for what was stored after the second moment."""
    (_, _), (_, _), (since, ahead), *_ = fact["value"]
    late = [
        row
        for row in rows(run, "ios.powerlog_use", device)
        if row["stored"] and since < row["stored"] < since + 3600
    ]
    assert late and all(abs(row["time"] / 1e6 - row["stored"] - ahead) < 1e-3 for row in late)


def power_processes(run: Examined, device: str, fact: Fact) -> None:
    told = {name for name, _ in fact["value"]}
    use = rows(run, "ios.powerlog_use", device)
    assert told <= {row["process"] for row in use if row["wifi_in"] is not None}


def power_apps(run: Examined, device: str, fact: Fact) -> None:
    made = {(row["bundle"], row["version"], row["name"]) for row in rows(run, "ios.powerlog_apps", device)}
    assert {tuple(one) for one in fact["value"]} <= made


CHECKS: dict[tuple[str, str], Check] = {
    ("crash/*", "header and main body fields"): crash,
    ("browser/Cookies*", "cookies (*"): cookies,
    ("browser/Cookies*", "values stated*"): cookie_of_the_source,
    ("app_privacy_report/*", "records by type; domains"): privacy,
    ("app_privacy_report/*", "values stated*"): privacy_of_the_source,
    ("other_apple/macos/knowledgec*", "values stated*"): knowledge,
    ("sysdiagnose_pieces/logs/MobileInstallation/*", "entries, *"): installs,
    ("sysdiagnose_pieces/logs/lockdownd.log", "*"): lockdown,
    ("*.PLSQL", "PL*: rows, first, last"): power_spans,
    ("*.PLSQL", "values stated*"): power_of_the_source,
    ("*.PLSQL", "time offset rows*"): power_offsets,
    ("*.PLSQL", "process names*"): power_processes,
    ("*.PLSQL", "installed apps*"): power_apps,
    ("ios_fs_*app_usage_database.plist", "top-level keys"): apps_of_the_keyboard,
    ("ios_fs_*wifi-private-mac-networks.plist", "top-level keys"): networks_joined,
    ("ios_fs_*leases/*", "top-level keys"): lease,
    ("ios_fs_*data_ark.plist", "top-level keys"): top_level_keys,
}
