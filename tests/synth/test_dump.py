"""The same phone as a file-system dump, with rows that stand only in write-ahead logs."""

import plistlib
import sqlite3
from pathlib import Path

import pytest

from hoofprint.synth import build, dump
from tests.synth.common import Backup, opened, scenario

SMS = "private/var/mobile/Library/SMS/sms.db"
LATE = '[[plant]]\nkind="message"\nid="late"\nfrom="+12025550100"\ntext="late"\nat=2019-05-05T05:05:05Z\nwal=true\n'
RECENT = (
    '[[plant]]\nkind="message"\nid="recent"\nfrom="+12025550100"\ntext="recent"\nat=2019-11-19T20:00:00Z\n'
)


def texts(folder: Path, scratch: Path, with_log: bool) -> set[str]:
    """Texts of the messages, with or without what stands in the log."""
    log = folder / f"{SMS}-wal"
    db = opened((folder / SMS).read_bytes(), log.read_bytes() if with_log and log.exists() else b"", scratch)
    found = {text for (text,) in db.execute("SELECT text FROM message")}
    db.close()
    return found


def test_the_tree_is_the_phone(tmp_path: Path) -> None:
    phone = scenario(amount=1, backup='encrypted = true\npassword = "p"\niterations = 10')
    build(phone, tmp_path / "backup")
    dump(phone, tmp_path / "dump")
    backup = Backup(tmp_path / "backup", "p")
    for domain, path in backup.files():
        if domain == "HomeDomain":
            place = tmp_path / "dump/private/var/mobile" / path
            assert place.read_bytes() == backup.read(domain, path), path
            assert int(place.stat().st_mtime) == backup.rows[domain, path][2]["LastModified"]


def test_containers_say_whose_they_are(tmp_path: Path) -> None:
    dump(scenario(amount=1), tmp_path / "dump")
    found = {}
    for place in (tmp_path / "dump").rglob(".com.apple.mobile_container_manager.metadata.plist"):
        content = plistlib.loads(place.read_bytes())
        assert content["MCMMetadataUUID"] == place.parent.name
        found[place.parent.parent.name, content["MCMMetadataIdentifier"]] = place.parent
    safari = found["Application", "com.apple.mobilesafari"]
    assert (safari / "Library/WebKit/WebsiteData").is_dir()
    assert ("SystemGroup", "systemgroup.com.apple.configurationprofiles") in found
    bundles = list(
        (tmp_path / "dump/private/var/containers/Bundle/Application").glob("*/iTunesMetadata.plist")
    )
    assert len(bundles) >= 7


def test_what_ios_keeps_out_of_backups_is_in_a_dump(tmp_path: Path) -> None:
    truth = dump(
        scenario('[[plant]]\nkind="lookup"\naccount="a@example.org"\n', ios="15.1"), tmp_path / "dump"
    )
    assert truth.planted[0].file == "/private/var/mobile/Library/IdentityServices/idstatuscache.plist"
    assert (tmp_path / "dump" / truth.planted[0].stored).is_file()


@pytest.mark.parametrize("wal", [True, False])
def test_late_rows_stand_only_in_the_log(tmp_path: Path, wal: bool) -> None:
    truth = dump(scenario(LATE + RECENT, amount=1), tmp_path / "dump", wal=wal)
    assert {one.id for one in truth.planted} == {"late", "recent"}
    whole = texts(tmp_path / "dump", tmp_path, True)
    alone = texts(tmp_path / "dump", tmp_path, False)
    assert {"late", "recent"} <= whole
    assert "late" not in alone
    assert ("recent" in alone) is not wal


def test_logs_are_entries_of_their_own_in_backups(tmp_path: Path) -> None:
    build(scenario(LATE), tmp_path / "phone")
    backup = Backup(tmp_path / "phone")
    assert ("HomeDomain", "Library/SMS/sms.db-wal") in backup.rows
    with_log = backup.database("HomeDomain", "Library/SMS/sms.db")
    assert with_log.execute("SELECT count(*) FROM message WHERE text='late'").fetchone() == (1,)
    assert with_log.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_phone_without_late_rows_has_no_logs(tmp_path: Path) -> None:
    dump(scenario(amount=1), tmp_path / "dump")
    assert not list((tmp_path / "dump").rglob("*-wal"))
    place = tmp_path / "dump" / SMS
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(f"file:{place}?mode=rw&vfs=unix-none", uri=True).execute("DELETE FROM message")
