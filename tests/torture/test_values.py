"""Items 60 to 79 and 117: property lists, key bags, manifests made to exhaust or escape; secrets that must not show."""

import base64
import os
import plistlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hoofprint.cli import main
from tests.torture.databases import at, flipped, sql
from tests.torture.ground import ID_STATUS, PASSWORD, SMS, Lab, Outcome, copied, digest, holds, put, stored

XML = b'<?xml version="1.0" encoding="%s"?>\n'
DOCTYPE = b"<!DOCTYPE plist [%s]>\n"
BODY = b'<plist version="1.0"><dict><key>a</key><string>%s</string></dict></plist>'


def binary(objects: list[bytes], refs: int = 1, count: int | None = None, top: int = 0) -> bytes:
    """A binary property list of raw objects."""
    data, offsets = b"bplist00", []
    for one in objects:
        offsets.append(len(data))
        data += one
    table = b"".join(offset.to_bytes(4, "big") for offset in offsets)
    number = len(objects) if count is None else count
    return (
        data
        + table
        + bytes(6)
        + bytes([4, refs])
        + b"".join(n.to_bytes(8, "big") for n in (number, top, len(data)))
    )


def doubling(levels: int) -> bytes:
    """Each list holds the next one twice: a few hundred bytes that stand for 2^levels values."""
    return binary([bytes([0xA2, n + 1, n + 1]) for n in range(levels)] + [b"\x51x"])


BOMB = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(9))
PLISTS = {
    "t060-doubling": doubling(40),
    "t061-itself": binary([b"\xa1\0"]),
    "t061-mutual": binary([b"\xd1\1\2", b"\x51a", b"\xa1\0"]),
    "t062-depth": binary([b"\xa1" + (n + 1).to_bytes(2, "big") for n in range(60_000)] + [b"\x51x"], refs=2),
    "t062-xml-depth": XML % b"UTF-8" + b"<plist>" + b"<array>" * 200_000,
    "t063-offsets": binary([b"\x51x"])[:-8] + b"\xff" * 8,
    "t063-count": binary([b"\x51x"], count=1 << 40),
    "t063-refs": binary([b"\xa1\1", b"\x51x"], refs=255),
    "t063-no-refs": binary([b"\xa1\1", b"\x51x"], refs=0),
    "t063-length": binary([b"\x5f\x13" + b"\x3f" + b"\xff" * 7]),
    "t063-no-trailer": b"bplist00",
    "t064-int": binary([b"\xd1\1\2", b"\x51a", b"\x14" + b"\xff" * 16]),
    "t064-date": binary([b"\xd1\1\2", b"\x51a", b"\x33\x7f\xf8" + bytes(6)]),
    "t064-uid": binary([b"\xd1\1\2", b"\x51a", b"\x87" + b"\x80" + bytes(7)]),
    "t064-key": binary([b"\xd1\1\2", b"\xa0", b"\x51x"]),
    "t075-keys": binary(
        [
            b"\xdf\x12"
            + (30_000).to_bytes(4, "big")
            + b"".join(n.to_bytes(2, "big") for n in (*range(1, 30_001), *[30_001] * 30_000))
        ]
        + [b"\x14" + (n * ((1 << 61) - 1)).to_bytes(16, "big") for n in range(30_000)]
        + [b"\x51x"],
        refs=2,
    ),
    "t065-entities": XML % b"UTF-8" + DOCTYPE % (b'<!ENTITY e0 "x">' + BOMB) + BODY % b"&e9;",
    "t065-external": XML % b"UTF-8" + DOCTYPE % b'<!ENTITY x SYSTEM "file:///etc/passwd">' + BODY % b"&x;",
    "t066-encoding": XML % b"UTF-6" + BODY % b"x",
    "t066-utf7": XML % b"UTF-7" + BODY % b"+ADw-",
    "t066-utf16": (XML % b"UTF-16" + BODY % b"x").decode().encode("utf-16-le"),
    "t067-archive": plistlib.dumps(
        {"$archiver": "NSKeyedArchiver", "$top": {}, "$objects": [], "$version": 1}
    ),
    "t068-json": b'{"a": 1}',
    "t068-openstep": b"{ a = b; }",
    "t068-empty": b"",
    "t069-blank": b" " * 5000,
}


@pytest.mark.parametrize("data", PLISTS.values(), ids=PLISTS)
def test_a_property_list_costs_at_most_itself(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, data: bytes
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    put(phone / stored(backup, ID_STATUS), data)
    got = lab.check(phone)
    unread = got.line("ios.id_status").status not in ("read", "empty")
    holds(got, backup, ID_STATUS, reads=not unread)
    assert "root:" not in repr(got.tables.get("ios.id_status"))
    if not unread:
        assert got.line("ios.id_status").rows == 0 or got.line("ios.id_status").oddities


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_in_a_property_list(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, seed: int
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    place = phone / stored(backup, ID_STATUS)
    put(place, flipped(seed, 2 + seed)(place.read_bytes()))
    got = lab.check(phone)
    holds(got, backup, ID_STATUS, reads=got.line("ios.id_status").status in ("read", "empty"))


MANIFESTS = {
    "t079-outside": "UPDATE Files SET fileID = '../../etc/passwd' WHERE relativePath LIKE '%sms.db'",
    "t079-absolute": "UPDATE Files SET fileID = '/etc/passwd' WHERE relativePath LIKE '%sms.db'",
    "t079-not-hex": "UPDATE Files SET fileID = 'zz' || char(10, 27) WHERE relativePath LIKE '%sms.db'",
    "t079-missing": "UPDATE Files SET fileID = '" + "0" * 40 + "' WHERE relativePath LIKE '%sms.db'",
    "t079-path": "UPDATE Files SET domain = '../..', relativePath = '../../x' WHERE relativePath LIKE '%clients.plist'",
    "t079-blob": "UPDATE Files SET file = zeroblob(100000) WHERE relativePath LIKE '%sms.db'",
}


@pytest.mark.parametrize("statement", MANIFESTS.values(), ids=MANIFESTS)
def test_a_manifest_names_no_file_outside(
    lab: Lab, ground: Path, backup: Outcome, tmp_path: Path, statement: str
) -> None:
    phone = copied(ground / "backup", tmp_path / "phone")
    put(phone / "Manifest.db", sql(statement)((phone / "Manifest.db").read_bytes()))
    got = lab.check(phone)
    for name in ("ios.tcc", "ios.safari_history", "ios.data_usage"):
        assert got.tables[name] == backup.tables[name]
    assert got.bounded and "root:" not in str(got.tables.get("ios.messages"))
    line = got.line("ios.messages")
    if "fileID" in statement:
        assert line.status == "failed" and got.result.exit_code == 4
        assert got.check("TI-02")[0] == "failed" or "0000" in statement


def test_t079_a_million_rows(lab: Lab, ground: Path, backup: Outcome, tmp_path: Path) -> None:
    many = (
        "INSERT INTO Files(fileID, domain, relativePath, flags) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
        "SELECT i + 1 FROM n WHERE i < 60000) SELECT printf('%040d', i), 'HomeDomain', 'x' || i, 1 FROM n"
    )
    phone = copied(ground / "backup", tmp_path / "phone")
    put(phone / "Manifest.db", sql(many)((phone / "Manifest.db").read_bytes()))
    got = lab.check(phone)
    assert got.tables["ios.messages"] == backup.tables["ios.messages"] and got.bounded


@pytest.mark.parametrize("place", [b"DPIC", b"ITER"])
def test_t078_an_absurd_count_is_refused_before_it_is_counted(
    ground: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: bytes
) -> None:
    phone = copied(ground / "encrypted", tmp_path / "phone")
    data = (phone / "Manifest.plist").read_bytes()
    put(phone / "Manifest.plist", at(data.index(place) + 8, b"\xff" * 4)(data))
    (tmp_path / "secret").write_text(PASSWORD)
    start = time.process_time()
    code = main(
        ["check", str(phone), "--case", str(tmp_path / "case"), "--password-file", str(tmp_path / "secret")]
    )
    said = capsys.readouterr().err
    assert code == 3 and "absurd" in said and time.process_time() - start < 10
    assert PASSWORD not in said


def forms(secret: bytes) -> list[bytes]:
    text = secret.decode("latin-1")
    return [secret, text.encode("utf-16-le"), base64.b64encode(secret).rstrip(b"="), secret.hex().encode()]


def test_t117_the_password_shows_nowhere(ground: Path, tmp_path: Path) -> None:
    """Not in arguments, environments, the case, or what is written; wherever and however it is written."""
    before = digest(ground / "encrypted")
    (tmp_path / "secret").write_text(PASSWORD)
    (tmp_path / "home").mkdir()
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "hoofprint",
            "check",
            str(ground / "encrypted"),
            "--case",
            str(tmp_path / "case"),
            "--password-file",
            str(tmp_path / "secret"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "home")},
    )
    held: list[bytes] = []
    while child.poll() is None:
        for each in Path("/proc").glob("[0-9]*"):
            try:
                if f"PPid:\t{os.getpid()}\n" in (each / "status").read_text() or child.pid == int(each.name):
                    held += [(each / "cmdline").read_bytes(), (each / "environ").read_bytes()]
            except (OSError, ValueError):
                continue
        time.sleep(0.1)
    assert child.stdout is not None
    held.append(child.stdout.read())
    assert child.returncode in (0, 1)
    held += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != "secret"]
    assert len(held) > 20
    for form in forms(PASSWORD.encode()):
        assert not any(form in data for data in held)
    assert digest(ground / "encrypted") == before


def test_t079_an_encrypted_file_with_another_key(lab: Lab, ground: Path, tmp_path: Path) -> None:
    sound = lab.check(ground / "encrypted", password=PASSWORD)
    phone = copied(ground / "encrypted", tmp_path / "phone")
    place = phone / stored(sound, SMS)
    put(place, bytes(reversed(place.read_bytes())))
    got = lab.check(phone, password=PASSWORD)
    holds(got, sound, SMS, says="not encrypted with this backup's keys")
    assert got.check("TI-01")[0] == "failed"
