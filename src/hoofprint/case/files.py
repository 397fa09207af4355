"""Files that are added to a finished case: for their owner only, whole or not at all, never over another one."""

import os
from pathlib import Path

from hoofprint.case.errors import CaseError
from hoofprint.model.words import N_


def write_new(path: Path, data: bytes) -> None:
    """A file that was not there before; raises `CaseError`."""
    half = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if path.exists():
            raise CaseError(N_("is there already, and is not written over"), where=path)
        fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.rename(half, path)
    except OSError as error:
        raise CaseError(N_("cannot be written"), where=path, because=error.strerror) from error
    finally:
        half.unlink(missing_ok=True)
