"""The keybag of an encrypted iPhone backup: from the backup password to the keys of its protection classes.

A keybag is a row of tag (4 ASCII letters), length (32 bits, big endian) and value: first a header, then, each
begun by another `UUID`, the classes with their wrapped keys. The password is stretched by PBKDF2, twice since
iOS 10.2, and the result unwraps (RFC 3394) the class keys, which in turn unwrap the keys of the files.
Sources: Apple, "Platform Security", keybags for data protection; the layout as published by the
iphone-dataprotection project (Bedrune, Sigwald 2011); checked against a real keybag of iOS 10.2.
"""

import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

FIRST_ROUND_CAP = 50_000_000
"""iOS writes 10,000,000 rounds of SHA-256, about 1.2 s here; five times that leaves room for a raise, and a
hostile count (32 bits: over four thousand million) could otherwise keep a machine busy for ten minutes."""
SECOND_ROUND_CAP = 10_000_000
"""iOS writes 10,000 rounds of SHA-1 (older bags, where this is the only stretching, the same or less)."""
BAG_LIMIT = 1024 * 1024
"""A real keybag has about 1.5 kB."""
BACKUP_BAG = 1
WRAPPED_BY_PASSWORD = 2
KEY, WRAPPED = 32, 40
SALT_LIMIT = 1024


class KeybagError(Exception):
    """The keybag cannot give keys. The message never holds password or key."""


class DamagedKeybag(KeybagError):
    """Bytes that are no keybag, or a keybag or wrapped key that is incomplete."""


class AbsurdCount(KeybagError):
    """A key-derivation count that no iPhone writes; nothing was derived."""


class WrongPassword(KeybagError):
    """None of the classes' keys can be unwrapped with this password."""


@dataclass(frozen=True, slots=True)
class ClassKey:
    """One protection class; `wrap` has bit 2 where the password wraps its key, bit 1 where the device does too."""

    number: int
    wrap: int
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keybag:
    """A parsed keybag; it holds no secret, only wrapped keys and what stretches the password."""

    version: int
    kind: int
    """1 in a backup; 0 system, 2 escrow, 3 iCloud backup."""
    salt: bytes = field(repr=False)
    iterations: int
    first_salt: bytes | None = field(repr=False)
    """Of the SHA-256 round that iOS 10.2 added; None in older bags."""
    first_iterations: int
    classes: tuple[ClassKey, ...]
    notes: Mapping[str, int] = field(default_factory=dict)
    """What was odd: `class without wrapped key`, `class listed twice`, ..."""

    @classmethod
    def parse(cls, data: bytes) -> "Keybag":
        """The `BackupKeyBag` value of a backup's Manifest.plist; raises `DamagedKeybag` or `AbsurdCount`."""
        header, classes = _sections(data)
        notes: Counter[str] = Counter()
        kind = _number(header, "TYPE")
        if kind != BACKUP_BAG:
            notes[f"keybag of type {kind}, not of a backup"] += 1
        first_salt = header.get("DPSL")
        bag = cls(
            version=_number(header, "VERS"),
            kind=kind,
            salt=_salt(header, "SALT"),
            iterations=_count(header, "ITER", SECOND_ROUND_CAP),
            first_salt=first_salt and _salt(header, "DPSL"),
            first_iterations=_count(header, "DPIC", FIRST_ROUND_CAP) if first_salt else 0,
            classes=tuple(_class_keys(classes, notes)),
            notes=notes,
        )
        if not bag.classes:
            raise DamagedKeybag("the keybag holds no class key that a password could unwrap")
        return bag

    def unlock(self, password: str, notes: Counter[str] | None = None) -> dict[int, bytes]:
        """The class keys by class number; takes about a second. Raises `WrongPassword`.

        A class whose key does not unwrap although others do is damaged: it is left out and counted in `notes`.
        """
        notes = Counter() if notes is None else notes
        secret = self._stretch(password)
        keys: dict[int, bytes] = {}
        for item in self.classes:
            try:
                key = aes_key_unwrap(secret, item.wrapped)
            except InvalidUnwrap:
                notes[f"key of class {item.number} damaged"] += 1
                continue
            if keys.setdefault(item.number, key) != key:
                notes[f"class {item.number} has two different keys"] += 1
        if not keys:
            raise WrongPassword("this password does not open the keybag")
        return keys

    def _stretch(self, password: str) -> bytes:
        secret = password.encode(errors="surrogateescape")
        if self.first_salt:
            secret = PBKDF2HMAC(hashes.SHA256(), KEY, self.first_salt, self.first_iterations).derive(secret)
        return PBKDF2HMAC(hashes.SHA1(), KEY, self.salt, self.iterations).derive(secret)


def unwrap(class_keys: Mapping[int, bytes], blob: bytes) -> bytes:
    """The key in a `ManifestKey` or a file's `EncryptionKey`: class (32 bits, little endian), then wrapped key.

    Raises `DamagedKeybag` naming the class where it cannot be had.
    """
    if len(blob) != 4 + WRAPPED:
        raise DamagedKeybag(f"wrapped key of {len(blob)} bytes, not of {4 + WRAPPED}")
    number = int.from_bytes(blob[:4], "little")
    if number not in class_keys:
        raise DamagedKeybag(f"wrapped by the key of class {number}, which the keybag does not give")
    try:
        return aes_key_unwrap(class_keys[number], blob[4:])
    except InvalidUnwrap:
        raise DamagedKeybag(f"wrapped key damaged: the key of class {number} does not open it") from None


def _values(data: bytes) -> Iterator[tuple[str, bytes]]:
    if len(data) > BAG_LIMIT:
        raise DamagedKeybag(f"a keybag of {len(data):,} bytes; a real one has about 1,500")
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            raise DamagedKeybag(f"keybag cut at byte {at}")
        tag, size = struct.unpack_from(">4sL", data, at)
        at += 8 + size
        if at > len(data):
            name = tag.decode("ascii", "backslashreplace")
            raise DamagedKeybag(
                f"keybag value {name} claims {size:,} bytes, {at - len(data):,} more than there are"
            )
        yield tag.decode("ascii", "backslashreplace"), data[at - size : at]


def _sections(data: bytes) -> tuple[dict[str, bytes], list[dict[str, bytes]]]:
    """The header, and the classes: each begins with a `UUID` behind the header's salt."""
    header: dict[str, bytes] = {}
    classes: list[dict[str, bytes]] = []
    now = header
    for tag, value in _values(data):
        if tag == "UUID" and "SALT" in header:
            now = {}
            classes.append(now)
        now.setdefault(tag, value)
    if not header:
        raise DamagedKeybag("the keybag is empty")
    return header, classes


def _class_keys(classes: list[dict[str, bytes]], notes: Counter[str]) -> Iterator[ClassKey]:
    for item in classes:
        try:
            number, wrap = _number(item, "CLAS"), _number(item, "WRAP")
        except DamagedKeybag:
            notes["class without number or wrap flags"] += 1
            continue
        wrapped = item.get("WPKY", b"")
        if len(wrapped) != WRAPPED:
            notes["class without wrapped key"] += 1
        elif not wrap & WRAPPED_BY_PASSWORD:
            notes["class key wrapped by the device only"] += 1
        else:
            yield ClassKey(number, wrap, wrapped)


def _number(values: dict[str, bytes], tag: str) -> int:
    value = values.get(tag)
    if value is None or len(value) != 4:
        raise DamagedKeybag(f"the keybag has no number {tag}")
    return int.from_bytes(value, "big")


def _count(values: dict[str, bytes], tag: str, cap: int) -> int:
    number = _number(values, tag)
    if not 1 <= number <= cap:
        raise AbsurdCount(
            f"the keybag asks for {number:,} rounds of key derivation ({tag}); allowed are 1 to {cap:,}"
        )
    return number


def _salt(values: dict[str, bytes], tag: str) -> bytes:
    value = values.get(tag, b"")
    if not 1 <= len(value) <= SALT_LIMIT:
        raise DamagedKeybag(f"the keybag has no salt {tag}")
    return value
