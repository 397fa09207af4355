"""Hostile and damaged archives of a whole phone: name to the bytes of a zip, tar or tar.gz."""

import gzip
import io
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.formats.archives import central, deflated, ended, header, local, padded, pax

Files = dict[str, bytes]


def files(folder: Path) -> Files:
    """Every file below a folder, by its name inside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def zipped(
    found: Files, extra: Callable[[zipfile.ZipFile], object] = lambda _: None, first: bool = False
) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        if first:
            extra(archive)
        for name, data in found.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        if not first:
            extra(archive)
    return out.getvalue()


def tarred(found: Files, before: bytes = b"", behind: bytes = b"") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in found.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        end = archive.offset
    data = out.getvalue()
    return before + data[:end] + behind + bytes(1024)


def named(*names: str) -> Callable[[zipfile.ZipFile], object]:
    return lambda archive: [archive.writestr(zipfile.ZipInfo(name), b"canary") for name in names]


def link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("private/var/mobile/link")
    info.external_attr = 0o120777 << 16
    archive.writestr(info, "/etc")
    archive.writestr("private/var/mobile/link/passwd", b"through the link")


def bomb(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("private/var/mobile/bomb")
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as out:
        for _ in range(1024):
            out.write(bytes(1 << 20))


NAMES = ("../../x", "/abs", "C:\\x", "\\\\srv\\x", "a\\b")
ODD = (
    "a\nb",
    "a\x1b[2J",
    "a\u202eb",
    "n" * 5000,
    "CON",
    "a.",
    "a:b",
    "Private/var/mobile/Library/SMS/SMS.DB",
)


Cases = Iterator[tuple[str, Callable[[], bytes], str]]


def zips(found: Files) -> Cases:
    """Zips with something bad beside the phone's files: the phone's own records stay the same."""
    yield "t001-names", lambda: zipped(found, named(*NAMES)), "name with .. in it"
    yield "t002-odd-names", lambda: zipped(found, named(*ODD)), "name with control characters"
    yield "t003-link", lambda: zipped(found, link), ""
    yield "t005-collision", lambda: zipped(found, named("private/var/mobile/Library/SMS/Sms.db")), ""
    yield "t007-bomb", lambda: zipped(found, bomb), "too large"
    yield "t012-junk", lambda: b"MZ" + bytes(3000) + zipped(found) + b"junk" * 100, ""
    yield "t013-checksum", lambda: _with_member(found, b"private/bad", crc=7), ""
    yield "t014-encrypted", lambda: _with_member(found, b"private/bad", flags=1), "encrypted"
    yield "t014-method", lambda: _with_member(found, b"private/bad", method=99), "method"
    yield "t015-no-name", lambda: _with_member(found, b"", flags=1), ""
    yield (
        "t011-zip64",
        lambda: _with_member(
            found, b"private/bad", extra=struct.pack("<HHQQQ", 1, 24, 2**64 - 1, 2**64 - 1, 2**63), full=True
        ),
        "",
    )


def commented(whole: bytes) -> bytes:
    other = zipped({"private/var/mobile/Library/SMS/sms.db": b"another phone"})
    at = whole.rindex(b"PK\5\6")
    return whole[: at + 20] + struct.pack("<H", len(other)) + other


def _with_member(
    found: Files,
    name: bytes,
    *,
    method: int = 8,
    flags: int = 0,
    crc: int = 0,
    extra: bytes = b"",
    full: bool = False,
) -> bytes:
    """The phone's files, and one more that says of itself whatever is asked."""
    bodies, records, count = b"", b"", 0
    for each, data in found.items():
        packed = deflated(data)
        records += central(each.encode(), len(bodies), len(packed), len(data))
        bodies += local(each.encode(), packed, len(data))
        count += 1
    packed = deflated(b"content")
    stored, size, offset = (0xFFFFFFFF,) * 3 if full else (len(packed), 7, len(bodies))
    records += central(name, offset, stored, size, method, flags, extra)
    bodies += local(name, packed, 7, method, flags)
    return ended(bodies, records, count + 1)


def overlapping(found: Files) -> bytes:
    """Five thousand members over the bytes of one."""
    bodies, records = b"", b""
    for each, data in found.items():
        packed = deflated(data)
        records += central(each.encode(), len(bodies), len(packed), len(data))
        bodies += local(each.encode(), packed, len(data))
    kernel = deflated(bytes(1 << 20))
    for number in range(5000):
        records += central(b"private/k%d" % number, len(bodies), len(kernel), 1 << 20)
    bodies += local(b"private/k0", kernel, 1 << 20)
    return ended(bodies, records, len(found) + 5000)


def two_names(found: Files) -> bytes:
    """The directory calls a member otherwise than the member itself."""
    whole = _with_member(found, b"private/one")
    at = whole.rindex(b"private/one", 0, whole.rindex(b"private/one"))
    return whole[:at] + b"private/two" + whole[at + 11 :]


def tars(found: Files) -> Cases:
    """Tars with something bad in front of the phone's files."""
    yield (
        "t017-names",
        lambda: tarred(found, header(b"../../x") + header(b"/etc/x") + _linked()),
        "name with .. in it",
    )
    yield (
        "t018-devices",
        lambda: tarred(found, b"".join(header(b"dev%d" % n, kind=b"%d" % n) for n in (3, 4, 6, 7))),
        "",
    )
    yield "t018-sparse", lambda: tarred(found, header(b"sparse", kind=b"S", at483=b"77777777777")), ""
    yield (
        "t019-pax-long",
        lambda: tarred(found, behind=header(b"pax", b"02170000000", b"x")),
        "extended header too long",
    )
    yield "t019-pax-odd", lambda: tarred(found, pax(size="-1", path="a\nb") + header(b"x")), ""
    yield (
        "t019-pax-many",
        lambda: tarred(found, b"".join(pax(comment="x") for _ in range(2000)) + header(b"x")),
        "",
    )
    yield "t020-octal", lambda: tarred(found, header(b"x", b"9z8y7777777")), ""
    yield "t020-negative", lambda: tarred(found, header(b"x", b"\xff" * 12)), ""
    yield "t022-checksum", lambda: tarred(found, header(b"first") + b"garbage!" * 64 * 4), ""


def _linked() -> bytes:
    hard = header(b"shadow", kind=b"1", at157=b"/etc/shadow")
    soft = header(b"folder", kind=b"2", at157=b"/etc")
    return hard + soft + header(b"folder/passwd", b"00000000004") + padded(b"data")


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)
