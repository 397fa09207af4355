"""Proven failures of the incumbent on iPhones (MVT 2026.10.26), by number: the same small inputs are not ours.

W-13, W-17 and W-18 over all public values: tests/detect/indicators/test_public_values.py. W-20 is about Android only.
"""

import json
import plistlib
import tarfile
from pathlib import Path

from tests.artifacts.fixtures import HERE, Fixture
from tests.peer.phones import backup, dump, examined, found, sql, stix, with_log

SAFARI, SMS = "/private/var/mobile/Library/Safari/History.db", "/private/var/mobile/Library/SMS/sms.db"
LURE = "lure.example.org"
HISTORY = """
CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT, domain_expansion TEXT, visit_count INTEGER);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL, title TEXT,
  redirect_source INTEGER, redirect_destination INTEGER);
"""
MESSAGES = Fixture("ios.messages", HERE / "ios.messages" / "ios17.sql").script


def visits(*urls: tuple[object, float]) -> str:
    """History with one visit for each address and time; an address is SQL."""
    rows = "".join(
        f"INSERT INTO history_items VALUES ({n}, {url}, NULL, 1);"
        f"INSERT INTO history_visits VALUES ({n}, {n}, {when}, NULL, NULL, NULL);"
        for n, (url, when) in enumerate(urls, 1)
    )
    return HISTORY + rows


def test_w03_paths_are_met_in_a_copy_of_a_file_system_and_in_a_backup(tmp_path: Path) -> None:
    listed = stix(
        tmp_path,
        "[file:path='/private/var/tmp/hooker']",
        "[file:path='/private/var/mobile/Media/l/kusama.txt']",
    )
    face = examined(
        dump(tmp_path / "dump", {"/private/var/tmp/hooker": b"x", "/private/var/mobile/Library/x": b""}),
        listed,
    )
    assert found(face, "/private/var/tmp/hooker", "ios.files")
    made = backup(tmp_path / "backup", {("MediaDomain", "Media/l/kusama.txt"): b"x"})
    assert found(examined(made, listed), "/private/var/mobile/Media/l/kusama.txt", "ios.files")


def test_w05_no_message_is_dropped_and_senders_count(tmp_path: Path) -> None:
    """Without handle; text only in attributedBody; a link without scheme; the sender himself."""
    listed = stix(tmp_path, f"[domain-name:value='{LURE}']", "[email-addr:value='sender@example.com']")
    base = "INSERT INTO message (ROWID, guid, text, handle_id, service, date, is_from_me, attributedBody) VALUES "
    inputs = {
        "no handle": f"(901, 'a', 'see https://{LURE}/x', 0, 'iMessage', 7e17, 0, NULL)",
        "attributedBody": f"(902, 'b', NULL, 0, 'iMessage', 7e17, 0, typedstream('see https://{LURE}/x'))",
        "no scheme": f"(903, 'c', 'see {LURE}/x', 0, 'iMessage', 7e17, 0, NULL)",
        "sender": "(904, 'd', 'hello', 999, 'iMessage', 7e17, 0, NULL)",
    }
    script = MESSAGES.partition("-- wal:")[0]
    script += "INSERT INTO handle (ROWID, id, service) VALUES (999, 'sender@example.com', 'iMessage');"
    script += "".join(f"{base} {values};" for values in inputs.values())
    face = examined(dump(tmp_path / "phone", {SMS: sql(script)}), listed)
    (lures, senders) = (found(face, value, "ios.messages") for value in (LURE, "sender@example.com"))
    assert sum(one.count for one in lures if one.column == "text") == 3
    assert [one.locator for one in senders if "904" in one.locator]


def test_w06_addresses_are_met_wherever_people_are_named(tmp_path: Path) -> None:
    listed = stix(tmp_path, "[email-addr:value='sender@example.com']")
    calls = Fixture("ios.calls", HERE / "ios.calls" / "ios17.sql").script.partition("-- wal:")[0]
    people = Fixture("ios.interaction_contacts", HERE / "ios.interactions" / "ios17.sql").script.partition(
        "-- wal:"
    )[0]
    calls += "UPDATE ZCALLRECORD SET ZADDRESS = CAST('sender@example.com' AS BLOB);"
    people += "UPDATE ZCONTACTS SET ZIDENTIFIER = 'sender@example.com';"
    face = examined(
        dump(
            tmp_path / "phone",
            {
                "/private/var/mobile/Library/CallHistoryDB/CallHistory.storedata": sql(calls),
                "/private/var/mobile/Library/CoreDuet/People/interactionC.db": sql(people),
            },
        ),
        listed,
    )
    met = {one.artifact for one in found(face, "sender@example.com")}
    assert {"ios.calls", "ios.interaction_contacts"} <= met


def test_w07_the_log_of_a_database_in_a_backup_is_applied(tmp_path: Path) -> None:
    """Side files are entries with an id of their own; the only visit is in the log."""
    pair = with_log(
        "History.db", f"{HISTORY}\n-- wal:\n" + visits((f"'https://{LURE}/x'", 7e8)).removeprefix(HISTORY)
    )
    home = {("HomeDomain", f"Library/Safari/{name}"): data for name, data in pair.items()}
    face = examined(backup(tmp_path / "backup", home), stix(tmp_path, f"[domain-name:value='{LURE}']"))
    (seen,) = found(face, LURE, "ios.safari_history")
    assert (seen.column, seen.count) == ("url", 1)


def test_w08_one_bad_record_costs_itself_only(tmp_path: Path) -> None:
    """A time of zero, no address, an address that is no UTF-8, a process without times, a profile without content."""
    listed = stix(
        tmp_path,
        f"[domain-name:value='{LURE}']",
        "[process:name='roleaboutd']",
        "[configuration-profile:id='AAAA']",
    )
    bad = visits(
        (f"'https://{LURE}/x'", 7e8),
        ("'http://a.example/'", 0),
        ("NULL", 7e8),
        ("CAST(X'68C3285F' AS TEXT)", 7e8),
    )
    usage = Fixture("ios.data_usage", HERE / "ios.data_usage" / "ios12.sql").script.partition("-- wal:")[0]
    usage += "INSERT INTO ZPROCESS (Z_PK, ZPROCNAME) VALUES (900, NULL), (901, 'roleaboutd');"
    group = "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles"
    profiles = f"{group}/Library/ConfigurationProfiles"
    face = examined(
        dump(
            tmp_path / "phone",
            {
                SAFARI: sql(bad),
                "/private/var/wireless/Library/Databases/DataUsage.sqlite": sql(usage),
                f"{profiles}/profile-0.stub": plistlib.dumps({"PayloadUUID": "BBBB"}),
                f"{profiles}/profile-1.stub": plistlib.dumps({"PayloadUUID": "AAAA", "PayloadContent": []}),
            },
        ),
        listed,
    )
    assert found(face, LURE, "ios.safari_history")
    assert found(face, "roleaboutd", "ios.data_usage_processes")
    assert [one.artifact for one in face.sightings if one.kind == "profile"] == ["ios.profiles"]
    history = next(line for line in face.coverage if line.artifact == "ios.safari_history")
    assert history.rows == 4 and history.oddities, "every row is there, and the odd one is counted"


def test_w09_without_any_list_the_same_records_are_read(tmp_path: Path) -> None:
    phone = dump(
        tmp_path / "phone",
        {
            "/private/var/root/Library/Preferences/com.apple.CrashReporter.plist": plistlib.dumps(
                {"SubmitToApple": False}
            ),
            SAFARI: sql(visits((f"'https://{LURE}/x'", 7e8))),
        },
    )
    bare, listed = examined(phone), examined(phone, stix(tmp_path, "[domain-name:value='other.example.com']"))
    told = [[(line.artifact, line.status, line.rows) for line in face.coverage] for face in (bare, listed)]
    assert told[0] == told[1]
    assert [f.rule for f in bare.findings] == [f.rule for f in listed.findings]


def test_w10_a_sysdiagnose_is_examined(tmp_path: Path) -> None:
    """A listed path in shutdown.log, a listed program in ps.txt and in a crash report; as archive and unpacked."""
    top = "sysdiagnose_2024.05.01_10-30-00+0200_iPhone-OS_iPhone_21E219"
    ps = (HERE / "ios.running_processes" / "ios16.txt").read_bytes()
    said = {"procName": "roleaboutd", "procPath": "/private/var/db/bh"}
    report = [
        json.dumps(part) for part in ({"bug_type": "309", "timestamp": "2024-04-30 10:00:00.00 +0200"}, said)
    ]
    logs = {
        "sysdiagnose.log": b"",
        "ps.txt": ps + b"root 0 200 66 1 4 0.0 0.0 0 0 0 0 - ?? ?s 7:47AM 0:00.00 /private/var/db/bh\n",
        "system_logs.logarchive/Extra/shutdown.log": b"After 1.20s, these clients are still here:\n"
        b"\t\tremaining client pid: 66 (/private/var/db/bh)\n",
        "crashes_and_spins/roleaboutd-2024-04-30-100000.ips": "\n".join(report).encode(),
    }
    folder = dump(tmp_path / "given", {f"{top}/{name}": data for name, data in logs.items()})
    with tarfile.open(tmp_path / f"{top}.tar.gz", "w:gz") as archive:
        archive.add(folder / top, top)
    listed = stix(tmp_path, "[process:name='bh']", "[process:name='roleaboutd']")
    for phone in (tmp_path / f"{top}.tar.gz", folder / top):
        face = examined(phone, listed)
        assert face.kind == "ios_sysdiagnose"
        met = {"ios.shutdown_log", "ios.running_processes", "ios.crash_reports"}
        assert {one.artifact for one in (*found(face, "bh"), *found(face, "roleaboutd"))} >= met
        told = {line.artifact: (line.status, line.reason) for line in face.coverage}
        assert told["ios.messages"] == ("absent", "not kept in a sysdiagnose")
        assert told["ios.tcc"] == ("absent", "not in this acquisition")


def test_w13_ports_names_and_dots_do_not_hide_a_host(tmp_path: Path) -> None:
    spelt = ("{}:8443/x", "user@{}/x", "{}./x", "a.b.{}/x", "{}/x)")
    urls = [(f"'https://{one.format(LURE)}'", 7e8) for one in spelt]
    phone = dump(tmp_path / "phone", {SAFARI: sql(visits(*urls))})
    face = examined(phone, stix(tmp_path, f"[domain-name:value='{LURE}']"))
    assert sum(one.count for one in found(face, LURE, "ios.safari_history") if one.column == "url") == len(
        spelt
    )


def test_w14_origins_behind_hashed_folders_are_read(tmp_path: Path) -> None:
    stored = f"\x05\0\0\0\x01https{chr(len(LURE))}\0\0\0\x01{LURE}\0".encode("latin-1") * 2
    app = "/private/var/mobile/Containers/Data/Application/AAAAAAAA-0000-4000-8000-000000000001"
    folder = f"{app}/Library/WebKit/WebsiteData/Default/{'h' * 43}/{'h' * 43}"
    face = examined(
        dump(tmp_path / "phone", {f"{folder}/origin": stored}),
        stix(tmp_path, f"[domain-name:value='{LURE}']"),
    )
    assert found(face, LURE, "ios.web_origins")


def test_w15_lines_after_the_last_restart_stay(tmp_path: Path) -> None:
    log = b"After 1.20s, these clients are still here:\n\t\tremaining client pid: 66 (/private/var/db/bh)\n"
    phone = dump(tmp_path / "phone", {"/private/var/db/diagnostics/shutdown.log": log})
    (seen,) = found(examined(phone, stix(tmp_path, "[process:name='bh']")), "bh", "ios.shutdown_log")
    assert seen.time is None
