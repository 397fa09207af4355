"""The command line: arguments in, calls out, no logic. Everything heavy is imported when a command runs.

Exit codes: 0 examined, nothing at moderate or above; 1 examined, something at moderate or above; 2 usage; 3 an
acquisition could not be read; 4 examined in part, and what was not is named; 70 an error of Hoofprint itself;
74 what was to be shown cannot be written (a full disk); 130 stopped from the keyboard; 141 nobody reads any more.
"""

import errno
import gettext
import os
import sys
from collections.abc import Sequence

import click

from hoofprint.cli import (
    case,
    check,
    demo,
    disclose,
    doctor,
    explain,
    indicators,
    regrade,
    report,
    signing,
    synth,
    timeline,
    validate,
    verify,
)
from hoofprint.cli.lean import leave_out
from hoofprint.cli.spoken import Group, asked, version
from hoofprint.cli.tell import Refused, stderr
from hoofprint.model.reasons import FOLDER
from hoofprint.model.words import N_

OWN_ERROR, UNWRITTEN, STOPPED, NOBODY_READS = 70, 74, 130, 141
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
DEBUG, COMPLETION = "HOOFPRINT_DEBUG", "_HOOFPRINT_COMPLETE"


@click.group(
    cls=Group,
    help=N_(
        "Examines a phone's data, with its owner's consent, for traces of mercenary spyware.\n\n"
        "It looks at a backup or a copy of the file system, says what it found, how sure that is, and what could not"
        " be seen. It never changes what it examines, and examining makes no connection to a network."
    ),
    epilog=N_(
        "Start here:\n"
        "  hoofprint demo                      a synthetic phone, examined before your eyes\n"
        "  hoofprint check BACKUP-FOLDER       examine a backup; asks for its password\n"
        "\nExit codes of check:\n"
        "  0  examined, nothing at moderate or above\n"
        "  1  examined, something at moderate or above\n"
        "  2  the command was not understood\n"
        "  3  an acquisition could not be read\n"
        "  4  examined in part; what was not is named\n"
        "\nCompletion in the shell:\n"
        '  eval "$(_HOOFPRINT_COMPLETE=bash_source hoofprint)"    or zsh_source, fish_source'
    ),
)
@version
def hoofprint() -> None:
    """The commands together."""


for command in (
    check.check,
    report.report,
    case.findings,
    case.coverage,
    timeline.timeline,
    timeline.sql,
    explain.explain,
    indicators.indicators,
    synth.synth,
    validate.validate,
    regrade.regrade,
    verify.verify,
    signing.sign,
    signing.stamp,
    signing.key,
    disclose.disclose,
    disclose.blind,
    demo.demo,
    doctor.doctor,
):
    hoofprint.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit code; never lets an exception out.

    Without `arguments` it is the program itself, and takes them from the command line.
    """
    if arguments is None:
        leave_out()
    gettext.bindtextdomain("hoofprint", str(FOLDER))
    gettext.textdomain("hoofprint")  # so that click, too, speaks the language of the environment
    _streams()
    try:
        with asked(sys.argv[1:] if arguments is None else arguments):
            return _run(arguments)
    except OSError as error:  # not even standard error can be written
        if os.environ.get(DEBUG):
            raise
        return _given_up(NOBODY_READS if isinstance(error, BrokenPipeError) else UNWRITTEN)


def _run(arguments: Sequence[str] | None) -> int:
    """One command, its errors in words."""
    try:
        code = hoofprint.main(arguments, prog_name="hoofprint", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.code if isinstance(error, Refused) else error.exit_code
    except (click.Abort, KeyboardInterrupt):
        stderr(N_("Stopped. What was not finished is not kept."))
        return STOPPED
    except (
        SystemExit
    ) as end:  # click ends so after completing words, else only where a pipe's reader has gone
        return int(end.code or 0) if COMPLETION in os.environ else NOBODY_READS
    except Exception as error:  # boundary: exit code 1 means a finding, so no error of ours may end with it
        if os.environ.get(DEBUG):
            raise
        if isinstance(error, OSError) and error.errno in FULL and error.filename is None:  # no file: a stream
            stderr(N_("What was to be shown cannot be written: {because}."), because=error.strerror)
            return _given_up(UNWRITTEN)
        kind = type(error).__name__
        stderr(
            N_("An error of Hoofprint itself ({kind}: {error}). Please report it."), kind=kind, error=error
        )
        return OWN_ERROR
    return code if isinstance(code, int) else 0


def _given_up(code: int) -> int:
    """What could not be written is dropped: Python would try once more at its end, and end with a code of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


def _streams() -> None:
    """Makes the standard streams usable, whoever started the program and wherever they lead.

    One that was closed leads nowhere: else the next file that is opened, one of a case perhaps, would take its place
    and get what is said. A character that the output cannot hold is shown as its escape.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest free number: this one
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
