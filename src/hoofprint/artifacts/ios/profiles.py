"""Configuration profiles installed on the phone: settings, certificates or device management put on by a file.

`InstallDate` is a date of a property list, UTC. The first payload type is kept apart because one published implant
hid its profile behind a notification payload. Profiles come with carriers, schools and employers too.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from hoofprint.artifacts import ALWAYS, Topic, reads
from hoofprint.artifacts.dates import dated
from hoofprint.formats import archiver, plist, x509
from hoofprint.model.record import At, CertHashes, Flag, Hosts, ProfileId, Record, Str, Time, Urls
from hoofprint.model.words import N_
from hoofprint.workers.file import File

FOLDER = "Library/ConfigurationProfiles"
HOST_KEYS = (
    "HostName",
    "RemoteAddress",
    "ServerAddress",
    "ServerName",
    "ProxyServer",
    "HTTPProxy",
    "HTTPSProxy",
)
"""Keys of payloads whose value is a host: mail, VPN, proxy and directory payloads."""

CERTIFICATES = ("com.apple.security.root", "com.apple.security.pkcs1", "com.apple.security.pem")
"""Payload types whose content is one certificate."""


class Profile(Record, frozen=True):
    """A configuration profile that was installed when the acquisition was made; not who installed it."""

    uuid: Annotated[ProfileId, "PayloadUUID of the profile"] = None
    identifier: Annotated[ProfileId, "PayloadIdentifier of the profile"] = None
    name: Annotated[Str, "name shown to the person"] = None
    organization: Annotated[Str, "organization it says it comes from"] = None
    description: Annotated[Str, "description shown to the person"] = None
    installed: Annotated[Time, "when it was installed"] = None
    expires: Annotated[Time, "when it removes itself"] = None
    first_type: Annotated[Str, "type of its first payload"] = None
    payload_types: Annotated[list[str] | None, "types of all its payloads, in order"] = None
    payload_uuids: Annotated[list[str] | None, "PayloadUUID of each payload, in order"] = None
    urls: Annotated[Urls, "addresses anywhere in the profile"] = None
    hosts: Annotated[Hosts, "servers, proxies and gateways its payloads name"] = None
    certificates: Annotated[CertHashes, "SHA-256 and SHA-1 of each certificate its payloads bring"] = None
    removal_disallowed: Annotated[Flag, "the person may not remove it"] = None
    encrypted: Annotated[Flag, "it was delivered encrypted"] = None


def _hosts(payloads: list[dict[str, Any]]) -> list[str]:
    """Values of host keys, in the payloads and one level below."""
    levels = [
        part
        for payload in payloads
        for part in (payload, *(v for v in payload.values() if isinstance(v, dict)))
    ]
    found = (
        plist.as_text(value) for level in levels for key, value in level.items() if key.endswith(HOST_KEYS)
    )
    return list(dict.fromkeys(host for host in found if host))


def _certificates(payloads: list[dict[str, Any]]) -> list[str]:
    """Fingerprints of the plain certificates; one with a private key (PKCS #12) is locked by a password."""
    brought = (
        payload.get("PayloadContent") for payload in payloads if payload.get("PayloadType") in CERTIFICATES
    )
    told = [x509.certificate(data) for data in brought if isinstance(data, bytes) and data]
    return [mark for one in told for mark in (one.sha256, one.sha1)]


@reads(
    Profile,
    name=N_("configuration profiles"),
    topic=Topic.SETTINGS,
    says=N_("Configuration profile {name} ({uuid}) is installed"),
    files=(
        f"/private/var/containers/Shared/SystemGroup/*/{FOLDER}/profile-*",
        f"/private/var/mobile/{FOLDER}/profile-*",
        "/private/var/mobile/Library/UserConfigurationProfiles/profile-*",
    ),
    kinds=ALWAYS,
    sources=(
        "https://docs.mvt.re/en/latest/ios/records/ (configuration_profiles)",
        "https://developer.apple.com/documentation/devicemanagement/toplevel (keys of a profile)",
    ),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    whole = plist.as_dict(file.plist())
    payloads = [plist.as_dict(item) for item in plist.as_list(whole.get("PayloadContent"))]
    types = [plist.as_text(payload.get("PayloadType")) or "" for payload in payloads]
    yield (
        At(0),
        Profile(
            uuid=plist.as_text(whole.get("PayloadUUID")),
            identifier=plist.as_text(whole.get("PayloadIdentifier")),
            name=plist.as_text(whole.get("PayloadDisplayName")),
            organization=plist.as_text(whole.get("PayloadOrganization")),
            description=plist.as_text(whole.get("PayloadDescription")),
            installed=dated(file.notes, "installed", whole.get("InstallDate")),
            expires=dated(
                file.notes, "expires", whole.get("RemovalDate") or whole.get("PayloadExpirationDate")
            ),
            first_type=types[0] if types else None,
            payload_types=types,
            payload_uuids=[plist.as_text(payload.get("PayloadUUID")) or "" for payload in payloads],
            urls=archiver.links(whole),
            hosts=_hosts(payloads),
            certificates=_certificates(payloads),
            removal_disallowed=plist.as_flag(whole.get("PayloadRemovalDisallowed")),
            encrypted=plist.as_flag(whole.get("IsEncrypted")),
        ),
    )
