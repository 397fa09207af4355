"""What is said on the terminal besides results: errors, remarks, and where things lie."""

import os
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from hoofprint.cli.spoken import here, language

if TYPE_CHECKING:
    from rich.console import Console

    from hoofprint.model.words import Worded

USAGE, UNREADABLE = 2, 3


class Refused(click.ClickException):
    """Something cannot be done; said in one line on standard error."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code

    def show(self, file: IO[Any] | None = None) -> None:
        """One line; names of files in it cannot act on the terminal."""
        from hoofprint.export import inert

        click.echo(f"hoofprint: {inert.terminal(self.message)}", err=True)


def refused(error: "Worded", code: int) -> Refused:
    """An error in words, in the language of the environment."""
    return Refused(error.worded(language()), code)


def stderr(text: str, **values: object) -> None:
    """A marked text on standard error, its values made inert."""
    from hoofprint.export import inert

    click.echo(here(text, **{name: inert.terminal(str(value)) for name, value in values.items()}), err=True)


def stdout(text: str, language: str, **values: object) -> None:
    """A marked text on standard output, in the language of the results."""
    from hoofprint.export import inert
    from hoofprint.export.parts.voice import Voice

    shown = {name: inert.terminal(str(value)) for name, value in values.items()}
    click.echo(Voice(language).gettext(text, **shown))


def as_json(value: object) -> None:
    """A value as JSON on standard output, where nothing else is then written."""
    from hoofprint.model.face import encode

    sys.stdout.write(encode(value).decode())


def console(*, err: bool = False) -> "Console":
    """A console that takes no text for markup; colours only where a terminal wants them."""
    from rich.console import Console

    return Console(stderr=err, markup=False, emoji=False, highlight=False)


def write(path: Path, text: str) -> None:
    """A file for its owner's eyes, whole or not at all; raises `Refused` where it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}", USAGE) from error


def on_terminal() -> bool:
    """Whether somebody reads standard output as it comes."""
    return sys.stdout.isatty()
