"""Keybags: keys come out for the right password only, and no count or length can hurt."""

import hashlib
import json
import plistlib
import struct
import time
import traceback
from collections import Counter
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from hypothesis import given
from hypothesis import strategies as st

from hoofprint.formats.keybag import AbsurdCount, DamagedKeybag, Keybag, KeybagError, WrongPassword, unwrap

PASSWORD = "correct horse"
SALT, FIRST_SALT = bytes(range(20)), bytes(range(20, 40))
CLASSES = {number: bytes([number]) * 32 for number in (1, 3, 4)}


def tlv(tag: str, value: int | bytes) -> bytes:
    value = struct.pack(">L", value) if isinstance(value, int) else value
    return tag.encode() + struct.pack(">L", len(value)) + value


def header(first: bool = True, iterations: int = 10, first_iterations: int = 20) -> bytes:
    start = tlv("VERS", 4) + tlv("TYPE", 1) + tlv("UUID", bytes(16)) + tlv("HMCK", bytes(40)) + tlv("WRAP", 0)
    second = tlv("SALT", SALT) + tlv("ITER", iterations)
    return start + second + (tlv("DPIC", first_iterations) + tlv("DPSL", FIRST_SALT) if first else b"")


def one_class(number: int, wrapped: bytes, wrap: int = 2) -> bytes:
    return (
        tlv("UUID", bytes(16))
        + tlv("CLAS", number)
        + tlv("WRAP", wrap)
        + tlv("KTYP", 0)
        + tlv("WPKY", wrapped)
    )


def secret(first: bool = True) -> bytes:
    stretched = PASSWORD.encode()
    if first:
        stretched = hashlib.pbkdf2_hmac("sha256", stretched, FIRST_SALT, 20, 32)
    return hashlib.pbkdf2_hmac("sha1", stretched, SALT, 10, 32)


def bag(first: bool = True) -> bytes:
    wrapped = {number: aes_key_wrap(secret(first), key) for number, key in CLASSES.items()}
    return header(first) + b"".join(one_class(number, blob) for number, blob in wrapped.items())


@pytest.mark.parametrize("first", [True, False], ids=["two rounds", "one round, before iOS 10.2"])
def test_the_password_gives_the_class_keys(first: bool) -> None:
    assert Keybag.parse(bag(first)).unlock(PASSWORD) == CLASSES


def test_another_password_gives_none_and_is_not_repeated() -> None:
    wrong = "".join(["no", "pe"])
    with pytest.raises(WrongPassword) as caught:
        Keybag.parse(bag()).unlock(wrong)
    assert wrong not in "".join(traceback.format_exception(caught.value))


def test_a_file_key_is_unwrapped_by_its_class() -> None:
    key = bytes(range(32))
    blob = struct.pack("<L", 3) + aes_key_wrap(CLASSES[3], key)
    assert unwrap(CLASSES, blob) == key


@pytest.mark.parametrize(
    ("blob", "reason"),
    [
        (b"", "0 bytes, not of 44"),
        (bytes(48), "48 bytes, not of 44"),
        (struct.pack("<L", 9) + bytes(40), "class 9, which the keybag does not give"),
        (struct.pack("<L", 3) + bytes(40), "key of class 3 does not open it"),
    ],
)
def test_a_wrapped_key_that_cannot_be_had_says_why(blob: bytes, reason: str) -> None:
    with pytest.raises(DamagedKeybag, match=reason):
        unwrap(CLASSES, blob)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (header(first_iterations=2**32 - 1), r"4,294,967,295 rounds .* \(DPIC\)"),
        (header(first_iterations=50_000_001), "DPIC"),
        (header(first_iterations=0), "0 rounds"),
        (header(iterations=10_000_001), "ITER"),
        (header(iterations=0), "ITER"),
    ],
)
def test_absurd_counts_are_refused_before_any_work(data: bytes, reason: str) -> None:
    begun = time.process_time()
    with pytest.raises(AbsurdCount, match=reason):
        Keybag.parse(data + one_class(3, bytes(40)))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"bplist00 and more", "claims"),
        (bag()[:-1], "WPKY claims 40 bytes, 1 more"),
        (bag()[:-45], "cut at byte"),
        (tlv("VERS", 3) + tlv("SALT", SALT), "no number TYPE"),
        (header().replace(b"SALT", b"SALZ"), "no salt SALT"),
        (header(), "no class key"),
        (header() + one_class(3, bytes(8)), "no class key"),
        (header() + one_class(3, bytes(40), wrap=1), "no class key"),
        (bytes(2 << 20), "2,097,152 bytes"),
    ],
)
def test_a_damaged_keybag_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedKeybag, match=reason):
        Keybag.parse(data)


def test_one_damaged_class_costs_only_itself() -> None:
    parsed = Keybag.parse(bag() + one_class(5, bytes(40)) + one_class(6, b"short") + tlv("UUID", bytes(16)))
    notes: Counter[str] = Counter()
    assert parsed.unlock(PASSWORD, notes) == CLASSES
    assert notes == {"key of class 5 damaged": 1}
    assert parsed.notes == {"class without wrapped key": 1, "class without number or wrap flags": 1}


def test_two_keys_for_one_class_are_noted_and_the_first_counts() -> None:
    other = one_class(3, aes_key_wrap(secret(), bytes(32)))
    notes: Counter[str] = Counter()
    assert Keybag.parse(bag() + other).unlock(PASSWORD, notes) == CLASSES
    assert notes == {"class 3 has two different keys": 1}


def test_nothing_wrapped_or_salted_is_printed() -> None:
    shown = repr(Keybag.parse(bag()))
    assert repr(SALT)[2:20] not in shown
    assert "wrapped=" not in shown


@given(st.binary(max_size=300), st.integers(0, 600), st.integers(0, 40))
def test_any_bytes_give_a_keybag_or_a_reason(junk: bytes, at: int, cut: int) -> None:
    whole = bag()
    try:
        Keybag.parse(whole[:at] + junk + whole[at + cut :])
    except KeybagError as error:
        assert str(error)


def test_a_real_keybag_opens(shared: Path) -> None:
    folder = shared / "real"
    name = "ios_backup_keybag/Manifest-10-test123.plist"
    facts = [json.loads(line) for line in (folder / "EXPECTED.jsonl").read_text().splitlines()]
    value = next(f["value"] for f in facts if f["path"] == name and f["fact"] == "keybag unlock")
    manifest = plistlib.loads((folder / name).read_bytes())
    parsed = Keybag.parse(manifest["BackupKeyBag"])
    assert (parsed.version, parsed.kind) == (value["version"], value["type"])
    assert (parsed.iterations, parsed.first_iterations) == (value["iterations"], value["dpic"])
    keys = parsed.unlock(value["password"])
    assert {str(n): hashlib.sha256(k).hexdigest() for n, k in keys.items()} == value["class_key_sha256"]
    manifest_key = unwrap(keys, manifest["ManifestKey"])
    assert hashlib.sha256(manifest_key).hexdigest() == value["manifest_key_sha256"]
