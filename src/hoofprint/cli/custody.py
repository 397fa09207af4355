"""Who did what to a case: every command that makes or judges something notes it in the case's custody log."""

import getpass
import os
from pathlib import Path

from hoofprint.cli.tell import stderr
from hoofprint.model.words import N_

VARIABLE = "HOOFPRINT_EXAMINER"


def examiner() -> str:
    """Who is at work: as the variable HOOFPRINT_EXAMINER says, else the name of the account."""
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def noted(case: Path, act: str, **what: str) -> None:
    """Notes an act; where the log cannot be written (a case on a read-only medium) it says so and goes on."""
    from hoofprint.case import custody
    from hoofprint.case.errors import CaseError

    try:
        custody.note(case, act, examiner(), **what)
    except CaseError as error:
        stderr(N_("Not noted in the custody log: {why}"), why=error)
