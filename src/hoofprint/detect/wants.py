"""What a find function asks for, read from its parameters: record types, the world, or what others left."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from hoofprint.detect.rows import Rows
from hoofprint.detect.trace import Hit
from hoofprint.model.record import Record


@cache
def wanted(find: Callable[..., Iterator[Hit]]) -> Mapping[str, Any]:
    """The type of each parameter."""
    hints = get_type_hints(find)
    return {name: hints[name] for name in inspect.signature(find).parameters}


def record_types(hint: Any) -> tuple[type[Record], ...]:
    """The record types of `Rows[One | Other]`; none for anything else."""
    if getattr(hint, "__origin__", None) is not Rows:
        return ()
    inner = get_args(hint)[0]
    return get_args(inner) if isinstance(inner, UnionType) else (inner,)


@cache
def looked_at(find: Callable[..., Iterator[Hit]]) -> tuple[tuple[type[Record], ...], ...]:
    """The record types of each parameter that asks for records."""
    return tuple(types for hint in wanted(find).values() if (types := record_types(hint)))
