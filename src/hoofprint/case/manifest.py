"""The manifest: the hash of every file that an examination wrote, fixed when it ended.

What comes later (the custody log, signatures, time stamps, secrets) stands beside it and is never listed, so that a
signature on the manifest stays right whatever is done with the case afterwards. `sha256sum -c MANIFEST` checks it.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from hoofprint.case.custody import NAME as CUSTODY
from hoofprint.case.errors import CaseError
from hoofprint.model.words import N_

NAME = "MANIFEST"
RUN = "run.json"
SECRETS = "secrets.json"
STAMPS = "stamps"
REGRADED = "regraded"
"""Results of weighing the case again."""
SIGNATURES = f"{NAME}*.minisig"
LATER = (NAME, RUN, CUSTODY, SECRETS)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_later(name: str) -> bool:
    """Whether a file of a case folder comes after the examination, or differs between equal ones."""
    path = Path(name)
    return (
        name in LATER
        or path.parts[0] in (STAMPS, REGRADED)
        or (len(path.parts) == 1 and path.match(SIGNATURES))
    )


def files(folder: Path) -> Iterator[str]:
    """Names of all files below a case folder, sorted, with `/` between their parts."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def make(folder: Path) -> bytes:
    """`sha256  name` for every file that belongs into it, sorted by name."""
    return "".join(
        f"{digest(folder / name)}  {name}\n" for name in files(folder) if not is_later(name)
    ).encode()


def read(folder: Path) -> dict[str, str]:
    """Name to hash; raises `CaseError`."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
        pairs = [line.split("  ", 1) for line in lines]
        return {name: found for found, name in pairs}
    except (OSError, ValueError) as error:
        raise CaseError(N_("the manifest cannot be read"), where=folder / NAME, because=error) from error


def differences(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file that is not as the manifest says, with one of `missing`, `changed`, `added`."""
    listed = read(folder)
    there = set(files(folder))
    for name, expected in listed.items():
        path = folder / name
        if name not in there or path.is_symlink():
            yield name, "missing"
        elif digest(path) != expected:
            yield name, "changed"
    yield from ((name, "added") for name in sorted(there - set(listed)) if not is_later(name))
