"""`hoofprint validate`: examine phones whose truth is known, and say how often Hoofprint's rules are right."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli import tell
from hoofprint.cli.spoken import as_json, command, here, lang, option
from hoofprint.cli.tell import USAGE, Refused, console, stderr, stdout
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoofprint.control.outcome import Outcome
    from hoofprint.control.plan import Job
    from hoofprint.control.tally import Tally

OTHERWISE = 1
EVERY = 100


@command(
    "validate",
    short=N_("Measure on synthetic phones how often the rules are right."),
    help=N_(
        "Builds and examines synthetic phones with a known truth: every scenario that comes with Hoofprint, as it is"
        " and in every variation, and as many phones with nothing planted as asked for. Says for"
        " each rule how often it was right, how often it was not, and what a matcher of names would have found.\n\n"
        "The exit code is 0 where every scenario came out as it must, else 1."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint validate\n"
        "  hoofprint validate --clean 3000 --state run.jsonl\n"
        "  hoofprint validate --only I-01 --only B-02 --json"
    ),
)
@option(
    "--clean",
    "clean",
    type=click.IntRange(min=0),
    default=0,
    help=N_("How many phones with nothing planted besides."),
)
@option("--only", multiple=True, metavar="NAME", help=N_("Only this scenario; may be given several times."))
@option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=N_("Keep there what is done, and go on from there."),
)
@option("--workers", type=click.IntRange(min=1), help=N_("Processes; one for each processor if not said."))
@option(
    "--write-docs",
    "root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help=N_("Write the reference page and the figures reports quote, in this working copy of Hoofprint."),
)
@lang
@as_json
def validate(
    clean: int,
    only: tuple[str, ...],
    state: Path | None,
    workers: int | None,
    root: Path | None,
    lang: str,
    as_json: bool,
) -> int:
    """Examine, count, show."""
    from hoofprint.control import document

    plan = _plan(clean, only)
    measured = _measured(plan, workers or os.cpu_count() or 1, state)
    if root is not None:
        try:
            written = document.write(measured, root)
        except OSError as error:
            raise Refused(f"{root}: {error.strerror}", USAGE) from error
        stderr(N_("Written: {files}"), files=", ".join(str(path) for path in written))
    if as_json:
        tell.as_json(measured)
    else:
        click.echo(document.page(measured))
        stdout(N_("Not as expected: {count}"), lang, count=len(measured.wrong))
    return OTHERWISE if measured.wrong else 0


def _plan(clean: int, only: tuple[str, ...]) -> "list[Job]":
    from hoofprint.control import plan

    unknown = set(only) - set(plan.named())
    if unknown:
        raise Refused(here(N_("{name}: no scenario of that name"), name=min(unknown)), USAGE)
    return [*(job for job in plan.scenarios() if not only or job.phone in only), *plan.cleans(clean)]


def _measured(plan: "list[Job]", workers: int, state: Path | None) -> "Tally":
    """Runs what is not done yet, with a moving bar."""
    from hoofprint import __version__
    from hoofprint.control import crew
    from hoofprint.control.tally import tally
    from hoofprint.detect.traces import traces

    found = crew.done(state, plan)
    rest = [job for job in plan if str(job) not in found]
    with _bar(len(plan), len(found)) as advance:
        try:
            for outcome in crew.run(rest, workers, state):
                found[outcome.key] = outcome
                advance(outcome)
        except crew.CrewLost as error:
            raise tell.refused(error, USAGE) from error
        except OSError as error:
            raise Refused(str(error), USAGE) from error
    return tally(list(found.values()), traces(), __version__)


@contextmanager
def _bar(total: int, done: int) -> "Iterator[Callable[[Outcome], None]]":
    """A bar on a terminal, a line now and then elsewhere; what is not as expected is named at once."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    screen = console(err=True)
    with Progress(*columns, console=screen, disable=not screen.is_terminal) as progress:
        task = progress.add_task(here(N_("Examining synthetic phones")), total=total, completed=done)
        count = done

        def advance(outcome: "Outcome") -> None:
            nonlocal count
            count += 1
            progress.update(task, completed=count)
            for problem in (*outcome.wrong, *((outcome.error,) if outcome.error else ())):
                stderr(N_("{phone}: {problem}"), phone=outcome.key, problem=problem)
            if not screen.is_terminal and (count % EVERY == 0 or count == total):
                stderr(N_("{count} of {total} phones"), count=count, total=total)

        yield advance
