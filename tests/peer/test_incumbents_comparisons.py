"""More proven failures of the incumbent, each as a test that they are not ours: comparing, times, verdicts."""

import hashlib
import os
import plistlib
import time
from pathlib import Path

import pytest

from hoofprint.artifacts.registry import artifacts
from hoofprint.formats.source import BytesSource
from hoofprint.workers.file import File
from tests.artifacts.fixtures import HERE, Fixture, run
from tests.peer.phones import backup, dump, examined, found, sql, stix
from tests.peer.test_incumbents_mistakes import LURE, SAFARI, visits


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
