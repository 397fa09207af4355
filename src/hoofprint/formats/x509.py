"""Certificates (X.509, DER): fingerprints, names and validity. Nothing is verified: this only reads.

Layout: ITU-T X.690 and RFC 5280. Cut, odd or hostile bytes give what can be read, never an exception but `NotDer`.
"""

import base64
import binascii
import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from hoofprint.model.times import moment

SEQUENCE, SET, INTEGER, OID, UTC_TIME, GENERAL_TIME = 0x30, 0x31, 0x02, 0x06, 0x17, 0x18
TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
codecs.lookup("utf-16-be")  # now: in a confined worker nothing can be imported any more
NAMES = {
    b"\x55\x04\x03": "CN",
    b"\x55\x04\x06": "C",
    b"\x55\x04\x07": "L",
    b"\x55\x04\x08": "ST",
    b"\x55\x04\x0a": "O",
    b"\x55\x04\x0b": "OU",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01": "emailAddress",
}
DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", re.ASCII)
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)
MOST = 200
"""Parts of one structure that are looked at."""


class NotDer(ValueError):
    """Bytes that are no DER structure."""


@dataclass(frozen=True)
class Certificate:
    """What a certificate says of itself; `sha1` and `sha256` are of its bytes, in lower-case hexadecimal."""

    sha1: str
    sha256: str
    subject: str | None = None
    issuer: str | None = None
    serial: str | None = None
    begins: int | None = None
    """Microseconds UTC from which it claims to be valid."""
    ends: int | None = None


def certificate(data: bytes) -> Certificate:
    """The certificate in DER or PEM bytes; fingerprints are given even where nothing else can be read."""
    der = _der(data)
    made = Certificate(hashlib.sha1(der, usedforsecurity=False).hexdigest(), hashlib.sha256(der).hexdigest())
    try:
        outer = next(_parts(der))
        parts = [part for part in _parts(next(_parts(outer[1]))[1]) if part[0] != 0xA0]
        serial, _, issuer, validity, subject = parts[:5]
        times = [_time(*part) for part in _parts(validity[1])]
    except (NotDer, StopIteration, ValueError):
        return made
    return Certificate(
        made.sha1,
        made.sha256,
        subject=name(subject[1]),
        issuer=name(issuer[1]),
        serial=serial[1].hex() if serial[0] == INTEGER else None,
        begins=times[0] if times else None,
        ends=times[1] if len(times) > 1 else None,
    )


def name(data: bytes) -> str | None:
    """The inside of a Name as `CN=..., O=...`; None where it has no text."""
    found = []
    try:
        for _, relative in _parts(data):
            for _, pair in _parts(relative):
                (_, oid), (tag, value) = list(_parts(pair))[:2]
                if tag in TEXTS:
                    text = value.decode(TEXTS[tag], errors="backslashreplace")
                    found.append(f"{NAMES.get(oid, oid.hex())}={text}")
    except (NotDer, ValueError):
        pass
    return ", ".join(found) or None


def _der(data: bytes) -> bytes:
    """PEM unwrapped."""
    if match := PEM.search(data):
        try:
            return base64.b64decode(match[1], validate=False)
        except binascii.Error:
            return data
    return data


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of one structure after the other; raises `NotDer`."""
    at = 0
    for _ in range(MOST):
        if at >= len(data):
            return
        if at + 2 > len(data):
            raise NotDer("cut")
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            more = length & 0x7F
            if not 1 <= more <= 4 or at + more > len(data):
                raise NotDer("no length")
            length = int.from_bytes(data[at : at + more], "big")
            at += more
        if at + length > len(data):
            raise NotDer("cut")
        yield tag, data[at : at + length]
        at += length


def _time(tag: int, data: bytes) -> int | None:
    """`YYMMDDHHMMSSZ` (1950 to 2049) or `YYYYMMDDHHMMSSZ`."""
    text = data.decode("ascii", errors="replace")
    if tag == UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    elif tag != GENERAL_TIME:
        return None
    if not (found := DATE.fullmatch(text)):
        return None
    year, month, day, hour, minute, second = map(int, found.groups())
    try:
        # Not `strptime`: it imports its parser when it is first called, which a confined worker cannot.
        return moment(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except ValueError:
        return None
