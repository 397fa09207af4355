"""One `open` for every acquisition: the same phone in any wrapping is the same evidence."""

import shutil
from pathlib import Path

import pytest

from hoofprint.acquire.errors import CannotOpen
from hoofprint.acquire.evidence import Evidence
from hoofprint.workers.pool import Pool
from tests.acquire.phones import PASSWORD, content, opened, phones, pool, tarred, zipped

__all__ = ["phones", "pool"]
SMS = "/private/var/mobile/Library/SMS/sms.db"


def listing(evidence: Evidence) -> list[tuple[object, ...]]:
    names = ("path", "kind", "size", "modified", "born", "mode", "inode", "protection", "absent")
    return list(zip(*(evidence.inventory[name].to_pylist() for name in names), strict=True))


def test_plain_folder(phones: Path, pool: Pool) -> None:
    evidence = opened(phones / "plain", pool)
    assert (evidence.kind, evidence.wrapping, evidence.encrypted) == ("ios_backup", "folder", False)
    device = evidence.device
    assert (device.model, device.os_version, device.build) == ("iPhone 11", "14.4", "18D52")
    assert content(evidence, SMS).startswith(b"SQLite format 3\0")


def test_encrypted_is_read_in_place(phones: Path, pool: Pool) -> None:
    plain, locked = opened(phones / "plain", pool), opened(phones / "encrypted", pool, PASSWORD)
    assert locked.encrypted
    # Some stores are kept only in encrypted backups: everything the plain one has is there, the same.
    both = set(plain.inventory["path"].to_pylist()) & set(locked.inventory["path"].to_pylist())
    assert SMS in both
    assert content(locked, SMS) == content(plain, SMS)
    stored = {str(row["stored"]) for row in locked.entries([SMS])}
    assert all(b"SQLite" not in (phones / "encrypted" / name).read_bytes()[:64] for name in stored)


@pytest.mark.parametrize("wrap", ["zip", "tar", "tar.gz"])
@pytest.mark.parametrize("prefix", ["", "Backup/00008030-000000000000001E/"])
@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_backup_in_any_wrapping(
    phones: Path, pool: Pool, tmp_path: Path, wrap: str, prefix: str, kind: str
) -> None:
    target = tmp_path / f"backup.{wrap}"
    if wrap == "zip":
        zipped(phones / kind, target, prefix)
    else:
        tarred(phones / kind, target, prefix, "w:gz" if wrap == "tar.gz" else "w")
    folder, wrapped = opened(phones / kind, pool, PASSWORD), opened(target, pool, PASSWORD)
    assert wrapped.wrapping == wrap
    assert listing(wrapped) == listing(folder)
    assert wrapped.device == folder.device
    assert content(wrapped, SMS) == content(folder, SMS)


@pytest.mark.parametrize("prefix", ["", "/", "./", "filesystem2/../", "EXTRACTION/device/"])
@pytest.mark.parametrize("wrap", ["zip", "tar.gz"])
def test_a_dump_in_any_wrapping(phones: Path, pool: Pool, tmp_path: Path, wrap: str, prefix: str) -> None:
    if prefix == "filesystem2/../":  # the data partition alone, as one tool names it
        source, prefix = phones / "dump" / "private" / "var", "filesystem2/"
    else:
        source = phones / "dump"
    target = tmp_path / f"dump.{wrap}"
    zipped(source, target, prefix) if wrap == "zip" else tarred(source, target, prefix, "w:gz")
    folder, wrapped = opened(phones / "dump", pool), opened(target, pool)
    files = {row["path"] for row in folder.entries(["/private/var/**"]) if row["kind"] == "file"}
    assert wrapped.kind == "ios_filesystem"
    assert {row["path"] for row in wrapped.entries(["/private/var/**"]) if row["kind"] == "file"} == files
    assert content(wrapped, SMS) == content(folder, SMS)


def words(path: Path, pool: Pool, password: str | None = None) -> str:
    with pytest.raises(CannotOpen) as error:
        opened(path, pool, password)
    return str(error.value)


def test_password_missing_and_wrong(phones: Path, pool: Pool) -> None:
    assert "its backup password is needed" in words(phones / "encrypted", pool)
    said = words(phones / "encrypted", pool, "sesame-open")
    assert "does not fit" in said and "sesame" not in said


def test_not_a_backup(phones: Path, pool: Pool, tmp_path: Path) -> None:
    assert "no such file" in words(tmp_path / "nowhere", pool)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "todo.txt").write_text("milk")
    assert "found: todo.txt" in words(tmp_path / "notes", pool)
    (tmp_path / "empty").mkdir()
    assert "empty" in words(tmp_path / "empty", pool)
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0 no archive")
    assert "neither a folder nor a zip" in words(tmp_path / "picture.jpg", pool)


def test_a_backup_one_level_up_or_down(phones: Path, pool: Pool, tmp_path: Path) -> None:
    shutil.copytree(phones / "plain", tmp_path / "outer" / "inner")
    assert str(tmp_path / "outer" / "inner") in words(tmp_path / "outer", pool)
    below = next(path for path in (tmp_path / "outer" / "inner").iterdir() if path.is_dir())
    assert "one level up" in words(below, pool)
    assert "give the folder" in words(tmp_path / "outer" / "inner" / "Manifest.db", pool)


def test_an_incomplete_backup_names_what_is_absent(phones: Path, pool: Pool, tmp_path: Path) -> None:
    copy = tmp_path / "backup"
    shutil.copytree(phones / "plain", copy)
    (row,) = opened(phones / "plain", pool).entries([SMS])
    (copy / str(row["stored"])).unlink()
    evidence = opened(copy, pool)
    (note,) = [note for note in evidence.notes if note.startswith("incomplete")]
    assert "1 listed files" in note and SMS in note
    assert [row["absent"] for row in evidence.entries([SMS])] == [True]
    (copy / "Manifest.db").unlink()
    assert "incomplete backup" in words(copy, pool)


def test_a_damaged_or_cut_manifest(phones: Path, pool: Pool, tmp_path: Path) -> None:
    copy = tmp_path / "backup"
    shutil.copytree(phones / "plain", copy)
    whole = (copy / "Manifest.db").read_bytes()
    (copy / "Manifest.db").write_bytes(b"")
    assert "Manifest.db" in words(copy, pool)
    (copy / "Manifest.db").write_bytes(b"nonsense" * 100)
    assert "list of files cannot be read" in words(copy, pool)
    (copy / "Manifest.db").write_bytes(whole[: len(whole) // 2])
    try:
        evidence = opened(copy, pool)
        assert any("Manifest.db" in note for note in evidence.notes)
    except CannotOpen as error:
        assert "Manifest.db" in str(error)


def test_an_absurd_derivation_count_is_refused(phones: Path, pool: Pool, tmp_path: Path) -> None:
    copy = tmp_path / "backup"
    shutil.copytree(phones / "encrypted", copy)
    plist = copy / "Manifest.plist"
    data = plist.read_bytes()
    at = data.index(b"DPIC") + 8
    plist.write_bytes(data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :])
    assert "absurd" in words(copy, pool, PASSWORD)


def test_an_unreadable_file_costs_itself(phones: Path, pool: Pool, tmp_path: Path) -> None:
    copy = tmp_path / "backup"
    shutil.copytree(phones / "plain", copy)
    (row,) = opened(copy, pool).entries([SMS])
    stored = copy / str(row["stored"])
    stored.unlink()
    stored.symlink_to("/etc/hostname")
    evidence = opened(copy, pool)
    with pytest.raises(CannotOpen, match="sms.db|Too many levels|" + stored.name):
        content(evidence, SMS)
