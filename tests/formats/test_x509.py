"""Certificates and cookie files: what stands in them, and that no bytes do harm."""

import hashlib
from collections import Counter
from contextlib import suppress
from datetime import datetime

import pytest
from cryptography import x509 as theirs
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofprint.formats import binarycookies, x509
from hoofprint.model.times import moment
from tests.artifacts.builders import cookies

BEGINS, ENDS = datetime(1999, 12, 31, 23, 59, 58), datetime(2055, 1, 1)


@pytest.fixture(scope="module")
def made() -> theirs.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = theirs.Name(
        [
            theirs.NameAttribute(NameOID.COUNTRY_NAME, "XX"),
            theirs.NameAttribute(NameOID.ORGANIZATION_NAME, "Ejemplo Ñ"),
            theirs.NameAttribute(NameOID.COMMON_NAME, "Example Root"),
        ]
    )
    builder = theirs.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(0x1234).not_valid_before(BEGINS).not_valid_after(ENDS)
    return builder.sign(key, hashes.SHA256())


@pytest.mark.parametrize("form", [serialization.Encoding.DER, serialization.Encoding.PEM])
def test_a_certificate_says_what_it_is(made: theirs.Certificate, form: serialization.Encoding) -> None:
    told = x509.certificate(made.public_bytes(form))
    der = made.public_bytes(serialization.Encoding.DER)
    assert told.sha256 == hashlib.sha256(der).hexdigest()
    assert told.subject == told.issuer == "C=XX, O=Ejemplo Ñ, CN=Example Root"
    assert (told.serial, told.begins, told.ends) == ("1234", moment(BEGINS), moment(ENDS))


def test_a_cut_certificate_keeps_its_fingerprint(made: theirs.Certificate) -> None:
    der = made.public_bytes(serialization.Encoding.DER)
    for length in range(len(der)):
        told = x509.certificate(der[:length])
        assert told.sha256 == hashlib.sha256(der[:length]).hexdigest()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_a_fingerprint(data: bytes) -> None:
    assert len(x509.certificate(data).sha256) == 64
    assert x509.name(data) is None or x509.name(data)


ONE = b'[{"host": ".example.org", "name": "id", "path": "/", "value": "x", "flags": 5, "expires": 7e8, "created": 6e8}]'


def test_a_cookie_is_read_whole() -> None:
    (one,) = binarycookies.cookies(cookies(ONE), Counter())
    assert (one.host, one.name, one.path, one.value, one.flags) == (".example.org", "id", "/", "x", 5)
    assert (one.created, one.expires) == (1_578_307_200_000_000, 1_678_307_200_000_000)


def test_a_cut_file_says_so() -> None:
    whole = cookies(ONE)
    for length in range(8, len(whole) - 20):
        notes: Counter[str] = Counter()
        try:
            found = list(binarycookies.cookies(whole[:length], notes))
        except binarycookies.NotCookies:
            continue
        assert notes or not found


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 60), st.integers(0, 255))
def test_any_bytes_end_in_cookies_or_a_reason(tail: bytes, at: int, value: int) -> None:
    changed = bytearray(cookies(ONE))
    changed[min(at, len(changed) - 1)] = value
    for data in (b"cook" + tail, bytes(changed)):
        with suppress(binarycookies.NotCookies):
            list(binarycookies.cookies(data, Counter()))
