"""Chrome's history: one row for each page load, with what led to it.

Times are microseconds since 1601-01-01 UTC. Ids are local to one file, and each Chrome profile has its own. Chrome
keeps ninety days.
"""

from hoofprint.artifacts import chromium
from hoofprint.artifacts.chromium import ChromeVisit
from hoofprint.model.words import N_

__all__ = ["ARTIFACT", "ChromeVisit"]
ARTIFACT = chromium.history("Chrome", N_("Chrome history"))
