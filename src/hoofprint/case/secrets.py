"""The secret of a case: 32 random bytes from which every commitment and seal of its published forms is made.

It is made when it is first needed, never by an examination, so that equal examinations give equal cases. It stands in
`secrets.json`, outside the manifest: whoever has it can check guesses at what a published form hides, so it goes to
nobody but the case's own examiners.
"""

import os
from pathlib import Path

import msgspec

from hoofprint.case.errors import CaseError
from hoofprint.case.files import write_new
from hoofprint.case.manifest import SECRETS
from hoofprint.model.words import N_

LENGTH = 32


class _Secrets(msgspec.Struct, frozen=True):
    schema: str
    secret: str


def secret(folder: Path) -> bytes:
    """The secret of a case, made now if it has none; raises `CaseError`."""
    path = folder / SECRETS
    if not path.exists():
        made = _Secrets("hoofprint.secrets/1", os.urandom(LENGTH).hex())
        write_new(path, msgspec.json.encode(made) + b"\n")
    try:
        found = bytes.fromhex(msgspec.json.decode(path.read_bytes(), type=_Secrets).secret)
    except (OSError, ValueError) as error:
        raise CaseError(N_("the secret of this case cannot be read"), where=path, because=error) from error
    if len(found) != LENGTH:
        raise CaseError(N_("the secret of this case is damaged"), where=path)
    return found
