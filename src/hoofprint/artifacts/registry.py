"""All artifacts, found by scanning this package once. There is no list to edit."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import hoofprint.artifacts as package
from hoofprint.artifacts.declare import Artifact

NAME = "ARTIFACT"
"""The module-level value that declares an artifact."""


@cache
def artifacts() -> Mapping[str, Artifact]:
    """Artifact id (`ios.tcc`) to declaration, sorted by id; an import error is a defect and is not hidden."""
    found: dict[str, Artifact] = {}
    for platform in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if not platform.ispkg:
            continue
        folder = importlib.import_module(platform.name)
        for module in pkgutil.iter_modules(folder.__path__, platform.name + "."):
            value = getattr(importlib.import_module(module.name), NAME, None)
            if isinstance(value, Artifact):
                found[module.name.removeprefix(package.__name__ + ".")] = value
    return MappingProxyType(dict(sorted(found.items())))


def parser_name(artifact: str) -> str:
    """Where a worker finds the parser of an artifact."""
    return f"{package.__name__}.{artifact}:{NAME}"


def modules() -> list[str]:
    """Every module that declares an artifact, for the zygote to import before any evidence is opened."""
    return [f"{package.__name__}.{artifact}" for artifact in artifacts()]
