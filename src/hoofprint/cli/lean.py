"""What libraries take along unasked, and nothing here needs: packages, and memory that is no longer in use.

Arrow imports pandas, NumPy and dateutil wherever they happen to be installed: half a second and 50 MB. Its allocator
and that of Polars keep freed memory for later: at two million records another 180 MB. Python looks for garbage in
circles after every few hundred new objects: modules and records are thousands, and none of them garbage.
"""

import gc
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

UNUSED = ("numpy", "pandas", "dateutil")
THRIFTY = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0",
}
"""Read by Arrow and by Polars when they are loaded."""
SELDOM = (50_000, 20, 50)
"""After how many new objects Python looks for garbage, and how often through which of its generations."""


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
    gc.set_threshold(*SELDOM)
    for name, value in THRIFTY.items():
        os.environ.setdefault(name, value)
