"""Packages that libraries import wherever they happen to be installed, and that nothing here needs.

Arrow takes pandas and NumPy along: half a second and a quarter of the memory of an examination.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

UNUSED = ("numpy", "pandas")


class _NotHere(MetaPathFinder):
    """Answers for `UNUSED` as if they were not installed, and for nothing else."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in UNUSED:
            raise ModuleNotFoundError(f"{name} is left out of this program", name=name)
        return None


def leave_out() -> None:
    """For this process, which must be the program itself: whoever calls us from a notebook keeps theirs."""
    sys.meta_path.insert(0, _NotHere())
