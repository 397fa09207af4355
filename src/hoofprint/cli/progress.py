"""The work as it goes on, on standard error: a moving line on a terminal, one line for each stage elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table

from hoofprint.export.parts import lines, names
from hoofprint.export.parts.voice import Voice

PER_SECOND = 8


class Silent:
    """Nobody follows the work."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A new part of the work begins."""

    def advance(self, what: str, count: int) -> None:
        """More of it is done."""

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Leaves the terminal to somebody else for a while."""
        yield


class Plain(Silent):
    """Standard error goes to a file or a pipe: a line for each stage."""

    def __init__(self, console: Console, language: str) -> None:
        self._console, self._voice = console, Voice(language)

    def stage(self, name: str, total: int | None = None) -> None:
        """Says what begins."""
        self._console.print(lines.own(f"{self._voice.gettext(name)} ..."))


class Moving(Silent):
    """A line that moves: the stage, how many records so far, and from where. Also called from threads."""

    def __init__(self, console: Console, language: str) -> None:
        self._console, self._voice = console, Voice(language)
        self._name = self._what = ""
        self._count, self._began = 0, time.monotonic()
        self._spinner = Spinner("dots")
        self._live = Live(
            console=console, refresh_per_second=PER_SECOND, transient=True, get_renderable=self._line
        )

    def __enter__(self) -> "Moving":
        self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._live.stop()

    def stage(self, name: str, total: int | None = None) -> None:
        """Begins to count anew."""
        self._name, self._what, self._count = self._voice.gettext(name), "", 0

    def advance(self, what: str, count: int) -> None:
        """Counts on; `what` is the artifact at work."""
        self._what, self._count = self._voice.gettext(names.artifact(what)), self._count + count

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Stops moving while a question is asked."""
        self._live.stop()
        try:
            yield
        finally:
            self._live.start()

    def _line(self) -> Table:
        row = Table.grid(padding=(0, 1))
        count = self._voice.ngettext("{n} record", "{n} records", self._count) if self._count else ""
        seconds = f"{time.monotonic() - self._began:.0f} s"
        cells = (
            lines.own(self._name, "bold"),
            lines.own(count),
            lines.own(self._what, "dim"),
            lines.own(seconds, "dim"),
        )
        row.add_row(self._spinner, *cells)
        return row


@contextmanager
def watching(console: Console, language: str, *, quiet: bool) -> Iterator[Silent]:
    """Whoever fits: a moving line, plain lines, or silence."""
    if quiet:
        yield Silent()
    elif sys.stderr.isatty():
        with Moving(console, language) as moving:
            yield moving
    else:
        yield Plain(console, language)
