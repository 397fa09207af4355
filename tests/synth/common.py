"""What several tests of the synthetic phone need: a small scenario, and independent ways to read what was built."""

import hashlib
import plistlib
import sqlite3
import struct
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from hoofprint.synth import Scenario, load

PHONE = """
name = "test"
[phone]
model = "{model}"
ios = "{ios}"
build = "TEST"
zone = "+02:00"
life = "{life}"
first_boot = 2018-03-05T08:10:00Z
backup_time = 2019-11-20T18:30:00Z
amount = {amount}
[backup]
{backup}
{plants}
"""


def scenario(
    plants: str = "",
    *,
    ios: str = "12.4",
    model: str = "iPhone10,4",
    life: str = "ordinary",
    amount: float = 0.2,
    backup: str = "",
) -> Scenario:
    """A small phone with those plants."""
    text = PHONE.format(ios=ios, model=model, life=life, amount=amount, backup=backup, plants=plants)
    return load(text)


def tree(folder: Path) -> dict[str, tuple[float, bytes]]:
    """Every path with its time and content."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mtime,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


def opened(data: bytes, wal: bytes, folder: Path) -> sqlite3.Connection:
    """A database from its bytes, with its write-ahead log applied by SQLite itself."""
    place = folder / f"{hashlib.sha256(data + wal).hexdigest()[:16]}.db"
    place.write_bytes(data)
    if wal:
        place.with_name(place.name + "-wal").write_bytes(wal)
    return sqlite3.connect(place)


class Backup:
    """A built backup, read without any code of Hoofprint."""

    def __init__(self, folder: Path, password: str = "") -> None:
        self.folder = folder
        self.info, self.manifest, self.status = (
            plistlib.loads((folder / name).read_bytes())
            for name in ("Info.plist", "Manifest.plist", "Status.plist")
        )
        self._keys = class_keys(self.manifest["BackupKeyBag"], password) if password else {}
        data = (folder / "Manifest.db").read_bytes()
        if password:
            data = self._decrypted(data, self.manifest["ManifestKey"])
        db = opened(rollback(data), b"", folder.parent)
        self.rows = {
            (domain, path): (name, flags, facts(blob))
            for name, domain, path, flags, blob in db.execute(
                "SELECT fileID, domain, relativePath, flags, file FROM Files"
            )
        }
        db.close()

    def _decrypted(self, data: bytes, wrapped: bytes) -> bytes:
        key = aes_key_unwrap(self._keys[struct.unpack("<I", wrapped[:4])[0]], wrapped[4:])
        decryptor = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).decryptor()
        padded = decryptor.update(data) + decryptor.finalize()
        count = padded[-1]
        assert 1 <= count <= 16 and padded[-count:] == bytes([count]) * count
        return padded[:-count]

    def read(self, domain: str, path: str) -> bytes:
        """A file's content, decrypted where it has a key."""
        name, _, known = self.rows[domain, path]
        data = (self.folder / name[:2] / name).read_bytes()
        return self._decrypted(data, known["EncryptionKey"]) if "EncryptionKey" in known else data

    def plist(self, domain: str, path: str) -> Any:
        """A property list's content."""
        return plistlib.loads(self.read(domain, path))

    def database(self, domain: str, path: str) -> sqlite3.Connection:
        """A database, with its log where the backup holds one."""
        wal = self.read(domain, f"{path}-wal") if (domain, f"{path}-wal") in self.rows else b""
        return opened(self.read(domain, path), wal, self.folder.parent)

    def files(self) -> list[tuple[str, str]]:
        """Domain and path of every file."""
        return sorted(place for place, (_, flags, _) in self.rows.items() if flags == 1)


def rollback(data: bytes) -> bytes:
    """The database without the mark that it is written through a log."""
    return data[:18] + b"\1\1" + data[20:]


def facts(blob: bytes) -> dict[str, Any]:
    """The fields of an archived MBFile, references followed."""
    archive = plistlib.loads(blob)
    objects = archive["$objects"]

    def value(found: Any) -> Any:
        if isinstance(found, plistlib.UID):
            found = objects[found.data]
        return found["NS.data"] if isinstance(found, dict) and "NS.data" in found else found

    top = objects[archive["$top"]["root"].data]
    assert value(top["$class"])["$classname"] == "MBFile"
    return {name: value(found) for name, found in top.items() if name != "$class"}


def class_keys(bag: bytes, password: str) -> dict[int, bytes]:
    """The class keys of a keybag; raises `InvalidUnwrap` for a wrong password."""
    tags, at = [], 0
    while at < len(bag):
        name, length = bag[at : at + 4].decode(), struct.unpack(">I", bag[at + 4 : at + 8])[0]
        tags.append((name, bag[at + 8 : at + 8 + length]))
        at += 8 + length
    head = dict(tags[: [name for name, _ in tags].index("CLAS") - 1])
    secret = password.encode()
    if "DPSL" in head:
        rounds = int.from_bytes(head["DPIC"], "big")
        secret = hashlib.pbkdf2_hmac("sha256", secret, head["DPSL"], rounds, 32)
    key = hashlib.pbkdf2_hmac("sha1", secret, head["SALT"], int.from_bytes(head["ITER"], "big"), 32)
    classes = [int.from_bytes(value, "big") for name, value in tags if name == "CLAS"]
    wrapped = [value for name, value in tags if name == "WPKY"]
    return {number: aes_key_unwrap(key, each) for number, each in zip(classes, wrapped, strict=True)}
