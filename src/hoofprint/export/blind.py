"""The blind pack: what a second examiner needs to repeat an examination, without name, story or result.

It says which evidence (by hash), which kind of phone, which lists of published values (by hash, without their names,
which would tell what is suspected), and it holds a seal of the first result: a commitment to its manifest, which can
be opened once the second result is written down.
"""

import hmac
import zipfile
from typing import IO

import msgspec

from hoofprint.case import manifest
from hoofprint.case.errors import CaseError
from hoofprint.case.folder import Case
from hoofprint.export.parts.voice import Voice
from hoofprint.model.face import CheckResult, DeviceFace, encode
from hoofprint.model.words import N_

SCHEMA = "hoofprint.blind/1"
WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the pack does not tell when it was made."""
TEXT = (
    N_("You are asked for a second opinion on an acquisition of a phone."),
    N_(
        "request.json says which acquisition (compare its SHA-256 before you begin), of which kind of phone, and which"
        " lists of published values the first examiner used, by their hashes. You may use others."
    ),
    N_(
        "You are told neither whose phone it is, nor what happened, nor what was found. Please do not ask before your"
        " own result is written down and its hash has been handed over."
    ),
    N_(
        "The seal in request.json binds the first examiner to a result that is already fixed. Afterwards you get the"
        " opening of the seal and the case, and can check both with: hoofprint verify CASE --seal request.json"
        " --opening opening.json"
    ),
)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A list of published values, without its name."""

    sha256: str
    values: int


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """The acquisition to examine."""

    sha256: str
    sha256_of: str
    kind: str
    wrapping: str
    encrypted: bool
    platform: str
    os_version: str | None
    build: str | None
    product: str | None


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """`request.json`."""

    schema: str = SCHEMA
    version: str
    acquisitions: tuple[Given, ...]
    indicators: tuple[Listed, ...]
    seal: str
    """HMAC-SHA-256, under a secret salt, of the first case's manifest."""


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What opens the seal: the salt, and the manifest that was sealed."""

    schema: str = "hoofprint.seal-opening/1"
    seal: str
    salt: str
    manifest: str


def opening(case: Case, secret: bytes) -> Opening:
    """The opening of a case's seal; raises `CaseError`."""
    try:
        listed = (case.folder / manifest.NAME).read_bytes()
    except OSError as error:
        raise CaseError(
            N_("the manifest cannot be read"), where=case.folder, because=error.strerror
        ) from error
    salt = hmac.digest(secret, b"hoofprint blind pack", "sha256")
    return Opening(seal=_seal(salt, listed), salt=salt.hex(), manifest=listed.decode())


def opens(request: Request, given: Opening, case: Case) -> bool:
    """Whether an opening fits the seal of a pack, and the sealed manifest is that of this case."""
    try:
        salt = bytes.fromhex(given.salt)
        same = given.manifest.encode() == (case.folder / manifest.NAME).read_bytes()
    except (ValueError, OSError):
        return False
    return same and hmac.compare_digest(_seal(salt, given.manifest.encode()), request.seal)


def read_request(data: bytes) -> Request:
    """A request from its file; raises `msgspec.DecodeError`."""
    return msgspec.json.decode(data, type=Request)


def write(case: Case, seal: str, out: IO[bytes], language: str, *, records: bool = False) -> None:
    """The pack as a zip; with `records`, what was read of the acquisition, for whom the acquisition itself is not."""
    voice = Voice(language)
    with zipfile.ZipFile(out, "w") as pack:
        text = "\n\n".join(voice.gettext(part) for part in TEXT)
        _member(pack, "README.txt", f"{text}\n".encode())
        _member(pack, "request.json", encode(_request(case.result, seal)))
        if records:
            for path in sorted(case.folder.glob("acquisitions/*/records/*.parquet")):
                _member(pack, path.relative_to(case.folder).as_posix(), path.read_bytes())


def _request(result: CheckResult, seal: str) -> Request:
    return Request(
        version=result.version,
        acquisitions=tuple(
            _given(face.sha256, face.sha256_of, face.kind, face.wrapping, face.encrypted, face.device)
            for face in result.acquisitions
        ),
        indicators=tuple(
            sorted(
                (Listed(sha256=one.sha256, values=one.loaded) for one in result.indicators.sets),
                key=lambda one: one.sha256,
            )
        ),
        seal=seal,
    )


def _given(sha256: str, of: str, kind: str, wrapping: str, encrypted: bool, device: DeviceFace) -> Given:
    return Given(
        sha256=sha256,
        sha256_of=of,
        kind=kind,
        wrapping=wrapping,
        encrypted=encrypted,
        platform=device.platform,
        os_version=device.os_version,
        build=device.build,
        product=device.product,
    )


def _seal(salt: bytes, listed: bytes) -> str:
    return hmac.digest(salt, listed, "sha256").hex()


def _member(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, WHEN)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    pack.writestr(info, data)
