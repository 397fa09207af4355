"""Salted commitments: in a published form each hidden value is replaced by one, and can be opened later, alone.

`[phone:7q3…]` holds 160 bits of HMAC-SHA-256 over kind and value, under a salt of that value's own. The salt comes from
the case's secret, so equal values of one kind get equal commitments and can be told to be the same. Whoever gets value
and salt can check them against what was published; from one opened value nothing follows about another.
"""

import base64
import hmac
import re

import msgspec

SCHEMA = "hoofprint.opening/1"
LENGTH = 20
WRITTEN = re.compile(r"\[[a-z_]+:[a-z2-7]{32}\]")


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What opens one commitment. It holds the hidden value itself: it is handed to whoever may know it."""

    schema: str = SCHEMA
    commitment: str
    kind: str
    value: str
    salt: str
    """Hexadecimal."""


class Commitments:
    """Makes commitments from one secret, and remembers how each is opened."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.made: dict[str, Opening] = {}
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, value: str) -> str:
        """The commitment that stands for a value."""
        key = (kind, value)
        if key not in self._known:
            salt = _mac(self._secret, b"hoofprint field salt", kind, value)
            self._known[key] = written = _commitment(kind, value, salt)
            self.made[written] = Opening(commitment=written, kind=kind, value=value, salt=salt.hex())
        return self._known[key]


def opens(opening: Opening) -> bool:
    """Whether value and salt really give the commitment they claim to open."""
    try:
        salt = bytes.fromhex(opening.salt)
    except ValueError:
        return False
    written = _commitment(opening.kind, opening.value, salt)
    return hmac.compare_digest(written, opening.commitment)


def _commitment(kind: str, value: str, salt: bytes) -> str:
    short = _mac(salt, b"hoofprint field", kind, value)[:LENGTH]
    return f"[{kind}:{base64.b32encode(short).decode().lower()}]"


def _mac(key: bytes, purpose: bytes, kind: str, value: str) -> bytes:
    parts = (purpose, kind.encode(), value.encode("utf-8", "surrogatepass"))
    return hmac.digest(key, b"".join(len(part).to_bytes(8, "big") + part for part in parts), "sha256")
