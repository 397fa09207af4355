"""The words of the background life, read once from `words.toml` beside this file."""

from functools import cache
from pathlib import Path

import msgspec


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Word lists; sentences by language, with `{url}` and `{code}` where something is filled in."""

    things: tuple[str, ...]
    places: tuple[str, ...]
    roles: tuple[str, ...]
    topics: tuple[str, ...]
    trades: tuple[str, ...]
    apps: tuple[tuple[str, str], ...]
    """Name and the last part of the bundle id."""
    said: dict[str, tuple[str, ...]]
    shared: dict[str, tuple[str, ...]]
    notices: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """All of them."""
    return msgspec.toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=Words)
