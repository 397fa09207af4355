"""Icons Edge kept for pages, in Chrome's tables: Favicons. Times are microseconds since 1601-01-01 UTC.

An icon may stay when the history of its page was removed.
"""

from hoofprint.artifacts import chromium
from hoofprint.model.words import N_

ARTIFACT = chromium.icons("Edge", N_("Edge icons"))
