"""Outputs: one file each, a function from a finished result to an open text file. All of them say the same.

    @exporter(suffix=".csv")
    def export(result: CheckResult, out: TextIO, language: str) -> None: ...

The caller owns the file, so writing can be atomic, hashed, and tested with `StringIO`. The format's name is the
file's name: `export/html.py` is `report --format html`. Evidence text passes through `export.inert` on its way out.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, TextIO

from hoofprint.model.face import CheckResult

Write = Callable[[CheckResult, TextIO, str], None]


class Exporter(NamedTuple):
    """One output format. `suffix` ends the names of its files; `write` takes result, open file and language."""

    suffix: str
    write: Write


def exporter(suffix: str) -> Callable[[Write], Exporter]:
    """Declares the function below it as the format named like its file."""

    def declare(write: Write) -> Exporter:
        return Exporter(suffix, write)

    return declare


@cache
def exporters() -> Mapping[str, Exporter]:
    """Format name to exporter, sorted by name; found by looking through this package once."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        value = getattr(importlib.import_module(f"{__name__}.{module.name}"), "EXPORT", None)
        if isinstance(value, Exporter):
            found[module.name] = value
    return MappingProxyType(dict(sorted(found.items())))
