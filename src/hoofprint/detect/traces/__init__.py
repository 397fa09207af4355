"""One file for each trace and sequence, found by scanning this package once. There is no list to edit."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType, ModuleType

from hoofprint.detect.trace import Rule, Sequence, SequenceRule, Trace, TraceRule


@cache
def traces() -> Mapping[str, Rule]:
    """Rule id to rule, sorted; a module without `TRACE` or `SEQUENCE` is help for others and is passed over.

    A mistake in a declaration raises `TypeError` that names the file: it is a defect, not an absent trace.
    """
    alone: dict[str, TraceRule] = {}
    patterns: dict[str, Sequence] = {}
    for info in pkgutil.iter_modules(__path__, __name__ + "."):
        module = importlib.import_module(info.name)
        id_ = info.name.rpartition(".")[2].upper().replace("_", "-")
        trace, sequence = getattr(module, "TRACE", None), getattr(module, "SEQUENCE", None)
        if isinstance(trace, Trace):
            alone[id_] = _trace(id_, trace, module)
        elif isinstance(sequence, Sequence):
            patterns[id_] = sequence
    found: dict[str, Rule] = {**alone}
    found |= {id_: _sequence(id_, pattern, alone) for id_, pattern in patterns.items()}
    return MappingProxyType(dict(sorted(found.items())))


def trace_rules() -> tuple[TraceRule, ...]:
    """The traces alone, in order of id."""
    return tuple(rule for rule in traces().values() if isinstance(rule, TraceRule))


def sequence_rules() -> tuple[SequenceRule, ...]:
    """The sequences alone, in order of id."""
    return tuple(rule for rule in traces().values() if isinstance(rule, SequenceRule))


def _trace(id_: str, about: Trace, module: ModuleType) -> TraceRule:
    tries = {name[4:]: value for name, value in vars(module).items() if name.startswith("try_")}
    stray = tries.keys() - {benign.id for benign in about.benign}
    find = getattr(module, "find", None)
    if stray or find is None:
        raise TypeError(
            f"{id_}: no find function" if find is None else f"{id_}: try_{min(stray)} tries nothing"
        )
    return TraceRule(id_, about, find, MappingProxyType(tries))


def _sequence(id_: str, about: Sequence, alone: Mapping[str, TraceRule]) -> SequenceRule:
    """With the innocent causes of its elements, each once."""
    names = [name for step in about.steps for name in step.traces]
    unknown = [name for name in names if name not in alone]
    if unknown:
        raise TypeError(f"{id_}: no trace {unknown[0]}")
    benign = dict.fromkeys(cause for name in names for cause in alone[name].about.benign)
    tries = {key: test for name in names for key, test in alone[name].tries.items()}
    return SequenceRule(id_, replace(about, benign=tuple(benign)), MappingProxyType(tries))
