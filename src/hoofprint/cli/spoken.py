"""Click's commands and options, speaking the language of whoever sits there. Texts are marked, translated on show."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import click

from hoofprint import __version__
from hoofprint.model.words import LANGUAGES, N_, say

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def language() -> str:
    """The language of the environment, as gettext reads it; English where it is none of ours."""
    chosen = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    short = chosen.split(":")[0][:2].lower()
    return short if short in LANGUAGES else "en"


@contextmanager
def asked(arguments: Sequence[str]) -> Iterator[None]:
    """While this lasts, `--lang` among the arguments is the language of the environment too.

    So errors speak it, those found while the arguments are still being read, and what click says by itself.
    """
    given = [one.partition("=")[2] for one in arguments if one.startswith("--lang=")]
    given += [after for one, after in pairwise(arguments) if one == "--lang"]
    before = os.environ.get(VARIABLES[0])
    if given and given[-1] in LANGUAGES:
        os.environ[VARIABLES[0]] = given[-1]
    try:
        yield
    finally:
        os.environ.pop(VARIABLES[0], None)
        if before is not None:
            os.environ[VARIABLES[0]] = before


def here(text: str, **values: object) -> str:
    """A marked text in the language of the environment."""
    return say(text, language(), **values)


class Command(click.Command):
    """A command whose help is translated when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(here(self.help or ""))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, line by line as they are written."""
        if self.epilog:
            formatter.write(f"\n{here(self.epilog)}\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line in the list of commands."""
        return here(self.short_help or self.help or "").split("\n")[0]


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names, and what they do."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, here(self.help), 1)


class Group(Command, click.Group):
    """A group that lists its commands in the order of use."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they were added."""
        return list(self.commands)


def command(
    name: str, *, short: str, help: str, examples: str
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its line in the list, its description and its examples."""
    return click.command(name, cls=Command, short_help=short, help=help, epilog=examples)


def option(*names: str, **settings: Any) -> Decorator:
    """An option with translated help."""
    return click.option(*names, cls=Option, **settings)


def _print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"hoofprint {__version__}")
        ctx.exit()


version = option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help=N_("Show the version."),
)
lang = option(
    "--lang",
    "lang",
    type=click.Choice(LANGUAGES),
    default=language,
    show_default=False,
    help=N_("Language of what is shown; otherwise that of the environment."),
)
as_json = option(
    "--json", "as_json", is_flag=True, help=N_("Write JSON to standard output, and nothing else there.")
)
