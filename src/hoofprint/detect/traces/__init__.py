"""One file for each trace and sequence, found by scanning this package once. There is no list to edit."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hoofprint.detect.trace import Rule, Sequence, Trace


@cache
def traces() -> Mapping[str, Rule]:
    """Rule id to rule, sorted; a module without `TRACE` or `SEQUENCE` is help for others and is passed over."""
    found: dict[str, Rule] = {}
    for info in pkgutil.iter_modules(__path__, __name__ + "."):
        module = importlib.import_module(info.name)
        about = getattr(module, "TRACE", None) or getattr(module, "SEQUENCE", None)
        if isinstance(about, Trace | Sequence):
            id_ = info.name.rpartition(".")[2].upper().replace("_", "-")
            tries = {name[4:]: value for name, value in vars(module).items() if name.startswith("try_")}
            found[id_] = Rule(id_, about, getattr(module, "find", None), MappingProxyType(tries))
    return MappingProxyType(dict(sorted(found.items())))
