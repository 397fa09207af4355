"""Outputs: one file each, a function from a finished result to an open text file. All of them say the same.

    @exporter(suffix=".csv")
    def export(result: CheckResult, out: TextIO, language: str) -> None: ...

What also needs the records takes a case as one audience may see it: `case_exporter` writes to an open file,
`folder_exporter` into an empty folder. The caller owns file and folder, so writing can be atomic, hashed, and tested.
The format's name is the file's name: `export/html.py` is `report --format html`, `export/timesketch_csv.py` is
`timesketch-csv`. Evidence text passes through `export.inert` on its way to anything a person opens.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple, TextIO

from hoofprint.explore.disclose import Disclosed
from hoofprint.model.face import CheckResult

Write = Callable[[CheckResult, TextIO, str], None]
WriteCase = Callable[[Disclosed, BinaryIO, str], None]
WriteFolder = Callable[[Disclosed, Path, str], None]


class Exporter(NamedTuple):
    """One output format. `suffix` ends the names of its files; `write` takes result, open file and language."""

    suffix: str
    write: Write


class CaseExporter(NamedTuple):
    """An output made of records; `write` takes the case for its audience, an open file and the language."""

    suffix: str
    write: WriteCase


class FolderExporter(NamedTuple):
    """An output of several files; `write` takes the case for its audience, an empty folder and the language."""

    write: WriteFolder


def exporter(suffix: str) -> Callable[[Write], Exporter]:
    """Declares the function below it as the format named like its file."""

    def declare(write: Write) -> Exporter:
        return Exporter(suffix, write)

    return declare


def case_exporter(suffix: str) -> Callable[[WriteCase], CaseExporter]:
    """Declares the function below it as the format named like its file."""

    def declare(write: WriteCase) -> CaseExporter:
        return CaseExporter(suffix, write)

    return declare


def folder_exporter(write: WriteFolder) -> FolderExporter:
    """Declares the function below it as the format named like its file."""
    return FolderExporter(write)


@cache
def exporters() -> Mapping[str, Exporter]:
    """Formats made of the result alone: name to exporter, sorted by name."""
    return MappingProxyType({name: one for name, one in _found().items() if isinstance(one, Exporter)})


@cache
def case_exporters() -> Mapping[str, CaseExporter | FolderExporter]:
    """Formats made of records too: name to exporter, sorted by name."""
    return MappingProxyType({name: one for name, one in _found().items() if not isinstance(one, Exporter)})


@cache
def _found() -> dict[str, Exporter | CaseExporter | FolderExporter]:
    """Every declared format; found by looking through this package once."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        value = getattr(importlib.import_module(f"{__name__}.{module.name}"), "EXPORT", None)
        if isinstance(value, Exporter | CaseExporter | FolderExporter):
            found[module.name.replace("_", "-")] = value
    return dict(sorted(found.items()))
