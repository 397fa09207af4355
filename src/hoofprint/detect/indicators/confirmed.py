"""Whether more than one publisher stands behind a published value: rule 4 of docs/reference/grading.md.

A list tells who published it, not who found the same. Two things count as confirmation: a second list whose stated
publisher is another one, and what is known of a built-in list (`confirmed` in `catalogue.toml`, with its source).
Lists that state no publisher, or repeat another's, confirm nothing.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from hoofprint.detect.indicators.catalogue import set_name
from hoofprint.detect.indicators.known import table
from hoofprint.model.indicator import Indicator

PUBLISHERS = 2


@cache
def confirmed() -> Mapping[str, str]:
    """Built-in lists by name, each with who else stands behind it."""
    return {
        set_name(entry): entry["confirmed"]
        for entry in table("catalogue.toml")["set"]
        if "confirmed" in entry
    }


def single(claims: Iterable[Indicator]) -> bool:
    """Whether all that claim one value are one publisher, or none that is named, and nobody confirmed it."""
    claims = tuple(claims)
    if any(one.set in confirmed() for one in claims):
        return False
    return len({_publisher(one) for one in claims if one.source}) < PUBLISHERS


def _publisher(one: Indicator) -> str:
    """The name before the address of the list: built-in sources read `publisher (repository: folder; licence)`."""
    return one.source.partition(" (")[0].strip().casefold()
