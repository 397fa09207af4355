"""Which tool a published indicator is claimed for, from the words its publishers use for their campaigns."""

from collections.abc import Callable, Mapping

from hoofprint.detect.indicators.notes import STALKERWARE, WATCHWARE
from hoofprint.model.finding import Sighting

PEGASUS = "pegasus"
GRAPHITE = "graphite"
WORDS = {PEGASUS: frozenset(("pegasus", "nso")), GRAPHITE: frozenset(("graphite", "paragon"))}
"""Tools with traces of their own, and the words that name them."""
OTHER_PAGES = "other pages"
_LEFT_ALONE: Mapping[str | None, tuple[str, ...]] = {None: (PEGASUS,), OTHER_PAGES: (PEGASUS, GRAPHITE)}
"""Whose values the general traces leave alone: Pegasus has traces for all records, Graphite for pages only."""


def claimed(sighting: Sighting, tool: str | None) -> bool:
    """Whether any list claims the value for this tool. With None, or `OTHER_PAGES` for records of pages: whether none
    does for a tool that has traces of its own for such records."""
    words = _claims(sighting)
    if tool is None or tool == OTHER_PAGES:
        return not any(words & WORDS[one] for one in _LEFT_ALONE[tool])
    return bool(words & WORDS[tool])


def claimed_for(tool: str | None) -> Callable[[Sighting], bool]:
    """The same question for `Rows.sighted(which=...)`."""
    return lambda sighting: claimed(sighting, tool)


def sold_openly(sighting: Sighting) -> bool:
    """Whether a list says that the value belongs to a product for watching children, partners or employees."""
    kinds = {STALKERWARE, WATCHWARE}
    return bool(kinds & {*sighting.indicator.notes, *_claims(sighting)})


def _claims(sighting: Sighting) -> set[str]:
    """Every word in the names of the campaigns and lists that claim the value."""
    claims = (*sighting.indicator.campaigns, *sighting.also_in, sighting.indicator.set)
    return {word for claim in claims for word in _words(claim)}


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
