"""Computers the phone was paired with: one record in lockdown's folder for each. No backup holds them.

A paired computer can back the phone up, install apps for developers and read logs while the phone is unlocked once
after a start. The computer makes its certificate when it pairs for the first time, so the start of its validity is
often that day, by the computer's clock.
"""

from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import Kind, Topic, reads
from hoofprint.artifacts.dates import written
from hoofprint.formats import x509
from hoofprint.formats.plist import as_bytes, as_dict, as_text
from hoofprint.model.record import At, CertHash, Record, Str, Time
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class PairedHost(Record, frozen=True):
    """A computer, or another device, the phone trusts; not when it was last joined to it."""

    host: Annotated[Str, "identifier the computer gave itself for this phone"] = None
    system: Annotated[Str, "identifier of the installation on the computer (SystemBUID)"] = None
    certificate: Annotated[CertHash, "SHA-256 of the computer's certificate"] = None
    certificate_sha1: Annotated[CertHash, "SHA-1 of it"] = None
    begins: Annotated[
        Time, "start of the certificate's validity: often when it paired for the first time"
    ] = None
    ends: Annotated[Str, "end of its validity"] = None
    root: Annotated[CertHash, "SHA-256 of the root certificate the computer made"] = None
    file: Annotated[Str, "name of the record's file"] = None


@reads(
    PairedHost,
    name=N_("paired computers"),
    topic=Topic.SETTINGS,
    says=N_("The phone is paired with the computer {host}"),
    files=(
        "/private/var/root/Library/Lockdown/pair_records/*.plist",
        "/private/var/root/Library/Lockdown/host_pair_records/*.plist",
    ),
    kinds=(Kind.FILESYSTEM,),
    sources=(
        "Jonathan Zdziarski, Identifying back doors, attack points and surveillance mechanisms in iOS devices, 2014",
        "https://github.com/libimobiledevice/libusbmuxd and lockdownd pair records (HostID, SystemBUID, certificates)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    held = as_dict(file.plist())
    host, root = (as_bytes(held.get(key)) for key in ("HostCertificate", "RootCertificate"))
    told = x509.certificate(host) if host else None
    yield (
        At(0),
        PairedHost(
            host=as_text(held.get("HostID")),
            system=as_text(held.get("SystemBUID")),
            certificate=told.sha256 if told else None,
            certificate_sha1=told.sha1 if told else None,
            begins=told.begins if told else None,
            ends=written(told.ends) if told else None,
            root=x509.certificate(root).sha256 if root else None,
            file=file.path.rpartition("/")[2],
        ),
    )
