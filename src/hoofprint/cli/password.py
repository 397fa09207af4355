"""Where a backup's password comes from: a file, a descriptor, the environment, or a question; never an argument."""

import getpass
import os
import sys
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from hoofprint.cli.spoken import here
from hoofprint.cli.tell import USAGE, Refused
from hoofprint.model.words import N_

VARIABLE = "HOOFPRINT_PASSWORD"
LONGEST = 4096
"""Bytes of a password that are read from a file or descriptor."""


def asker(
    file: Path | None, descriptor: int | None, pause: Callable[[], AbstractContextManager[None]]
) -> Callable[[Path], str | None]:
    """Answers for an acquisition with its password; None where nobody can. `pause` halts the progress display.

    File and descriptor are read at once, so that a mistake there shows before the work begins.
    """
    given = _first_line(file, descriptor)

    def ask(acquisition: Path) -> str | None:
        if given is not None:
            return given
        if VARIABLE in os.environ:
            return os.environ[VARIABLE]
        if not sys.stdin.isatty():
            return None
        with pause():
            return _prompt(here(N_("Password of the encrypted backup {name}: "), name=_shown(acquisition)))

    return ask


def secret(file: Path | None, question: str, *, twice: bool = False) -> str:
    """A password of our own, from a file or a question; raises `Refused` where nobody can say it."""
    given = _first_line(file, None)
    if given is not None:
        return given
    answer = _prompt(question) if sys.stdin.isatty() else None
    if answer is None:
        raise Refused(here(N_("a password is needed; give it with --password-file")), USAGE)
    if twice and _prompt(here(N_("The same once more: "))) != answer:
        raise Refused(here(N_("the two are not the same")), USAGE)
    return answer


def _first_line(file: Path | None, descriptor: int | None) -> str | None:
    """The first line of what was named, without its line end; raises `Refused` where it cannot be read."""
    if file is None and descriptor is None:
        return None
    try:
        with file.open("rb") if file is not None else os.fdopen(descriptor or 0, "rb") as source:
            return source.read(LONGEST).split(b"\n")[0].removesuffix(b"\r").decode()
    except (OSError, UnicodeDecodeError) as error:
        where = file if file is not None else f"descriptor {descriptor}"
        raise Refused(here(N_("{where}: no password can be read from it"), where=where), USAGE) from error


def _prompt(question: str) -> str | None:
    """Asks on the terminal without echo; None rather than showing what is typed, and for an empty answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(question) or None
        except (getpass.GetPassWarning, EOFError):
            return None


def _shown(path: Path) -> str:
    from hoofprint.export import inert

    return inert.terminal(path.name or str(path))
