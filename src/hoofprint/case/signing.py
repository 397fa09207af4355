"""Signatures on a case: over its manifest, in the form of minisign, with the rest of the case in the signed comment.

`minisign -Vm MANIFEST -p key.pub` checks one without Hoofprint. Its trusted comment, signed too, holds the end of the
custody log and the hash of `run.json` at that moment, so that neither can be shortened or exchanged afterwards.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hoofprint.case import custody, manifest
from hoofprint.case.errors import CaseError
from hoofprint.case.files import write_new
from hoofprint.formats import minisign
from hoofprint.model.times import rfc3339
from hoofprint.model.words import N_

COMMENT = re.compile(r"hoofprint case; custody (\d+):([0-9a-f]{64}); run ([0-9a-f]{64}|none); (\S+)")
SUFFIX = ".minisig"


class Signed(NamedTuple):
    """One signature file of a case, unchecked."""

    file: Path
    signature: minisign.Signature


def pinned(folder: Path) -> str:
    """The parts of a case outside its manifest, in one line: the end of the custody log, and `run.json`."""
    run = folder / manifest.RUN
    digest = manifest.digest(run) if run.is_file() else "none"
    return f"custody {custody.head(folder)}; run {digest}"


def holds(folder: Path, text: str) -> bool:
    """Whether a line made by `pinned` earlier still fits: that custody line is there, `run.json` is the same."""
    found = re.search(r"custody (\d+):([0-9a-f]{64}); run ([0-9a-f]{64}|none)", text)
    if not found:
        return False
    seq, line, run = int(found[1]), found[2], found[3]
    log = custody.read(folder)
    path = folder / manifest.RUN
    same = (manifest.digest(path) if path.is_file() else "none") == run
    return same and seq < len(log) and log[seq].hash == line


def sign(folder: Path, key: minisign.SecretKey, by: str) -> Path:
    """Sign a case as it stands, and note it; returns the signature's file.

    Raises `CaseError` where a file is not as the manifest says, or this key has signed already.
    """
    changed = [f"{name} ({how})" for name, how in manifest.differences(folder)]
    if changed:
        raise CaseError(
            N_("not as its manifest says, and not signed"), where=folder, because=", ".join(changed[:5])
        )
    if any(signed.signature.id == key.id for signed in signatures(folder)):
        raise CaseError(N_("this key has signed it already"), where=folder)
    when = rfc3339(time.time_ns() // 1_000)
    data = (folder / manifest.NAME).read_bytes()
    text = minisign.sign(key, data, f"hoofprint case; {pinned(folder)}; {when}")
    path = folder / f"{manifest.NAME}{SUFFIX}"
    if path.exists():
        path = folder / f"{manifest.NAME}.{key.public.name}{SUFFIX}"
    write_new(path, text.encode())
    custody.note(folder, "signed", by, key=key.public.line, file=path.name, sha256=manifest.digest(path))
    return path


def signatures(folder: Path) -> Iterator[Signed]:
    """Every signature of a case; raises `CaseError` for one that cannot be read."""
    for path in sorted(folder.glob(manifest.SIGNATURES)):
        try:
            yield Signed(path, minisign.read_signature(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, minisign.MinisignError) as error:
            raise CaseError(N_("the signature cannot be read"), where=path, because=error) from error


def noted_keys(folder: Path) -> dict[bytes, minisign.PublicKey]:
    """Keys that the custody log names, by id. They prove nothing alone: whoever forges a case writes its log."""
    found = {}
    for entry in custody.read(folder):
        if entry.act == "signed" and "key" in entry.what:
            key = minisign.read_public(entry.what["key"])
            found[key.id] = key
    return found
