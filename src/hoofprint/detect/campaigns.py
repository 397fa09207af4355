"""Which tool a published indicator is claimed for, from the words its publishers use for their campaigns."""

from collections.abc import Callable

from hoofprint.detect.indicators.notes import STALKERWARE, WATCHWARE
from hoofprint.model.finding import Sighting

PEGASUS = "pegasus"
GRAPHITE = "graphite"
WORDS = {PEGASUS: frozenset(("pegasus", "nso")), GRAPHITE: frozenset(("graphite", "paragon"))}
"""Tools with traces of their own, and the words that name them; the general traces leave their values alone."""


def claimed(sighting: Sighting, tool: str | None) -> bool:
    """Whether any list claims the value for this tool; with None, whether none does for a tool with own traces."""
    words = _claims(sighting)
    if tool is None:
        return not any(words & named for named in WORDS.values())
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
