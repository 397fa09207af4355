"""Which tool a published indicator is claimed for, from the words its publishers use for their campaigns."""

from hoofprint.model.finding import Sighting

WORDS = {
    "pegasus": ("pegasus", "nso"),
    "predator": ("predator", "cytrox", "intellexa"),
    "reign": ("quadream", "kingspawn", "reign", "endofdays"),
    "triangulation": ("triangulation",),
}
"""Tool to the words that name it; a campaign without one of these is of no family traced by name."""


def claimed(sighting: Sighting, tool: str) -> bool:
    """Whether any set claims the value for this tool."""
    claims = (*sighting.indicator.campaigns, *sighting.also_in, sighting.indicator.set)
    words = {word for claim in claims for word in _words(claim)}
    return any(word in words for word in WORDS[tool])


def named(sighting: Sighting) -> bool:
    """Whether a trace of its own exists for the tool; then the general traces leave the sighting to it."""
    return claimed(sighting, "pegasus")


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
