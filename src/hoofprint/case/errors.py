"""What can be wrong with a case."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hoofprint.model.words import N_, Worded


class CaseError(Worded):
    """The case folder cannot be used; the message names it and says why."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A disk that is full or fails costs the case, and says so; the evidence has no part in it."""
    try:
        yield
    except OSError as error:
        raise CaseError(N_("cannot be written"), where=path, because=error.strerror or error) from error
