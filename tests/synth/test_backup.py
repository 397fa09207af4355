"""A built backup is a backup: complete, consistent, and with databases as iOS leaves them."""

import hashlib
import plistlib
from pathlib import Path

import pytest

from hoofprint.synth import build, dump, load, shipped
from hoofprint.synth.scenario import ScenarioError
from tests.synth.common import Backup, scenario

MAC = 978_307_200
FIRST, LAST = 1_520_237_400 - MAC, 1_574_274_600 - MAC
"""First boot and backup of the test phone, seconds since 2001."""
ENCRYPTED = 'encrypted = true\npassword = "p"\niterations = 10'
PROTECTED = {
    ("HomeDomain", "Library/Safari/History.db"),
    ("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata"),
    ("HomeDomain", "Library/CoreDuet/People/interactionC.db"),
}


def test_every_listed_file_is_there_and_nothing_else(tmp_path: Path) -> None:
    build(scenario(amount=1), tmp_path / "phone")
    backup = Backup(tmp_path / "phone")
    listed = set()
    for (domain, path), (name, flags, facts) in backup.rows.items():
        assert name == hashlib.sha1(f"{domain}-{path}".encode()).hexdigest()
        assert facts["RelativePath"] == path
        assert flags in (1, 2)
        if flags == 1:
            data = backup.read(domain, path)
            assert facts["Size"] == len(data)
            assert facts["Digest"] == hashlib.sha1(data).digest()
            assert facts["Birth"] <= facts["LastModified"]
            listed.add(f"{name[:2]}/{name}")
        for above in Path(path).parents:
            assert (domain, "" if str(above) == "." else str(above)) in backup.rows
    lists = {"Info.plist", "Manifest.plist", "Manifest.db", "Status.plist"}
    files = {
        p.relative_to(tmp_path / "phone").as_posix() for p in (tmp_path / "phone").rglob("*") if p.is_file()
    }
    assert files == listed | lists


@pytest.mark.parametrize(
    "ios", ["10.2", "11.4", "12.4", "13.3", "14.4", "15.5", "16.6", "17.5", "18.3", "26.2"]
)
def test_every_database_is_sound(tmp_path: Path, ios: str) -> None:
    build(scenario(ios=ios, backup=ENCRYPTED), tmp_path / "phone")
    backup, count = Backup(tmp_path / "phone", "p"), 0
    for domain, path in backup.files():
        if not backup.read(domain, path).startswith(b"SQLite format 3\0"):
            continue
        db = backup.database(domain, path)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if "Z_PRIMARYKEY" in tables:
            for number, name, _, highest in db.execute("SELECT * FROM Z_PRIMARYKEY").fetchall():
                table = f"Z{name.upper()}"
                if table in tables:
                    found = db.execute(f"SELECT max(Z_PK), max(Z_ENT) FROM {table}").fetchone()
                    assert found[0] is None or (highest >= found[0] and found[1] == number), name
        if "sqlite_sequence" in tables:
            for name, number in db.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
                assert number >= db.execute(f"SELECT max(ROWID) FROM {name}").fetchone()[0]
        db.close()
        count += 1
    assert count >= 10


def test_ids_rise_with_time_and_times_lie_in_the_life_of_the_phone(tmp_path: Path) -> None:
    build(scenario(amount=1), tmp_path / "phone")
    backup = Backup(tmp_path / "phone")
    for domain, path, query, unit in (
        ("HomeDomain", "Library/SMS/sms.db", "SELECT ROWID, date FROM message", 1e9),
        ("HomeDomain", "Library/Safari/History.db", "SELECT id, visit_time FROM history_visits", 1),
        (
            "HomeDomain",
            "Library/CallHistoryDB/CallHistory.storedata",
            "SELECT Z_PK, ZDATE FROM ZCALLRECORD",
            1,
        ),
        (
            "WirelessDomain",
            "Library/Databases/DataUsage.sqlite",
            "SELECT Z_PK, ZFIRSTTIMESTAMP FROM ZPROCESS",
            1,
        ),
        (
            "WirelessDomain",
            "Library/Databases/DataUsage.sqlite",
            "SELECT Z_PK, ZTIMESTAMP FROM ZLIVEUSAGE",
            1,
        ),
    ):
        rows = backup.database(domain, path).execute(f"{query} ORDER BY 1").fetchall()
        times = [time / unit for _, time in rows]
        assert len(times) > 10, path
        assert times == sorted(times), path
        assert times[0] >= FIRST and times[-1] <= LAST, path


def test_no_file_is_older_than_its_newest_row(tmp_path: Path) -> None:
    build(scenario(amount=1), tmp_path / "phone")
    backup = Backup(tmp_path / "phone")
    newest = backup.database("HomeDomain", "Library/SMS/sms.db").execute("SELECT max(date) FROM message")
    _, _, facts = backup.rows["HomeDomain", "Library/SMS/sms.db"]
    assert facts["LastModified"] >= newest.fetchone()[0] // 10**9 + MAC


@pytest.mark.parametrize(
    ("ios", "backup", "held"),
    [
        ("12.4", "", True),
        ("13.3", "", False),
        ("13.3", ENCRYPTED, True),
        ("13.3", "everything = true", True),
    ],
)
def test_plain_backups_lack_what_ios_protects(tmp_path: Path, ios: str, backup: str, held: bool) -> None:
    build(scenario(ios=ios, backup=backup), tmp_path / "phone")
    found = set(Backup(tmp_path / "phone", "p" if "password" in backup else "").files())
    wanted = (
        PROTECTED
        if backup or not held
        else PROTECTED - {("HomeDomain", "Library/CoreDuet/People/interactionC.db")}
    )
    assert (wanted <= found) if held else not (PROTECTED & found)


@pytest.mark.parametrize(("ios", "held"), [("14.6", True), ("14.7", False)])
def test_the_status_cache_left_backups_with_14_7(tmp_path: Path, ios: str, held: bool) -> None:
    build(scenario(ios=ios, backup=ENCRYPTED), tmp_path / "phone")
    place = ("HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist")
    assert (place in Backup(tmp_path / "phone", "p").rows) is held


def test_the_lists_say_which_phone_it_is(tmp_path: Path) -> None:
    app = '[[plant]]\nkind = "app"\nbundle = "org.example.{}"\nname = "{}"\nsource = "{}"\nat = 2019-01-01T10:00:00Z\n'
    plants = app.format("a", "A", "com.apple.AppStore") + app.format("b", "B", "Xcode")
    build(scenario(plants, ios="12.4.1"), tmp_path / "phone")
    backup = Backup(tmp_path / "phone")
    info, lockdown = backup.info, backup.manifest["Lockdown"]
    assert (info["Product Type"], info["Product Version"]) == ("iPhone10,4", "12.4.1")
    assert lockdown["SerialNumber"] == info["Serial Number"]
    assert {"org.example.a", "org.example.b"} <= set(info["Installed Applications"])
    assert "org.example.b" not in info["Applications"]
    metadata = plistlib.loads(info["Applications"]["org.example.a"]["iTunesMetadata"])
    assert metadata["softwareVersionBundleId"] == "org.example.a"
    assert metadata["com.apple.iTunesStore.downloadInfo"]["purchaseDate"] == "2019-01-01T10:00:00Z"
    assert not backup.manifest["IsEncrypted"] and backup.status["SnapshotState"] == "finished"


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "phone").mkdir()
    (tmp_path / "phone" / "letter.txt").write_text("mine")
    with pytest.raises(ScenarioError, match="not empty"):
        build(scenario(amount=0), tmp_path / "phone")
    assert [path.name for path in (tmp_path / "phone").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("place", shipped(), ids=lambda place: place.stem)
def test_every_shipped_scenario_builds(tmp_path: Path, place: Path) -> None:
    one = load(place)
    truth = (build if one.acquisition == "backup" else dump)(one, tmp_path / "phone")
    assert {planted.id for planted in truth.planted} == {plant.id for plant in one.plant}
    assert not truth.absent
    for planted in truth.planted:
        stored = tmp_path / "phone" / planted.stored
        assert stored.exists() or planted.locator == "folder", planted
