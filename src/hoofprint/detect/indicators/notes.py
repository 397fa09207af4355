"""The words an indicator can be noted with. Grading reads them: each says why a hit on it carries less.

They are set when a list is loaded (`lint`, `overlay`), travel in `Indicator.notes`, and appear in reports.
"""

from typing import Final

GENERIC: Final = "generic"
"""An ordinary word or the name of an ordinary program: others use it too."""
SHORT: Final = "short"
"""A name of five characters or fewer: chance alone makes it appear elsewhere."""
SYSTEM_NAME: Final = "system name"
"""Equals a name of the operating system: never loaded, unless the overlay says why it counts all the same."""
NEAR_SYSTEM: Final = "near a system name"
"""Differs from a system name only by upper and lower case."""
TRUNCATION: Final = "truncation collision"
"""Cut at 15 or 16 characters, it cannot be told from a system name."""
SHARED_HOST: Final = "shared host"
"""A host under which unrelated people publish: matched exactly, never for hosts below it."""
POPULAR: Final = "popular site"
"""Among the most visited web sites, and listed all the same."""
VENDOR_SITE: Final = "vendor site"
"""The seller's public web site: reading about a product leaves the same trace."""
REREGISTERED: Final = "re-registered"
"""The domain has had another owner since."""
CONTEXT: Final = "context only"
"""The publisher marked it as context, not as something to detect by."""
REINSTATED: Final = "once withdrawn"
"""Taken back by its publisher and listed again later."""
SINGLE: Final = "one publisher"
"""Published by one and, as far as the loaded lists and our own data tell, confirmed by nobody."""
STALKERWARE: Final = "stalkerware"
"""Sold to individuals for watching another person."""
WATCHWARE: Final = "watchware"
"""Parental or workplace monitoring: often known to the one who carries the phone."""

LOWERING: Final = frozenset(
    (
        GENERIC,
        SHORT,
        SYSTEM_NAME,
        NEAR_SYSTEM,
        TRUNCATION,
        SHARED_HOST,
        POPULAR,
        VENDOR_SITE,
        REREGISTERED,
        CONTEXT,
    )
)
"""Notes that say the value is met on ordinary phones too."""
