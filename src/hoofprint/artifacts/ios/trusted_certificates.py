"""Root certificates that were added and trusted on the phone: TrustStore.sqlite3.

The system's own roots are not in it. Up to about iOS 13 a row is keyed by SHA-1 of the certificate, later by SHA-256.
A root lets whoever holds its key read and change what apps send; companies and schools install them every day.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Topic, reads
from hoofprint.artifacts.dates import written
from hoofprint.artifacts.rows import opened, rows
from hoofprint.formats import x509
from hoofprint.model.record import At, Bytes, CertHash, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class TrustedCertificate(Record, frozen=True):
    """A certificate with trust settings of its own; whether it is trusted for all is in those, when it came is not."""

    sha256: Annotated[CertHash, "fingerprint of the certificate"] = None
    sha1: Annotated[CertHash, "its older fingerprint"] = None
    subject: Annotated[Str, "whom it names"] = None
    issuer: Annotated[Str, "who issued it; a root issues itself"] = None
    serial: Annotated[Str, "serial number, hexadecimal"] = None
    begins: Annotated[Time, "start of its validity: often the day it was made"] = None
    ends: Annotated[Str, "end of its validity"] = None
    key: Annotated[CertHash, "fingerprint the row is kept under"] = None
    settings: Annotated[Bytes, "length of the trust settings; 0 or few bytes: trusted for everything"] = None


@reads(
    TrustedCertificate,
    name=N_("certificates with trust settings"),
    topic=Topic.SETTINGS,
    says=N_("A certificate is trusted: {subject}"),
    files=(
        "/private/var/protected/trustd/private/TrustStore.sqlite3",
        "/private/var/protected/trustd/TrustStore.sqlite3",
        "/private/var/Keychains/TrustStore.sqlite3",
    ),
    sources=(
        "https://opensource.apple.com (Security: SecTrustStoreServer, table tsettings)",
        "https://github.com/ADVTOOLS/ADVtrustStore (tsettings of iOS)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    with opened(file) as database:
        for row in rows(file, database, "tsettings", "sha256 sha1 tset data", maybe="sha256 sha1", gone=True):
            sha256, sha1, tset, data = row.values.values()
            told = x509.certificate(data) if isinstance(data, bytes) and data else x509.Certificate("", "")
            key = sha256 if sha256 is not None else sha1
            yield (
                row.at,
                TrustedCertificate(
                    sha256=told.sha256 or None,
                    sha1=told.sha1 or None,
                    subject=told.subject,
                    issuer=told.issuer,
                    serial=told.serial,
                    begins=told.begins,
                    ends=written(told.ends),
                    key=key.hex() if isinstance(key, bytes) else key,
                    settings=len(tset) if isinstance(tset, bytes) else None,
                ),
            )
