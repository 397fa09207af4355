"""The keys of an encrypted backup: a keybag opened by the password, class keys in it, and a key for every file.

Sources: the published description of the backup keybag (TLV tags, both PBKDF2 rounds, RFC 3394 wrapping) and a public
real bag of iOS 10.2, whose class numbers and wrap flags are kept here. All keys follow from the seed: a synthetic
phone keeps no secret.
"""

import hashlib
import struct

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from hoofprint.synth.dice import Dice

_CLASSES = ((11, 3), (10, 3), (9, 3), (8, 2), (7, 2), (6, 2), (5, 3), (4, 2), (3, 2), (2, 2), (1, 2))
"""Protection class and how its key is wrapped: 2 by the password, 3 also by the device."""
_SECOND_ROUND = 10_000
"""iOS's own count for the second derivation; the first, which iOS 10.2 brought, has ten million."""


class Keybag:
    """Keys for one backup. `rounds` counts the first derivation; the second takes at most iOS's own count."""

    def __init__(self, password: str, rounds: int, ios: tuple[int, ...], dice: Dice) -> None:
        self._dice = dice
        salt, first_salt = dice.bytes(20), dice.bytes(20)
        second, double = min(rounds, _SECOND_ROUND), ios >= (10, 2)
        secret = password.encode()
        if double:
            secret = hashlib.pbkdf2_hmac("sha256", secret, first_salt, rounds, 32)
        wrapping = hashlib.pbkdf2_hmac("sha1", secret, salt, second, 32)
        self._keys = {number: dice.bytes(32) for number, _ in _CLASSES}
        parts = [
            _tag("VERS", 3 if ios < (11,) else 5),
            _tag("TYPE", 1),
            _tag("UUID", dice.bytes(16)),
            _tag("HMCK", bytes(40)),
            _tag("WRAP", 0),
            _tag("SALT", salt),
            _tag("ITER", second),
        ]
        if double:
            parts += [_tag("DPWT", 1), _tag("DPIC", rounds), _tag("DPSL", first_salt)]
        for number, flag in _CLASSES:
            wrapped = aes_key_wrap(wrapping, self._keys[number])
            parts += [_tag("UUID", dice.bytes(16)), _tag("CLAS", number), _tag("WRAP", flag)]
            parts += [_tag("KTYP", 0), _tag("WPKY", wrapped)]
        self.blob = b"".join(parts)

    def new(self, number: int) -> tuple[bytes, bytes]:
        """A fresh key and its stored form: class (little endian), then the key wrapped by the class key."""
        key = self._dice.bytes(32)
        return key, struct.pack("<I", number) + aes_key_wrap(self._keys[number], key)


def _tag(name: str, value: int | bytes) -> bytes:
    content = struct.pack(">I", value) if isinstance(value, int) else value
    return name.encode() + struct.pack(">I", len(content)) + content


def encrypted(key: bytes, data: bytes) -> bytes:
    """AES-256-CBC with zero IV and PKCS#7 padding."""
    padder = padding.PKCS7(128).padder()
    padded = padder.update(data) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).encryptor()
    return encryptor.update(padded) + encryptor.finalize()
