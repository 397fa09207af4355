"""Proven failures of the incumbent on iPhones (MVT 2026.10.26), by number: the same small inputs are not ours.

W-13, W-17 and W-18 over all public values: tests/detect/indicators/test_public_values.py. W-20 is about Android only.
"""

import hashlib
import json
import os
import plistlib
import tarfile
import time
from pathlib import Path

import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.formats.source import BytesSource
from hoofprint.workers.file import File
from tests.artifacts.fixtures import HERE, Fixture, run
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


def test_w16_hashes_of_files_are_compared(tmp_path: Path) -> None:
    listed = stix(
        tmp_path,
        f"[file:hashes.'SHA-256'='{hashlib.sha256(b'implant').hexdigest()}']",
        f"[file:hashes.md5='{hashlib.md5(b'other').hexdigest()}']",
    )
    files = {
        "/private/var/tmp/a": b"implant",
        "/private/var/tmp/b": b"other",
        "/private/var/mobile/Library/SMS/Attachments/aa/0/x/c.gif": b"implant",
    }
    phone = dump(tmp_path / "phone", files)
    assert {one.artifact for one in examined(phone, listed).sightings} == {"ios.attachment_kinds"}
    asked = examined(phone, listed, hashes=("/private/var/tmp/**",))
    assert {one.file for one in asked.sightings if one.artifact == "ios.file_hashes"} == {
        "/private/var/tmp/a",
        "/private/var/tmp/b",
    }


def test_w16_certificates_are_compared_wherever_they_lie(tmp_path: Path) -> None:
    """The incumbent compares none on iOS: here one in the trust store, and the same brought by a profile."""
    store = Fixture("ios.trusted_certificates", HERE / "ios.trusted_certificates" / "ios15.sql")
    profile = (HERE / "ios.profiles" / "ios15-notifications.plist").read_bytes()
    group = "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.configurationprofiles"
    files = {
        "/private/var/protected/trustd/private/TrustStore.sqlite3": sql(store.script),
        f"{group}/Library/ConfigurationProfiles/profile-0.stub": profile,
    }
    published = "ae309af9350309e0c2802d6aef196c9c8e0fc2b8"
    for pattern in (f"[app:cert.sha1='{published}']", f"[x509-certificate:hashes.'SHA-1'='{published}']"):
        face = examined(dump(tmp_path / "phone", files), stix(tmp_path, pattern))
        assert {one.artifact for one in found(face, published)} == {
            "ios.trusted_certificates",
            "ios.profiles",
        }


def test_w17_w18_nothing_is_met_by_a_part_of_a_value(tmp_path: Path) -> None:
    patterns = [
        "[ipv4-addr:value='192.0.2.22']",
        "[domain-name:value='amazing.lab']",
        "[file:path='/private/var/tmp/l']",
        "[file:path='/private/var/tmp/hooker']",
        "[configuration-profile:id='44c8a7ee-0000-4000-8000-000000000007']",
    ]
    listed = stix(tmp_path, *patterns)
    urls = [
        (f"'https://{host}/'", 7e8)
        for host in ("192.0.2.229", "myamazing.lab.local", "intranet.example/amazing.lab")
    ]
    names = ("launchd.state", "lockdown_cache", "hooker_unrelated")
    files = {f"/private/var/tmp/{name}": b"x" for name in names}
    face = examined(dump(tmp_path / "phone", {**files, SAFARI: sql(visits(*urls))}), listed)
    # An address that names a host in its path may lead there: said as such, and weaker than the host itself.
    assert {(one.value, one.how) for one in face.sightings} <= {("amazing.lab", "encoded")}
    assert [f.rule for f in face.findings if f.grade >= "G3"] == []


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_w19_times_do_not_depend_on_where_they_are_read(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A purchase at noon UTC is at noon UTC, whatever zone the examiner's machine is set to."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        held = plistlib.dumps(
            {
                "softwareVersionBundleId": "com.example.app",
                "com.apple.iTunesStore.downloadInfo": {"purchaseDate": "2021-05-05T12:00:00Z"},
            }
        )
        file = File("/private/var/containers/Bundle/Application/A/iTunesMetadata.plist", BytesSource(held))
        (row,) = run(artifacts()["ios.applications"], file).rows
        assert "2021-05-05T12:00:00.000000Z" in row.values()
    finally:
        monkeypatch.undo()
        os.environ.setdefault("TZ", "UTC")
        time.tzset()


def test_w21_names_alone_are_no_finding(tmp_path: Path) -> None:
    """A folder called payload, a redirect from http to https of one site, an event called Meeting with Notes."""
    calendar = Fixture("ios.calendar", HERE / "ios.calendar" / "ios12.sql").script.partition("-- wal:")[0]
    calendar += "UPDATE CalendarItem SET summary = 'Meeting', description = 'Notes';"
    redirect = visits(("'http://bbc.example/'", 7e8), ("'https://www.bbc.example/'", 7e8 + 0.4))
    redirect += "UPDATE history_visits SET redirect_destination = 2 WHERE id = 1;"
    redirect += "UPDATE history_visits SET redirect_source = 1 WHERE id = 2;"
    files = {
        "/private/var/mobile/Media/payload/x": b"x",
        SAFARI: sql(redirect),
        "/private/var/mobile/Library/Calendar/Calendar.sqlitedb": sql(calendar),
    }
    face = examined(dump(tmp_path / "phone", files))
    assert [(f.rule, f.grade) for f in face.findings if f.grade >= "G3"] == []


def test_w27_not_looked_at_is_not_clean(tmp_path: Path) -> None:
    """Listed and not there; damaged; without the table; empty; not held by this kind of acquisition; not asked for."""
    home = {
        ("HomeDomain", "Library/Safari/History.db"): None,
        ("HomeDomain", "Library/TCC/TCC.db"): b"no database",
        ("HomeDomain", "Library/SMS/sms.db"): sql("CREATE TABLE other (a);"),
        ("HomeDomain", "Library/Calendar/Calendar.sqlitedb"): sql(
            "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY);"
        ),
    }
    face = examined(backup(tmp_path / "backup", home))
    told = {line.artifact: (line.status, line.reason) for line in face.coverage}
    assert (
        told["ios.safari_history"][0] == "failed"
        and "not in the acquisition" in told["ios.safari_history"][1]
    )
    assert told["ios.tcc"][0] == "failed" and "not an SQLite database" in told["ios.tcc"][1]
    assert told["ios.messages"][0] == "unknown schema"
    assert told["ios.calendar"][0] in ("empty", "partial")
    assert told["ios.shutdown_log"] == ("absent", "not kept in a plain backup")
    assert told["ios.file_hashes"] == ("absent", "not asked for")
    assert told["ios.id_status"] == ("absent", "not kept by this version of iOS")
    assert set(told) == set(artifacts())


def test_w28_a_sighting_says_where_it_stood(tmp_path: Path) -> None:
    data = sql(visits((f"'https://{LURE}/x'", 7e8)))
    face = examined(dump(tmp_path / "phone", {SAFARI: data}), stix(tmp_path, f"[domain-name:value='{LURE}']"))
    (seen,) = [one for one in found(face, LURE, "ios.safari_history") if one.column == "url"]
    assert (seen.file, seen.time) == (SAFARI, "2023-03-08T20:26:40.000000Z")
    assert "history_visits" in seen.locator and "1" in seen.locator
    line = next(one for one in face.coverage if one.artifact == "ios.safari_history")
    assert [file.sha256 for file in line.files] == [hashlib.sha256(data).hexdigest()]


def test_w33_every_list_that_claims_a_value_is_named(tmp_path: Path) -> None:
    lists = [
        stix(tmp_path / "lists", f"[domain-name:value='{LURE}']", name=f"{name}.stix2", campaign=name)
        for name in ("Cytrox", "Predator")
    ]
    phone = dump(tmp_path / "phone", {SAFARI: sql(visits((f"'https://{LURE}/x'", 7e8)))})
    (seen,) = [
        one for one in found(examined(phone, *lists), LURE, "ios.safari_history") if one.column == "url"
    ]
    claims = " ".join((*seen.indicator.campaigns, seen.indicator.campaign, *seen.also_in))
    assert "Cytrox" in claims and "Predator" in claims
