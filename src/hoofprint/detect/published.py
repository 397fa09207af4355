"""Names, places and words that published signs consist of: data, each with its source, found by the trace's id."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hoofprint.detect.indicators.known import table


@cache
def rows(kind: str, rule: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of one trace in `published.toml`; what was withdrawn stays in the data and is not looked for."""
    return tuple(
        row for row in table("published.toml").get(kind, ()) if row["rule"] == rule and "withdrawn" not in row
    )


def names(kind: str, rule: str, key: str = "name") -> tuple[str, ...]:
    """One value of each row, in the order of the file."""
    return tuple(str(row[key]) for row in rows(kind, rule))


def unwritten(id_: str) -> str:
    """Why a published sign or sequence is not looked for; empty where `unwritten.toml` has nothing of that id."""
    found = (row["why"] for row in table("unwritten.toml")["sign"] if id_ in row["id"].split(", "))
    return str(next(found, ""))
