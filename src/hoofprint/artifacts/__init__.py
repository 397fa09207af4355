"""Evidence to records: one declaration for each source of traces, found by scanning this package."""

from hoofprint.artifacts.declare import ALWAYS, LOGGED, Artifact, Kind, entries, files, reads, sqlite
from hoofprint.artifacts.fields import (
    chrome,
    cocoa,
    decoded,
    differs,
    filled,
    first,
    gather,
    labels,
    lookup,
    moment,
    unix,
    unix_ms,
)

__all__ = [
    "ALWAYS",
    "LOGGED",
    "Artifact",
    "Kind",
    "chrome",
    "cocoa",
    "decoded",
    "differs",
    "entries",
    "files",
    "filled",
    "first",
    "gather",
    "labels",
    "lookup",
    "moment",
    "reads",
    "sqlite",
    "unix",
    "unix_ms",
]
