"""Backups of iOS 9 and before: one flat folder under a Manifest.mbdb, read here by a reader of its own."""

import hashlib
import plistlib
import struct
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from hoofprint.synth import build
from tests.synth.common import class_keys, opened, scenario

LOCKED = 'encrypted = true\npassword = "correct"\niterations = 25'


def records(data: bytes) -> list[dict[str, object]]:
    """Every record of the list."""
    assert data[:6] == b"mbdb\x05\x00"
    at, found = 6, []

    def text() -> bytes | None:
        nonlocal at
        (length,) = struct.unpack_from(">H", data, at)
        at += 2
        if length == 0xFFFF:
            return None
        at += length
        return data[at - length : at]

    while at < len(data):
        domain, path, target, digest, key = (text() for _ in range(5))
        mode, _, _, _, modified, _, born, size, protection, count = struct.unpack_from(
            ">HQIIIIIQBB", data, at
        )
        at += struct.calcsize(">HQIIIIIQBB")
        assert target is None and count == 0
        found.append(
            {
                "domain": (domain or b"").decode(),
                "path": (path or b"").decode(),
                "digest": digest,
                "key": key,
                "mode": mode,
                "modified": modified,
                "born": born,
                "size": size,
                "protection": protection,
            }
        )
    return found


@pytest.mark.parametrize("backup", ["", LOCKED], ids=["plain", "encrypted"])
def test_the_list_fits_the_files(tmp_path: Path, backup: str) -> None:
    truth = build(scenario(ios="9.3.3", model="iPhone7,2", backup=backup), tmp_path / "phone")
    folder = tmp_path / "phone"
    manifest = plistlib.loads((folder / "Manifest.plist").read_bytes())
    keys = class_keys(manifest["BackupKeyBag"], "correct") if backup else {}
    listed = records((folder / "Manifest.mbdb").read_bytes())
    names = set()
    for record in listed:
        name = hashlib.sha1(f"{record['domain']}-{record['path']}".encode()).hexdigest()
        if record["mode"] == 0o40755:
            continue
        names.add(name)
        data = (folder / name).read_bytes()
        if backup:
            wrapped = record["key"]
            assert isinstance(wrapped, bytes)
            key = aes_key_unwrap(keys[struct.unpack("<I", wrapped[:4])[0]], wrapped[4:])
            decryptor = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).decryptor()
            data = decryptor.update(data) + decryptor.finalize()
            data = data[: -data[-1]]
        assert hashlib.sha1(data).digest() == record["digest"]
        assert len(data) == record["size"]
    lists = {"Info.plist", "Manifest.plist", "Manifest.mbdb", "Status.plist"}
    assert {path.name for path in folder.iterdir()} == names | lists
    assert b"DPIC" not in manifest.get("BackupKeyBag", b"")
    assert truth.kind == ("encrypted backup" if backup else "backup")


def test_dates_of_messages_are_seconds(tmp_path: Path) -> None:
    plants = '[[plant]]\nkind = "message"\nfrom = "+12025550100"\ntext = "x"\nat = 2019-01-01T10:00:00Z\n'
    truth = build(scenario(plants, ios="9.3.3", amount=0), tmp_path / "phone")
    data = (tmp_path / "phone" / truth.planted[0].stored).read_bytes()
    dates = opened(data, b"", tmp_path).execute("SELECT date FROM message").fetchall()
    assert dates == [(1_546_336_800 - 978_307_200,)]
