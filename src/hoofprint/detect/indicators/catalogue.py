"""The built-in catalogue: published names, accounts and hosts of mercenary spyware, so that a first run without any
list and without a network already compares with something. Values in `detect/data/catalogue.tsv`, sources beside it."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from hoofprint.detect.indicators.gather import Claim, Gatherer
from hoofprint.detect.indicators.known import rows, table
from hoofprint.detect.indicators.lint import annotate
from hoofprint.detect.indicators.overlay import adjusted, micros
from hoofprint.model.indicator import IndicatorSet
from hoofprint.model.record import Observable


def builtin() -> list[IndicatorSet]:
    """The built-in sets, one for each publisher's list, adjusted and noted like loaded ones."""
    return annotate(map(adjusted, catalogue()))


def catalogue() -> list[IndicatorSet]:
    """The built-in sets as they stand in the data, for lint."""
    from_list = defaultdict(list)
    for cells in rows("catalogue.tsv"):
        from_list[cells[0]].append((*cells[1:], "", "")[:4])
    return [_listed(entry, from_list[entry["id"]]) for entry in table("catalogue.toml")["set"]]


def set_name(entry: Mapping[str, Any]) -> str:
    """The name under which a built-in list is loaded."""
    return f"built-in: {entry['name']}"


def _listed(entry: dict[str, Any], found: list[tuple[str, ...]]) -> IndicatorSet:
    digest = hashlib.sha256(repr((entry, found)).encode()).hexdigest()
    into = Gatherer(set_name(entry), digest)
    source = f"{entry['publisher']} ({entry['source']}; {entry['licence']})"
    claims: dict[tuple[str, str], Claim] = {}
    for kind, value, published, also in found:
        claim = claims.get((published, also))
        if claim is None:
            day = date.fromisoformat(published) if published else entry["published"]
            names = (entry["campaign"], also) if also else (entry["campaign"],)
            claim = Claim(source, names, micros(day), platform=entry.get("platform"))
            claims[published, also] = claim
        into.keep(Observable(kind), (value,), claim)
    return into.finish()
