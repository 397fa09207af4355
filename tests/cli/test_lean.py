"""The program does not take along packages it has no use for; whoever imports it keeps theirs."""

import subprocess
import sys

SHOWS = "import sys; print(sorted({'numpy', 'pandas'} & set(sys.modules)))"


def said(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_program_runs_without_them() -> None:
    start = "from hoofprint.cli.lean import leave_out; leave_out(); import hoofprint.pipeline, polars"
    assert said(f"{start}; {SHOWS}") == "[]"


def test_left_out_is_as_good_as_not_installed() -> None:
    tried = "\ntry: import numpy\nexcept ModuleNotFoundError as error: print(error.name)"
    assert said(f"from hoofprint.cli.lean import leave_out; leave_out(){tried}") == "numpy"


def test_a_caller_with_arguments_keeps_them() -> None:
    call = "from hoofprint.cli import main; main(['explain', 'PEG-03', '--json']); import numpy, sys"
    assert said(f"{call}; {SHOWS}").endswith("['numpy']")


def test_what_the_owner_of_the_machine_set_stays_set() -> None:
    start = "import os; os.environ['ARROW_DEFAULT_MEMORY_POOL'] = 'mimalloc'"
    call = "from hoofprint.cli.lean import leave_out; leave_out()"
    shown = "print(os.environ['ARROW_DEFAULT_MEMORY_POOL'], '_RJEM_MALLOC_CONF' in os.environ)"
    assert said(f"{start}; {call}; {shown}") == "mimalloc True"
