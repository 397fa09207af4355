"""`hoofprint check`: examine acquisitions, keep a case, say what was found."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoofprint.cli import tell
from hoofprint.cli.password import asker
from hoofprint.cli.spoken import as_json, command, here, lang, language, option
from hoofprint.cli.store import store
from hoofprint.cli.tell import UNREADABLE, USAGE, Refused, console, stderr, stdout
from hoofprint.model.words import N_

if TYPE_CHECKING:
    from hoofprint.cli.progress import Silent
    from hoofprint.model.face import CheckResult
    from hoofprint.pipeline import Options

PAGE = "report.html"
IN_PART = 4
A_PATH = click.Path(path_type=Path)


@command(
    "check",
    short=N_("Examine backups or copies of a file system."),
    help=N_(
        "Examines one or several acquisitions of phones: backups made with iTunes, Finder or libimobiledevice, and"
        " copies of the file system, as a folder, zip, tar or tar.gz. They are read where they lie and are not"
        " changed.\n\n"
        "What was found is kept in a case folder, with a report for a browser. For an encrypted backup the password"
        " is asked; it can also come from a file, a descriptor or the variable HOOFPRINT_PASSWORD."
    ),
    examples=N_(
        "Examples:\n"
        "  hoofprint check Backup/00008030-001A\n"
        "  hoofprint check phone.zip --case case-17 --lang es\n"
        "  hoofprint check phone.tar.gz --indicators lists/ --json > result.json\n"
        "  hoofprint check backup --password-file secret.txt --replace"
    ),
)
@click.argument("acquisitions", nargs=-1, required=True, type=A_PATH)
@option(
    "--case",
    type=A_PATH,
    metavar="DIR",
    help=N_("Where the case is kept; otherwise a folder here, named after the acquisition."),
)
@option("--replace", is_flag=True, help=N_("Examine anew a case that lies there already."))
@option(
    "--indicators",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help=N_("A list of published values, or a folder of them; may be given several times."),
)
@option("--no-builtin", is_flag=True, help=N_("Leave out the published values that come with Hoofprint."))
@option(
    "--password-file", type=A_PATH, metavar="F", help=N_("Read the password from the first line of a file.")
)
@option("--password-fd", type=int, metavar="N", help=N_("Read the password from an open descriptor."))
@option(
    "--sweep",
    is_flag=True,
    help=N_(
        "Look for addresses in the raw bytes of all files but media, without knowing their format; files that"
        " cannot be read otherwise are always searched so."
    ),
)
@option(
    "--hash",
    "hashes",
    multiple=True,
    metavar="PATTERN",
    help=N_(
        "Hash files whose path on the phone fits, for comparison with published hashes:"
        " '/private/var/tmp/**', or '**' for all."
    ),
)
@option(
    "--accept-weak-sandbox",
    "accept_weak",
    is_flag=True,
    help=N_("Go on where this system cannot lock the parsers in fully. A hostile file could then do harm."),
)
@lang
@as_json
@option("--quiet", is_flag=True, help=N_("No progress, and of the result only the verdict."))
def check(
    acquisitions: tuple[Path, ...],
    case: Path | None,
    replace: bool,
    indicators: tuple[Path, ...],
    no_builtin: bool,
    password_file: Path | None,
    password_fd: int | None,
    hashes: tuple[str, ...],
    sweep: bool,
    accept_weak: bool,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> int:
    """Examines, keeps, shows; the exit code says how it came out."""
    from hoofprint.cli.progress import watching
    from hoofprint.pipeline import Options

    options = Options(
        case=case,
        replace=replace,
        indicators=indicators,
        builtin=not no_builtin,
        store=store(),
        sweep=sweep,
        hashes=tuple(f"/{pattern.lstrip('/')}" for pattern in hashes),
        accept_weak=accept_weak,
        reports=pages(lang),
    )
    with watching(console(err=True), lang, quiet=quiet) as watch:
        result = examine(acquisitions, options, asker(password_file, password_fd, watch.pause), watch)
    _show(result, lang, case or Path(result.case), as_json=as_json, quiet=quiet)
    return result.exit_code


def _show(result: "CheckResult", language: str, case: Path, *, as_json: bool, quiet: bool) -> None:
    """The result in the form that was asked for; what was not examined is named in every form."""
    if not as_json and not quiet:
        from hoofprint.export import terminal

        terminal.show(result, console(), language)
        where(case, language)
        return
    if as_json:
        tell.as_json(result)
    else:
        verdicts(result, language)
    if result.exit_code == IN_PART:
        _name_unseen(result)


def pages(language: str) -> "Callable[[CheckResult], dict[str, bytes]]":
    """The further files of a case: the page in a language."""

    def make(result: "CheckResult") -> dict[str, bytes]:
        from hoofprint.export import html

        return {PAGE: html.render(result, language).encode()}

    return make


def examine(
    paths: Sequence[Path], options: "Options", ask: Callable[[Path], str | None], watch: "Silent"
) -> "CheckResult":
    """The pipeline's answer; raises `Refused`, with the exit code that fits, where it refuses."""
    from hoofprint import pipeline
    from hoofprint.acquire.errors import CannotOpen
    from hoofprint.case.errors import CaseError
    from hoofprint.detect.indicators.update import UpdateError
    from hoofprint.export.parts.voice import Voice

    try:
        return pipeline.check(paths, options, ask, watch)
    except CannotOpen as error:
        raise tell.refused(error, UNREADABLE) from error
    except (CaseError, UpdateError) as error:
        raise tell.refused(error, USAGE) from error
    except pipeline.WeakConfinement as error:
        hint = here(
            N_("this system cannot lock the parsers in fully; --accept-weak-sandbox goes on all the same")
        )
        raise Refused(f"{hint} ({Voice(language()).reported(str(error))})", USAGE) from error


def verdicts(result: "CheckResult", language: str) -> None:
    """The sentence of each acquisition."""
    from hoofprint.export.parts import lines
    from hoofprint.export.parts.voice import Voice

    for face in result.acquisitions:
        click.echo(lines.said(Voice(language).said(face.verdict.text, face.verdict.values)).plain)


def where(case: Path, language: str) -> None:
    """Where to read on."""
    stdout(N_("\nThe report for a browser: {page}"), language, page=case / PAGE)
    stdout(N_("Everything else, for examiners: {case}"), language, case=case)


def _name_unseen(result: "CheckResult") -> None:
    """What was not examined, on standard error."""
    from hoofprint.export.parts import names, view
    from hoofprint.export.parts.voice import Voice

    voice = Voice(language())
    for face in result.acquisitions:
        for row in view.unseen(face.coverage):
            stderr(
                N_("not examined, or only in part: {artifact} ({why})"),
                artifact=voice.gettext(names.artifact(row.artifact)),
                why=voice.reported(row.reason) or voice.gettext(row.status),
            )
