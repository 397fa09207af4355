"""Time stamps of RFC 3161: a request over some bytes, and the authority's answer, checked without a network.

A stamp says that an authority saw the hash of these bytes at a time. Source: RFC 3161 (2001) and RFC 5816 (2010).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from hoofprint.model.words import N_, Worded

GRANTED = 0
LARGEST = 1 << 20
"""Bytes of an answer that are read; real ones have a few thousand."""


class TimestampError(Worded):
    """An answer that cannot be used; the message says why."""


class Stamp(NamedTuple):
    """What an answer claims; it is to be believed only after `verify`."""

    time: int
    """Microseconds UTC, from the authority's clock."""
    imprint: bytes
    """The hash that was stamped."""
    signer: str
    """The issuer of the certificate it is signed with, as written in the answer."""


def request(data: bytes) -> bytes:
    """A request (DER) for the SHA-256 of some bytes, with a nonce, asking for the authority's certificate."""
    builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()


def certificates(pem: bytes) -> list[Certificate]:
    """Certificates from PEM text; raises `TimestampError` where there is none."""
    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise TimestampError(N_("no certificate can be read"), because=error) from error


def read(answer: bytes) -> Stamp:
    """What an answer says; raises `TimestampError`, also where the authority refused."""
    response = _decoded(answer)
    info = response.tst_info
    micros = (info.gen_time.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        microseconds=1
    )
    signers = [signer.issuer.rfc4514_string() for signer in response.signed_data.signer_infos]
    return Stamp(micros, info.message_imprint.message, ", ".join(signers))


def verify(answer: bytes, data: bytes, roots: Sequence[Certificate]) -> Stamp:
    """The stamp, if the answer is over these bytes and signed under one of the roots; else `TimestampError`."""
    builder = VerifierBuilder()
    for root in dict.fromkeys(roots):
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify_message(_decoded(answer), data)
    except (VerificationError, ValueError) as error:
        raise TimestampError("", because=error) from error
    return read(answer)


def _decoded(answer: bytes) -> TimeStampResponse:
    if len(answer) > LARGEST:
        raise TimestampError(N_("this is far too long for an answer of a time-stamp authority"))
    try:
        response = decode_timestamp_response(answer)
    except ValueError as error:
        raise TimestampError(N_("this is no answer of a time-stamp authority"), because=error) from error
    if response.status != GRANTED:
        why = ", ".join(response.status_string) or f"status {response.status}"
        raise TimestampError(N_("the authority did not grant it"), because=why)
    return response
