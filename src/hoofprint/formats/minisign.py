"""Keys and signatures in the form of minisign: Ed25519, two lines or four, checked by one small tool anywhere.

Source: the format as its author describes it, https://jedisct1.github.io/minisign/ (Frank Denis); the derivation of
a key file's mask from a password is libsodium's `crypto_pwhash_scryptsalsa208sha256`.
"""

import base64
import binascii
import hashlib
import hmac
import os
import struct
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from hoofprint.model.words import N_, Worded

COMMENT = "untrusted comment: "
TRUSTED = "trusted comment: "
PLAIN, HASHED = b"Ed", b"ED"
"""What a signature is over: the file itself (older), or its BLAKE2b-512 (today's default)."""
SCRYPT, BARE, BLAKE2B = b"Sc", b"\0\0", b"B2"
SECRET = struct.Struct("<2s2s2s32sQQ8s64s32s")
OPSLIMIT, MEMLIMIT = 1 << 22, 1 << 27
"""Cost of a password in key files written here: 128 MB and about a third of a second (scrypt N=2^17, r=8, p=1)."""
LARGEST_N = 1 << 21
"""The highest cost that is accepted from a key file: 2 GB; minisign itself writes half of it."""


class MinisignError(Worded):
    """A key or signature that cannot be used; the message says why."""


class BadSignature(MinisignError):
    """Well-formed, and not by this key over this message."""


class PublicKey(NamedTuple):
    """A key to check with; `id` is a random number that names it, not part of the cryptography."""

    id: bytes
    raw: bytes

    @property
    def name(self) -> str:
        """The id as minisign prints it."""
        return self.id[::-1].hex().upper()

    @property
    def line(self) -> str:
        """The key in one line, as one passes it on."""
        return base64.b64encode(PLAIN + self.id + self.raw).decode()

    @property
    def text(self) -> str:
        """The key as a file."""
        return f"{COMMENT}minisign public key {self.name}\n{self.line}\n"


class SecretKey(NamedTuple):
    """A key to sign with. Its representation never shows it."""

    id: bytes
    seed: bytes

    def __repr__(self) -> str:
        return f"<secret key {self.public.name}>"

    @property
    def public(self) -> PublicKey:
        """The key others check with."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return PublicKey(self.id, key.public_bytes(Encoding.Raw, PublicFormat.Raw))


class Signature(NamedTuple):
    """A parsed signature; nothing in it is to be believed before `verify`."""

    algorithm: bytes
    id: bytes
    raw: bytes
    trusted: str
    whole: bytes


def generate() -> SecretKey:
    """A new key."""
    key = Ed25519PrivateKey.generate()
    return SecretKey(os.urandom(8), key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))


def read_public(text: str) -> PublicKey:
    """A public key from a file's text or from its one line; raises `MinisignError`."""
    lines = [line for line in text.splitlines() if line and not line.startswith(COMMENT.rstrip())]
    raw = _decoded(lines[0] if lines else "", 42, N_("the public key is cut or damaged"))
    if raw[:2] != PLAIN:
        raise MinisignError(N_("this is no public key of the minisign kind"))
    return PublicKey(raw[2:10], raw[10:])


def write_secret(key: SecretKey, password: str) -> str:
    """The secret key as a file, masked by the password; an empty password leaves it unmasked."""
    body = key.id + key.seed + key.public.raw
    body += hashlib.blake2b(PLAIN + body, digest_size=32).digest()
    salt, kdf, ops, mem = bytes(32), BARE, 0, 0
    if password:
        salt, kdf, ops, mem = os.urandom(32), SCRYPT, OPSLIMIT, MEMLIMIT
        body = _masked(body, password, salt, ops, mem)
    packed = SECRET.pack(PLAIN, kdf, BLAKE2B, salt, ops, mem, body[:8], body[8:72], body[72:])
    kind = "encrypted secret key" if password else "secret key"
    return f"{COMMENT}minisign {kind}\n{base64.b64encode(packed).decode()}\n"


def is_masked(text: str) -> bool:
    """Whether a secret key's file needs a password; raises `MinisignError`."""
    return _secret(text)[1] == SCRYPT


def read_secret(text: str, password: str) -> SecretKey:
    """A secret key from its file's text; raises `MinisignError`, also for a wrong password."""
    signing, kdf, check, salt, ops, mem, id_, keys, sum_ = _secret(text)
    if signing != PLAIN or check != BLAKE2B or kdf not in (SCRYPT, BARE):
        raise MinisignError(N_("this is no secret key of the minisign kind"))
    body = id_ + keys + sum_
    if kdf == SCRYPT:
        body = _masked(body, password, salt, ops, mem)
    wanted = hashlib.blake2b(PLAIN + body[:72], digest_size=32).digest()
    key = SecretKey(body[:8], body[8:40])
    if kdf == SCRYPT and not hmac.compare_digest(wanted, body[72:]):
        raise MinisignError(N_("wrong password for this key"))
    if key.public.raw != body[40:72]:  # minisign writes no check sum into a key without a password
        raise MinisignError(N_("this key file is damaged"))
    return key


def sign(key: SecretKey, message: bytes, trusted: str, comment: str = "signature by hoofprint") -> str:
    """A signature file over a message; `trusted` is one line that is signed with it."""
    if "\n" in trusted or "\r" in trusted:
        raise MinisignError(N_("a trusted comment is one line"))
    private = Ed25519PrivateKey.from_private_bytes(key.seed)
    raw = private.sign(hashlib.blake2b(message).digest())
    whole = private.sign(raw + trusted.encode())
    first = base64.b64encode(HASHED + key.id + raw).decode()
    return f"{COMMENT}{comment}\n{first}\n{TRUSTED}{trusted}\n{base64.b64encode(whole).decode()}\n"


def read_signature(text: str) -> Signature:
    """A signature file's parts, unchecked; raises `MinisignError`."""
    lines = text.splitlines()
    if len(lines) < 4 or not lines[0].startswith(COMMENT) or not lines[2].startswith(TRUSTED):
        raise MinisignError(N_("this is no signature of the minisign kind"))
    raw = _decoded(lines[1], 74, N_("the signature is cut or damaged"))
    if raw[:2] not in (PLAIN, HASHED):
        raise MinisignError(N_("this signature is of a kind that is not known here"))
    whole = _decoded(lines[3], 64, N_("the signature of the comment is cut or damaged"))
    return Signature(raw[:2], raw[2:10], raw[10:], lines[2][len(TRUSTED) :], whole)


def verify(key: PublicKey, message: bytes, signature: Signature) -> None:
    """Raises `BadSignature` unless the key signed this message and its trusted comment."""
    if key.id != signature.id:
        raise BadSignature(N_("signed with another key"))
    public = Ed25519PublicKey.from_public_bytes(key.raw)
    signed = hashlib.blake2b(message).digest() if signature.algorithm == HASHED else message
    try:
        public.verify(signature.raw, signed)
    except InvalidSignature:
        raise BadSignature(N_("the signature does not fit what was signed")) from None
    try:
        public.verify(signature.whole, signature.raw + signature.trusted.encode())
    except InvalidSignature:
        raise BadSignature(N_("the comment was changed after signing")) from None


def _decoded(line: str, length: int, what: str) -> bytes:
    try:
        raw = base64.b64decode(line.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != length:
        raise MinisignError(what)
    return raw


def _secret(text: str) -> tuple[bytes, bytes, bytes, bytes, int, int, bytes, bytes, bytes]:
    lines = text.splitlines()
    fields: tuple[bytes, bytes, bytes, bytes, int, int, bytes, bytes, bytes] = SECRET.unpack(
        _decoded(lines[1] if len(lines) > 1 else "", SECRET.size, N_("the secret key is cut or damaged"))
    )
    return fields


def _masked(body: bytes, password: str, salt: bytes, ops: int, mem: int) -> bytes:
    """The key's bytes under, or from under, the stream that a password gives."""
    n, r, p = _cost(ops, mem)
    memory = 128 * r * (n + p + 2)
    mask = hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=memory, dklen=len(body))
    return bytes(a ^ b for a, b in zip(body, mask, strict=True))


def _cost(ops: int, mem: int) -> tuple[int, int, int]:
    """scrypt's N, r and p from libsodium's two limits; raises `MinisignError` beyond what is accepted."""
    ops, r = max(ops, 32_768), 8
    largest = ops // (r * 4) if ops < mem // 32 else mem // (r * 128)
    n = 2
    while n <= largest // 2 and n <= LARGEST_N:
        n *= 2
    p = 1 if ops < mem // 32 else min(ops // 4 // n, 0x3FFFFFFF) // r
    if n > LARGEST_N or not 1 <= p <= 16:
        raise MinisignError(N_("this key file asks for more work than is accepted"))
    return n, r, p
