"""Hashes of files, on request: all, or those in given folders (`--hash`). Published lists name files by MD5, SHA-1
and SHA-256. A file's hash says what it holds, not who put it there; the same content elsewhere has the same hash.
"""

import hashlib
from collections.abc import Iterator
from typing import Annotated

from hoofprint.artifacts import ANY, Topic, reads
from hoofprint.formats.source import blocks
from hoofprint.model.record import At, Bytes, FileHash, Path, Record
from hoofprint.model.words import N_
from hoofprint.workers.file import File


class HashedFile(Record, frozen=True):
    """The content of a file as the phone would read it, decrypted and inflated, by its hashes."""

    path: Annotated[Path, "device path"] = None
    size: Annotated[Bytes, "length"] = None
    md5: Annotated[FileHash, "MD5"] = None
    sha1: Annotated[FileHash, "SHA-1"] = None
    sha256: Annotated[FileHash, "SHA-256"] = None


@reads(
    HashedFile,
    name=N_("hashes of files"),
    topic=Topic.FILES,
    says=N_("{path} has the hash {sha256}"),
    files="/**",
    asked=True,
    kinds=ANY,
    sources=("FIPS 180-4 (SHA-1, SHA-256), RFC 1321 (MD5)",),
)
def ARTIFACT(file: File) -> Iterator[tuple[At, Record]]:
    md5, sha1, sha256 = (
        hashlib.md5(usedforsecurity=False),
        hashlib.sha1(usedforsecurity=False),
        hashlib.sha256(),
    )
    for block in blocks(file.source):
        for digest in (md5, sha1, sha256):
            digest.update(block)
    yield (
        At(0, "file"),
        HashedFile(
            path=file.path,
            size=file.source.size,
            md5=md5.hexdigest(),
            sha1=sha1.hexdigest(),
            sha256=sha256.hexdigest(),
        ),
    )
